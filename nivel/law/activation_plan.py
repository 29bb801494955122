"""Aktivointisuunnitelma (189/2001 3 §): whether a ground exists on the day, which one, and who begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import SUBSIDIES, Measures, day_when_full, measures, plan_in_force
from nivel.law.parameters import Value, in_force, not_in_force, reason_of, value_on
from nivel.law.verdict import Change, Reason, Verdict, weakest
from nivel.timeline.months import MONTHS_A_YEAR, add_months

AREA = "activation_plan"
PREREQUISITES = ("employment", "joint")


@dataclass(frozen=True, slots=True)
class Limits:
    """Rajat: the limits of 189/2001 3 § on a day."""

    young_under: int
    young_days_in_12_months: int
    young_months_of_assistance: int
    adult_days: int
    adult_days_after_allowance: int
    adult_months_of_assistance: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Peruste: its name in the answer, the limit it rests on, the measure compared, and the criterion."""

    name: str
    limit: str
    measure: str
    holds: Callable[[Any, Any], Any]
    of_assistance: bool = False


# Plain comparison with & only: the same criteria take one person's numbers or a population's arrays.
def young_by_days(m: Any, p: Any) -> Any:
    return (m.age < p.young_under) & (m.subsidy_days_12_months >= p.young_days_in_12_months)


def young_by_allowance(m: Any, p: Any) -> Any:
    return (m.age < p.young_under) & (m.allowance_exhausted >= 1)


def young_by_assistance(m: Any, p: Any) -> Any:
    return (m.age < p.young_under) & (m.assistance_months >= p.young_months_of_assistance)


def adult_by_days(m: Any, p: Any) -> Any:
    return (m.age >= p.young_under) & (m.subsidy_days >= p.adult_days)


def adult_after_allowance(m: Any, p: Any) -> Any:
    return (m.age >= p.young_under) & (m.subsidy_days_after_allowance >= p.adult_days_after_allowance)


def adult_by_assistance(m: Any, p: Any) -> Any:
    return (m.age >= p.young_under) & (m.assistance_months >= p.adult_months_of_assistance)


GROUNDS = (
    Ground("under 25: 180 days in 12 months", "young_days_in_12_months", "subsidy_days_12_months", young_by_days),
    Ground("under 25: allowance used up", "young_under", "allowance_exhausted", young_by_allowance),
    Ground(
        "under 25: 4 months of social assistance", "young_months_of_assistance", "assistance_months", young_by_assistance, True
    ),
    Ground("25+: 500 days", "adult_days", "subsidy_days", adult_by_days),
    Ground(
        "25+: 180 days after the allowance", "adult_days_after_allowance", "subsidy_days_after_allowance", adult_after_allowance
    ),
    Ground("25+: 12 months of social assistance", "adult_months_of_assistance", "assistance_months", adult_by_assistance, True),
)


def verdict(facts: Facts, on: date) -> Verdict:
    """Aktivointisuunnitelman peruste päivänä."""
    if in_force(f"{AREA}.young_under", on) is None:
        return not_in_force(f"{AREA}.young_under", on)
    measured = measures(facts, on)
    if measured is None:
        return Verdict(None, (Reason("facts.born_unknown"),), details=_details(None, on, facts))
    if facts.integration.plan_entitled:
        return Verdict(
            False, (Reason("activation.integration_plan", {}, _cited("young_under", on)),), details=_details(None, on, facts)
        )
    return _judged(facts, on, measured)


def _judged(facts: Facts, on: date, measured: Measures) -> Verdict:
    found = list(_grounds(facts, on, measured))
    usable = [ground for ground, obstacle in found if obstacle is None]
    ground = _chosen(usable, facts)
    because = tuple(_because(found, measured, ground, on)) or (Reason("activation.no_ground", {}, _cited("young_under", on)),)
    switch = value_on(f"{AREA}.benefit_grounds", on)
    confidence = weakest([switch.confidence] if switch is not None else [])
    if confidence == "low" and switch is not None:
        because += reason_of(f"{AREA}.benefit_grounds", switch)[1:]
    begins, coming = _days_of_500(facts, on, ground)
    return Verdict(ground is not None, because, confidence, begins, coming, _details(ground, on, facts))


def _days_of_500(facts: Facts, on: date, ground: Ground | None) -> tuple[date | None, Change | None]:
    """Since when the ground of 500 days has held, or when it comes to hold if the benefit and the plan go on."""
    by_days = next(each for each in GROUNDS if each.holds is adult_by_days)
    if ground not in (None, by_days) or facts.born is None:
        return None, None
    full_on = day_when_full(facts, SUBSIDIES, _limit("adult_days", on), on)
    grown_on = add_months(facts.born, _limit("young_under", on) * MONTHS_A_YEAR)
    made_on = min(
        (plan.period.starts_on for plan in facts.plans if plan.kind in PREREQUISITES and on in plan.period), default=None
    )
    if full_on is None or made_on is None:
        return None, None
    day = max(full_on, grown_on, made_on)
    if ground is not None:
        return day, None
    switch = value_on(f"{AREA}.benefit_grounds", day)
    holds = day > on and switch is not None and switch.value is True
    return None, Change(True, day) if holds else None


def limits_on(on: date) -> Limits:
    return Limits(*(_limit(name, on) for name in Limits.__slots__))


def _limit(name: str, on: date) -> Any:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held.value


def _grounds(facts: Facts, on: date, measured: Measures) -> Iterator[tuple[Ground, str | None]]:
    """The grounds whose limits are full, each with what stands in its way."""
    limits = limits_on(on)
    switch = value_on(f"{AREA}.benefit_grounds", on)
    has_plan = plan_in_force(facts, PREREQUISITES, on)
    for ground in GROUNDS:
        if ground.holds(measured, limits):
            yield ground, None if ground.of_assistance else _obstacle(switch, has_plan)


def _obstacle(switch: Value | None, has_plan: bool) -> str | None:
    if switch is None or switch.value is False:
        return "activation.benefit_grounds_ended"
    return None if has_plan else "activation.no_employment_plan"


def _chosen(usable: list[Ground], facts: Facts) -> Ground | None:
    """The first ground; who lives on social assistance has it by that ground first."""
    if facts.main_income == "social_assistance":
        usable = sorted(usable, key=lambda ground: not ground.of_assistance)
    return usable[0] if usable else None


def _because(found: list[tuple[Ground, str | None]], measured: Measures, ground: Ground | None, on: date) -> Iterator[Reason]:
    ordered = sorted(found, key=lambda each: each[0] is not ground)
    for each, obstacle in ordered:
        value, limit = getattr(measured, each.measure), _limit(each.limit, on)
        yield Reason(
            f"activation.{each.holds.__name__}", {"count": value, "limit": limit, "age": measured.age}, _cited(each.limit, on)
        )
        if obstacle is not None:
            yield Reason(obstacle, {}, _cited("benefit_grounds", on))


def _cited(name: str, on: date) -> Any:
    held = value_on(f"{AREA}.{name}", on)
    return None if held is None else held.citation


def _details(ground: Ground | None, on: date, facts: Facts) -> dict[str, Any]:
    replaced = in_force(f"{AREA}.replaced_by_joint_plan", on) is not None and plan_in_force(facts, ("joint",), on)
    initiator = None
    if ground is not None:
        initiator = _limit("initiator_for_assistance" if ground.of_assistance else "initiator_for_benefit", on)
    return {"ground": None if ground is None else ground.name, "initiator": initiator, "replaced_by_joint_plan": replaced}
