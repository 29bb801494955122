"""Työllistymistä edistävä monialainen yhteispalvelu (1369/2014 2 §, 381/2023 3 §): whether the need must be assessed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import SUBSIDIES, Measures, day_when_full, measures, run_on
from nivel.law.parameters import in_force, not_in_force
from nivel.law.verdict import Change, Reason, Verdict
from nivel.timeline.months import add_months, age_on

AREA = "joint_service"


def by_days(m: Any, subsidy_days: int) -> Any:
    return m.subsidy_days >= subsidy_days


def young_unemployed(m: Any, young_under: int, months: int) -> Any:
    return (m.age < young_under) & (m.unemployed_months >= months)


def adult_unemployed(m: Any, young_under: int, months: int) -> Any:
    return (m.age >= young_under) & (m.unemployed_months >= months)


def verdict(facts: Facts, on: date) -> Verdict:
    """Yhteispalvelun tarve päivänä, by the wording in force."""
    if in_force(f"{AREA}.by_need", on) is not None:
        return by_need_from_2025(facts, on)
    if in_force(f"{AREA}.subsidy_days", on) is None:
        return not_in_force(f"{AREA}.subsidy_days", on)
    return by_length_from_2015(facts, on)


def by_length_from_2015(facts: Facts, on: date) -> Verdict:
    """1369/2014 2 §: 300 days of labour market subsidy, or 12 months of unemployment, under 25 six."""
    measured = measures(facts, on)
    if measured is None:
        return Verdict(None, (Reason("facts.born_unknown"),))
    because = tuple(_grounds(measured, on))
    value = bool(because)
    if not because:
        because = (Reason("joint.no_ground", {}, _held("subsidy_days", on).citation),)
    if value and in_force(f"{AREA}.duty_to_refer", on) is None:
        because += (Reason("joint.no_duty_yet", {"day": date(2016, 1, 1)}, _held("subsidy_days", on).citation),)
    return Verdict(value, because, next_change=None if value else _coming(facts, on))


def _coming(facts: Facts, on: date) -> Change | None:
    """The day the first ground is full if the benefit and the unemployment go on, while the wording is in force."""
    days = [day_when_full(facts, SUBSIDIES, _held("subsidy_days", on).value, on)]
    run = run_on(facts.unemployment, on)
    if run is not None and facts.born is not None:
        young_on = add_months(run.starts_on, _held("young_months", on).value)
        adult_on = add_months(run.starts_on, _held("adult_months", on).value)
        young = age_on(facts.born, young_on) < _held("young_under", on).value
        days.append(young_on if young and young_on > on else adult_on)
    day = min((day for day in days if day is not None and day > on), default=None)
    return Change(True, day) if day is not None and in_force(f"{AREA}.subsidy_days", day) is not None else None


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
    return Verdict(bool(judged), (Reason(code, {}, held.citation),), held.confidence)


def _held(name: str, on: date) -> Any:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held
