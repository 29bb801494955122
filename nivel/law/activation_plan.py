"""Aktivointisuunnitelma (189/2001 3 §): whether a ground exists on the day, which one, and who begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import (
    FIVE_YEARS,
    SUBSIDIES,
    THREE_YEARS,
    Measures,
    Tables,
    first_day,
    goes_on_from,
    going_on,
    livelihood,
    measures,
    plan_in_force,
    tables_of,
)
from nivel.law.parameters import Value, in_force, not_in_force, parameter, reason_of, value_on
from nivel.law.turning_points import BENEFIT_GOES_ON, days_of, next_turn, since_when
from nivel.law.verdict import Change, Reason, Verdict, weakest
from nivel.timeline.months import MONTHS_A_YEAR, add_months, year_before
from nivel.timeline.period import DAY, joined

AREA = "activation_plan"
NO_PLAN = "activation.no_employment_plan"
PREREQUISITES = ("employment", "joint")
LEAP_DAY = (2, 29)
YEAR_AND_MORE = timedelta(days=400)
KELA_NOTICE = f"{AREA}.kela_notice_months"
FOLLOWING_ASSISTANCE = ("plan_review.activation_every_months", f"{AREA}.no_service_months")


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
    tables = tables_of(facts)
    if in_force(f"{AREA}.young_under", on) is None:
        first = parameter(f"{AREA}.young_under").values[0].from_day
        there = value_on_day(facts, tables, first)
        return not_in_force(f"{AREA}.young_under", on, details=_details(None, on, facts), value_then=there)
    if facts.born is None and _hangs_on_age(facts, tables, on):
        return Verdict(None, (Reason("facts.born_unknown", {}, _cited("young_under", on)),), details=_details(None, on, facts))
    begun, coming = since_and_next(facts, tables, on)
    if facts.integration.plan_entitled:
        reason = Reason("activation.integration_plan", {}, _cited("not_with_integration_plan", on))
        return Verdict(False, (reason,), _confidence(on), begun, coming, _details(None, on, facts))
    return _judged(facts, on, tables, begun, coming)


def _judged(facts: Facts, on: date, tables: Tables, begun: date | None, coming: Change | None) -> Verdict:
    measured = measures(facts, on, tables)
    found = list(_grounds(facts, on, measured))
    usable = [ground for ground, obstacle in found if obstacle is None]
    ground = _chosen(usable, facts)
    because = tuple(_because(found, measured, ground, on)) or (Reason("activation.no_ground", {}, _cited("young_under", on)),)
    if ground is None:
        because += _told_of("on_own_request", on)
    else:
        because += tuple(_what_follows(ground, on))
    switch = value_on(f"{AREA}.benefit_grounds", on)
    if switch is not None:
        because += reason_of(f"{AREA}.benefit_grounds", switch)[1:]
    return Verdict(ground is not None, because, _confidence(on), begun, coming, _details(ground, on, facts))


def _what_follows(ground: Ground, on: date) -> Iterator[Reason]:
    """The deadlines of a plan: Kela's notice, the review, and what the plan must contain."""
    yield from _told_of("begun_without_delay", on)
    for name in FOLLOWING_ASSISTANCE if ground.of_assistance else (KELA_NOTICE, *FOLLOWING_ASSISTANCE):
        held = in_force(name, on)
        if held is not None:
            yield from reason_of(name, held)


def _told_of(name: str, on: date) -> tuple[Reason, ...]:
    held = in_force(f"{AREA}.{name}", on)
    return () if held is None else reason_of(f"{AREA}.{name}", held)


def _confidence(on: date) -> str:
    switch = value_on(f"{AREA}.benefit_grounds", on)
    return weakest([switch.confidence] if switch is not None else [])


def _hangs_on_age(facts: Facts, tables: Tables, on: date) -> bool:
    """Whether at some age there would be a ground: only then must the age be known."""
    young_under = _limit("young_under", on)
    measured = measures(facts, on, tables)
    ages = (replace(measured, age=age) for age in (young_under - 1, young_under))
    return any(obstacle is None for each in ages for _, obstacle in _grounds(facts, on, each))


def value_on_day(facts: Facts, tables: Tables, on: date) -> bool | None:
    """Whether a ground exists on the day, without the reasons."""
    if in_force(f"{AREA}.young_under", on) is None:
        return None
    if facts.integration.plan_entitled:
        return False
    if facts.born is None and _hangs_on_age(facts, tables, on):
        return None
    return any(obstacle is None for _, obstacle in _grounds(facts, on, measures(facts, on, tables)))


