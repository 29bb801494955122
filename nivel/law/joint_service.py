"""Työllistymistä edistävä monialainen yhteispalvelu (1369/2014 2 §, 381/2023 3 §): whether the need must be assessed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import (
    FIVE_YEARS,
    SUBSIDIES,
    Measures,
    Tables,
    first_day,
    goes_on_from,
    going_on,
    measures,
    tables_of,
)
from nivel.law.parameters import in_force, not_in_force, parameter, reason_of
from nivel.law.turning_points import BENEFIT_GOES_ON, days_of, next_turn, since_when
from nivel.law.verdict import Change, Reason, Verdict
from nivel.timeline.months import MONTHS_A_YEAR, add_months
from nivel.timeline.period import DAY, joined

AREA = "joint_service"


def by_days(m: Any, subsidy_days: int) -> Any:
    return m.subsidy_days >= subsidy_days


def young_unemployed(m: Any, young_under: int, months: int) -> Any:
    return (m.age >= 0) & (m.age < young_under) & (m.unemployed_months >= months)


def adult_unemployed(m: Any, young_under: int, months: int) -> Any:
    return (m.age >= young_under) & (m.unemployed_months >= months)


def verdict(facts: Facts, on: date) -> Verdict:
    """Yhteispalvelun tarve päivänä, by the wording in force."""
    tables = tables_of(facts)
    if in_force(f"{AREA}.by_need", on) is not None:
        return by_need_from_2025(facts, on)
    if in_force(f"{AREA}.subsidy_days", on) is None:
        first = parameter(f"{AREA}.subsidy_days").values[0].from_day
        return not_in_force(f"{AREA}.subsidy_days", on, value_then=value_on_day(facts, tables, first))
    return by_length_from_2015(facts, on)


def by_length_from_2015(facts: Facts, on: date) -> Verdict:
    """1369/2014 2 §: 300 days of labour market subsidy, or 12 months of unemployment, under 25 six."""
    tables = tables_of(facts)
    because = tuple(_grounds(measures(facts, on, tables), on))
    value = _value(because, facts)
    if not because:
        because = (Reason("facts.born_unknown" if value is None else "joint.no_ground", {}, _held("subsidy_days", on).citation),)
    if value and in_force(f"{AREA}.duty_to_refer", on) is None:
        duty = parameter(f"{AREA}.duty_to_refer").values[0]
        because += (Reason("joint.no_duty_yet", {"day": duty.from_day}, duty.citation),)
    if value:
        because += tuple(_what_follows(on))
    begun, coming = since_and_next(facts, tables, on)
    return Verdict(value, because, "high", begun, coming)


def _what_follows(on: date) -> Iterator[Reason]:
    """The joint plan's deadlines: made within the mapping period, reviewed at intervals."""
    for name in (f"{AREA}.parties", f"{AREA}.plan_within_months", "plan_review.joint_every_months"):
        held = in_force(name, on)
        if held is not None:
            yield from reason_of(name, held)


def _value(grounds: Sequence[Reason], facts: Facts) -> bool | None:
    """Without a known age the months tell nothing between the two limits."""
    if grounds or facts.born is not None or not facts.unemployment:
        return bool(grounds)
    return None


def value_on_day(facts: Facts, tables: Tables, on: date) -> bool | None:
    """The answer of a day, without its reasons."""
    if in_force(f"{AREA}.by_need", on) is not None:
        return facts.judgements.get("work_capacity_limits_block", False)
    if in_force(f"{AREA}.subsidy_days", on) is None:
        return None
    return _value(tuple(_grounds(measures(facts, on, tables), on)), facts)


def since_and_next(facts: Facts, tables: Tables, on: date) -> tuple[date | None, Change | None]:
    """Since when it has been so, and when it next changes if the benefit and the unemployment go on."""
    begun = since_when(lambda day: value_on_day(facts, tables, day), on, days_that_matter(facts, tables, date(2015, 1, 1), on))
    present = value_on_day(facts, tables, on)
    grown, more = facts, tables
    for first in goes_on_from(facts, on):
        grown = going_on(facts, first)
        more = tables_of(grown)
        if value_on_day(grown, more, on) == present:
            break
    days = days_that_matter(grown, more, on + DAY, on + FIVE_YEARS)
    return begun, next_turn(lambda day: value_on_day(grown, more, day), present, on, days, BENEFIT_GOES_ON, AREA)


def days_that_matter(facts: Facts, tables: Tables, first: date, last: date) -> Iterator[date | None]:
    """The days on which a ground may begin or end: of the law, of age, of paid days and of unemployment."""
    limits = parameter(f"{AREA}.subsidy_days").values[0]
    yield from days_of(AREA)
    yield first_day(lambda day: tables.paid_days(SUBSIDIES, date.min, day) >= limits.value, first, last)
    opened = _held("young_months", limits.from_day).value, _held("adult_months", limits.from_day).value
    for run in joined(facts.unemployment):
        yield from (add_months(run.starts_on, months) for months in opened)
        yield run.ends_on and run.ends_on + DAY
    if facts.born is not None:
        yield add_months(facts.born, _held("young_under", limits.from_day).value * MONTHS_A_YEAR)


def _grounds(measured: Measures, on: date) -> Iterator[Reason]:
    days, under = _held("subsidy_days", on), _held("young_under", on)
    if by_days(measured, days.value):
        yield Reason("joint.days", {"count": measured.subsidy_days, "limit": days.value}, days.citation)
    for name, criterion in (("young_months", young_unemployed), ("adult_months", adult_unemployed)):
        held = _held(name, on)
        if criterion(measured, under.value, held.value):
            args = {"count": measured.unemployed_months, "limit": held.value, "age": under.value}
            yield Reason(f"joint.{name}", args, held.citation)


def by_need_from_2025(facts: Facts, on: date) -> Verdict:
    """381/2023 3 §: limits of work or functional capacity that consultation alone cannot solve."""
    held = _held("by_need", on)
    judged = facts.judgements.get("work_capacity_limits_block")
    code = "joint.need_unjudged" if judged is None else "joint.need" if judged else "joint.no_need"
    because = (Reason(code, {}, held.citation), *(_what_follows(on) if judged else ()))
    confidence = "low" if judged is None else held.confidence
    return Verdict(bool(judged), because, confidence, *since_and_next(facts, tables_of(facts), on))


def _held(name: str, on: date) -> Any:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held
