"""Kahdentoista kuukauden päivät: how many days of the kind the person has attended, against the law's most (189/2001 14 §)."""

from dataclasses import dataclass
from datetime import date

from nivel.paths.agreement_states import rule_of_agreement
from nivel.paths.limits import limits_on
from nivel.paths.models import Agreement, AttendanceDay
from nivel.timeline.months import year_before


@dataclass(frozen=True)
class YearOfDays:
    """Kuluneiden 12 kuukauden päivät ja enimmäismäärä."""

    attended: int
    most: int
    citation: str

    @property
    def left(self) -> int:
        return max(0, self.most - self.attended)


def year_of_days(agreement: Agreement, on: date) -> YearOfDays | None:
    """The count up to the day; None for a kind that the law does not limit."""
    rule = rule_of_agreement(agreement)
    most = limits_on(rule.law_limits, on).get("max_days_12_months") if rule and rule.law_limits else None
    if most is None:
        return None
    episode, year = agreement.episode, year_before(on)
    rows = AttendanceDay.objects.attended().filter(
        episode__path__client=episode.path.client_id,
        episode__service__kind=episode.service.kind,
        on__range=(year.starts_on, on),
    )
    return YearOfDays(rows.values("on").distinct().count(), most.value, str(most.citation))