def since_and_next(facts: Facts, tables: Tables, on: date) -> tuple[date | None, Change | None]:
    """Since when it has been so, and when it next changes if the benefit, the assistance and the plan go on."""
    past = [date.min.replace(year=2000), on]
    begun = since_when(lambda day: value_on_day(facts, tables, day), on, days_that_matter(facts, tables, *past))
    present, horizon = value_on_day(facts, tables, on), on + FIVE_YEARS
    for first in goes_on_from(facts, on):
        grown = going_on(facts, first)
        more = tables_of(grown)
        if value_on_day(grown, more, on) == present:
            break
    else:
        grown, more = facts, tables
    days = days_that_matter(grown, more, on + DAY, horizon)
    return begun, next_turn(lambda day: value_on_day(grown, more, day), present, on, days, BENEFIT_GOES_ON, AREA)


def days_that_matter(facts: Facts, tables: Tables, first: date, last: date) -> Iterator[date | None]:
    """The days on which a ground may begin or end: of the law, of age, of paid days, of assistance and of plans."""
    limits = limits_on(max(last, parameter(f"{AREA}.young_under").values[0].from_day))
    yield from days_of(AREA)
    if facts.born is not None:
        grown_on = add_months(facts.born, limits.young_under * MONTHS_A_YEAR)
        yield grown_on
        # Years back only the last of them matter; ahead, those until the subsidy has filled the year.
        near = (last - THREE_YEARS, last) if last - first > FIVE_YEARS else (first, first + YEAR_AND_MORE)
        if grown_on > near[0]:
            yield from _days_of_the_last_year(tables, limits.young_days_in_12_months, *near)
    yield first_day(lambda day: tables.paid_days(SUBSIDIES, date.min, day) >= limits.adult_days, first, last)
    exhausted = facts.allowance_exhausted_on
    if exhausted is not None:
        yield exhausted
        after, needed = exhausted + DAY, limits.adult_days_after_allowance
        yield first_day(lambda day: tables.paid_days(SUBSIDIES, after, day) >= needed, max(first, after), last)
    for run in joined(livelihood(facts)):
        yield from (add_months(run.starts_on, limits.young_months_of_assistance), run.ends_on and run.ends_on + DAY)
        yield add_months(run.starts_on, limits.adult_months_of_assistance)
    for plan in facts.plans:
        yield from (plan.period.starts_on, plan.period.ends_on and plan.period.ends_on + DAY)


def _days_of_the_last_year(tables: Tables, needed: int, first: date, last: date) -> Iterator[date]:
    """The days on which the days paid in the last twelve months come to the limit, or fall under it again."""
    paid = tables.days_paid(SUBSIDIES, year_before(first).starts_on, last)
    held_until: date | None = None
    for oldest, full in zip(paid, paid[needed - 1 :], strict=False):
        leaves = _leaves_the_year(oldest)
        if full >= leaves:
            continue
        if held_until is None or full > held_until:
            yield full
            if held_until is not None:
                yield held_until
        held_until = leaves
    if held_until is not None:
        yield held_until


def _leaves_the_year(paid: date) -> date:
    """The first day whose last twelve months no longer have the paid day; of a leap day the first of March."""
    if (paid.month, paid.day) == LEAP_DAY:
        return date(paid.year + 1, 3, 1)
    return paid.replace(year=paid.year + 1)


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
    return None if has_plan else NO_PLAN


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
            cited = "employment_plan_first" if obstacle == NO_PLAN else "benefit_grounds"
            yield Reason(obstacle, {}, _cited(cited, on))


def _cited(name: str, on: date) -> Any:
    held = value_on(f"{AREA}.{name}", on)
    return None if held is None else held.citation


def _details(ground: Ground | None, on: date, facts: Facts) -> dict[str, Any]:
    replaced = in_force(f"{AREA}.replaced_by_joint_plan", on) is not None and plan_in_force(facts, ("joint",), on)
    initiator = None
    if ground is not None:
        initiator = _limit("initiator_for_assistance" if ground.of_assistance else "initiator_for_benefit", on)
    return {"ground": None if ground is None else ground.name, "initiator": initiator, "replaced_by_joint_plan": replaced}
