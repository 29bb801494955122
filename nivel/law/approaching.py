"""Lähestyvät rajat: how many days a person has to a limit of law, and on which day it fills if the benefit goes on.

Days of the municipal share are counted as the wording in force counts them (1290/2002 14:3 a §, 48/2026 51 §); those of the
activation plan as 189/2001 3 § does: under 25 in the last twelve months, others all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.law import counting
from nivel.law.activation_plan import limits_on
from nivel.law.facts import Facts
from nivel.law.known import published_by
from nivel.law.measures import SUBSIDIES, Tables, first_day, tables_of
from nivel.law.parameters import Value, in_force
from nivel.law.share_wordings import WORDINGS, Kind, Wording, wording_for
from nivel.law.verdict import Citation
from nivel.timeline.months import MONTHS_A_YEAR, add_months, age_on, year_before
from nivel.timeline.period import DAY

NOTICE = "municipal_share.kela_notice_days"
SHARE, ACTIVATION = "share", "activation"
FORESEEN_WEEKDAYS = 260
YEAR = timedelta(days=366)

Kinds = tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Raja: so many days, where they are written, and the share the municipality pays when they are full, if it does."""

    days: int
    citation: Citation | None
    percent: int | None = None
    notice: bool = False
    begins_on: date | None = None

    def in_force_on(self, on: date) -> bool:
        return self.begins_on is None or self.begins_on <= on


@dataclass(frozen=True, slots=True)
class Approach:
    """Lähestyminen: days counted towards a limit, and the day it filled or comes to fill; None when that is not known."""

    kind: str
    limit: Limit
    counted: int
    full_on: date | None

    @property
    def missing(self) -> int:
        return max(0, self.limit.days - self.counted)


def share_limits(on: date) -> list[Limit]:
    """The limits that the law of the day, or a law to come that has been published, sets to the days of a benefit."""
    told = notice_on(on)
    found = {} if told is None else {told.value: Limit(told.value, told.citation, notice=True)}
    for limit in sorted(_costly(on), key=lambda each: each.begins_on or on, reverse=True):
        found[limit.days] = limit
    return [found[days] for days in sorted(found)]


def _costly(on: date) -> Iterator[Limit]:
    """The limits at which a share begins, of every wording that holds or is known to come."""
    for rows in WORDINGS.values():
        for (begins, wording), later in zip(rows, (*rows[1:], None), strict=True):
            cited = wording().tiers.citation
            superseded = later is not None and later[0] <= on
            if not superseded and (begins <= on or published_by(cited, on, in_force_on=begins)):
                yield from (Limit(days, cited, percent, begins_on=begins) for days, percent in wording().tiers.value)


def approach(facts: Facts, on: date, limit: Limit) -> Approach | None:
    """How far the person is from a limit of the municipal share; None when no benefit that counts is known."""
    wording = _wording(facts, on)
    if wording is None:
        return None
    first = date.fromordinal(wording.look_back) if wording.look_back else date.min
    kinds, tables = tuple(sorted(wording.counts)), tables_of(facts)
    return Approach(SHARE, limit, tables.paid_days(kinds, first, on), _full_on(facts, tables, kinds, limit.days, on))


def _wording(facts: Facts, on: date) -> Wording | None:
    """The wording for the benefit paid last or, before any payment, for that of the latest opening balance."""
    begun = [(row.starts_on, row.benefit) for row in facts.payments if row.starts_on <= on]
    told = begun or [(each.by, each.benefit) for each in facts.days_before if each.by <= on]
    if not told:
        return None
    _day, benefit = max(told, key=lambda each: each[0])
    return wording_for(benefit, on.toordinal(), on.toordinal())


def _full_on(facts: Facts, tables: Tables, kinds: Kinds, limit: int, on: date) -> date | None:
    """The day so many days of these kinds were or will be paid, five a week; None when an opening balance was over it already."""
    rows = [row for row in facts.payments if (row.benefit, row.basis) in kinds]
    opening = [each for each in facts.days_before if (each.benefit, each.basis) in kinds and each.by <= on]
    known = [*(row.ends_on for row in rows), *(each.by for each in opening)]
    if not known or sum(each.days for each in opening) >= limit:
        return None
    missing = limit - tables.paid_days(kinds, date.min, max(known))
    if missing <= 0:
        return first_day(lambda day: tables.paid_days(kinds, date.min, day) >= limit, min(known) - YEAR, max(known))
    coming = _weekday_after(max(known), missing)
    return coming if coming > on else _weekday_after(on, missing)


def _weekday_after(day: date, number: int) -> date:
    return date.fromordinal(counting.nth_weekday(day.toordinal() + 1, number))


def activation(facts: Facts, on: date) -> Approach | None:
    """How far the person is from the benefit days of the activation plan (189/2001 3 §)."""
    held = in_force("activation_plan.adult_days", on)
    if held is None or facts.born is None:
        return None
    limits, tables = limits_on(on), tables_of(facts)
    if age_on(facts.born, on) >= limits.young_under:
        limit = Limit(limits.adult_days, held.citation)
        counted = tables.paid_days(SUBSIDIES, date.min, on)
        return Approach(ACTIVATION, limit, counted, _full_on(facts, tables, SUBSIDIES, limit.days, on))
    limit = Limit(limits.young_days_in_12_months, held.citation)
    counted = tables.paid_days(SUBSIDIES, year_before(on).starts_on, on, balances=False)
    full_on = _day_when_year_full(facts, tables, limit.days, on)
    grown_on = add_months(facts.born, limits.young_under * MONTHS_A_YEAR)
    return Approach(ACTIVATION, limit, counted, full_on if full_on and full_on < grown_on else None)


def _day_when_year_full(facts: Facts, tables: Tables, limit: int, on: date) -> date | None:
    """The first day from `on` on which the last twelve months hold so many days, the benefit going on five days a week."""
    rows = [row for row in facts.payments if (row.benefit, row.basis) in SUBSIDIES]
    if not rows:
        return None
    anchor = max(row.ends_on for row in rows) + DAY
    for day in _weekdays_from(on):
        first = year_before(day).starts_on
        coming = counting.weekdays_between(max(anchor, first).toordinal(), day.toordinal()) if day >= anchor else 0
        if tables.paid_days(SUBSIDIES, first, day, balances=False) + coming >= limit:
            return day
    return None


def _weekdays_from(on: date) -> Iterator[date]:
    for number in range(1, FORESEEN_WEEKDAYS):
        yield date.fromordinal(counting.nth_weekday(on.toordinal(), number))


def notice_on(on: date) -> Value | None:
    """From how many days Kela tells the municipality of a person (1290/2002 13:6 §, 48/2026 48 §)."""
    return in_force(NOTICE, on)
