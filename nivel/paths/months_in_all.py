"""Kuukaudet kaikkiaan: how long a person has been agreed in services of the kind, and how long without a break (189/2001 13 §).

The law sets the length of a period at a time and none in all: what is over it is told, not refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.paths.agreement_states import rule_of_agreement
from nivel.paths.limits import limits_on
from nivel.paths.models import Agreement
from nivel.timeline.months import full_months
from nivel.timeline.period import DAY
from nivel.timeline.workdays import is_workday

Span = tuple[date, date]


@dataclass(frozen=True)
class MonthsInAll:
    """Täydet kuukaudet kaikkiaan, niistä yhtäjaksoisesti tämän sopimuksen loppuun, ja lain enimmäiskesto kerrallaan."""

    months: int
    since: date
    unbroken: int
    most: int
    citation: str

    @property
    def over(self) -> bool:
        return self.unbroken > self.most


def months_in_all(agreement: Agreement) -> MonthsInAll | None:
    """By the agreements up to the end of this one: one query. None for a kind that the law does not limit."""
    rule = rule_of_agreement(agreement)
    held = limits_on(rule.law_limits, agreement.starts_on).get("months") if rule and rule.law_limits else None
    if held is None:
        return None
    stretches = _stretches(_spans(agreement))
    return MonthsInAll(
        months=sum(map(_months, stretches)),
        since=stretches[0][0],
        unbroken=_months(stretches[-1]),
        most=held.value[1],
        citation=str(held.citation),
    )


def _spans(agreement: Agreement) -> list[Span]:
    """The days of each agreement that began by the time of this one, to the end of this one at most."""
    episode = agreement.episode
    rows = Agreement.objects.filter(episode__path__client=episode.path.client_id, episode__service__kind=episode.service.kind)
    rows = rows.filter(starts_on__lte=agreement.starts_on).exclude(episode__dropped_on__isnull=False).select_related("episode")
    until = agreement.last_day
    ends = [(row.starts_on, min(row.last_day, until)) for row in rows]
    return sorted({(agreement.starts_on, until), *(span for span in ends if span[0] <= span[1])})


def _stretches(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where no working day lies between them."""
    found: list[Span] = []
    for starts_on, ends_on in spans:
        if found and _joined(found[-1][1], starts_on):
            found[-1] = (found[-1][0], max(found[-1][1], ends_on))
        else:
            found.append((starts_on, ends_on))
    return found


def _joined(last: date, first: date) -> bool:
    between = (last + timedelta(days=number) for number in range(1, (first - last).days))
    return not any(map(is_workday, between))


def _months(span: Span) -> int:
    return full_months(span[0], span[1] + DAY)
