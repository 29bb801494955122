"""Palkkatuki (916/2012 7 luku, 380/2023 81-95 §): the level, the months and the cap for the work the facts name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nivel.law.facts import Facts, WageSubsidyPlan
from nivel.law.parameters import Value, in_force, not_in_force, reason_of
from nivel.law.turning_points import LAW_STAYS, days_of, next_turn, since_when
from nivel.law.verdict import Reason, Verdict, weakest
from nivel.timeline.months import age_on

AREA = "wage_subsidy"
MUNICIPALITIES = ("municipality", "joint_municipal_authority")
BESIDE = ("regrant_gap_years", "part_month_days", "working_time_percent", "not_if_begun", "least_hours_a_week")
ASSOCIATIONS = ("association", "foundation", "religious_community")
CAPACITY = frozenset({"reduced_work_capacity", "reduced_capacity", "disability", "illness_or_injury"})
GROUPS = frozenset({"target_group", "no_qualification", "integration_plan", "no_work_6_months", "age_15_24", "age_50"})


def verdict(facts: Facts, on: date) -> Verdict:
    """Palkkatuen määrä päivänä."""
    told = _told(facts, on)
    days = days_of(AREA)
    begun = since_when(lambda day: _told(facts, day).value, on, days)
    return replace(
        told, since=begun, next_change=next_turn(lambda day: _told(facts, day).value, told.value, on, days, LAW_STAYS, AREA)
    )


def _told(facts: Facts, on: date) -> Verdict:
    levels = in_force(f"{AREA}.levels", on)
    if levels is None:
        return _before_the_levels(on)
    asked = facts.wage_subsidy
    if asked is None:
        return Verdict(None, (Reason("subsidy.not_asked", {}, levels.citation),))
    age = None if facts.born is None else age_on(facts.born, asked.starts_on)
    ground = _best(levels, list(_grounds(levels, asked, age, on)))
    if ground is None:
        code = "subsidy.municipality" if _narrowed(asked, on) is not None else "subsidy.no_ground"
        return Verdict(None, (Reason(code, {}, levels.citation), *_voucher(age, on)))
    return _granted(levels, ground, asked, age, on)


def _before_the_levels(on: date) -> Verdict:
    """2013-2014 a basic part and a supplement, whose sums the parameters do not hold."""
    system = in_force(f"{AREA}.basic_part_and_supplement", on)
    if system is None:
        return not_in_force(f"{AREA}.levels", on)
    return Verdict(None, reason_of(f"{AREA}.basic_part_and_supplement", system), system.confidence)


def _narrowed(asked: WageSubsidyPlan, on: date) -> list[str] | None:
    """The only grounds for which a municipality may have the subsidy as the employer (from 2025), None for others."""
    held = in_force(f"{AREA}.grounds_of_a_municipality", on)
    return held.value if held is not None and asked.employer in MUNICIPALITIES else None


def _voucher(age: int | None, on: date) -> tuple[Reason, ...]:
    """Nuorten työllistymisseteli, for those of its age while it is granted."""
    held = in_force(f"{AREA}.youth_voucher", on)
    if held is None or age is None or not held.value["from_age"] <= age <= held.value["to_age"]:
        return ()
    return reason_of(f"{AREA}.youth_voucher", held)


def _grounds(levels: Value, asked: WageSubsidyPlan, age: int | None, on: date) -> Iterator[str]:
    """The grounds of the level table that the work and the person meet."""
    long_ago = "unemployed_24_of_28" in asked.grounds
    twelve = "unemployed_12_of_14" in asked.grounds or long_ago
    ages = in_force(f"{AREA}.age_limits", on)
    limits = {} if ages is None else ages.value
    met = {
        "otherwise": True,
        "target_group": bool(asked.grounds & GROUPS) or twelve or _in_group(age, limits),
        "unemployed_12_of_14": twelve,
        "unemployed_24_of_28": long_ago,
        "reduced_work_capacity": bool(asked.grounds & CAPACITY),
        "apprenticeship": "apprenticeship" in asked.grounds,
        "age_60_and_12_of_14": _at_least(age, limits, "longest_from") and twelve,
        "age_55_and_24_of_28": _at_least(age, limits, "long_from") and long_ago,
        "association_24_of_28": long_ago and asked.employer in ASSOCIATIONS,
    }
    narrowed = _narrowed(asked, on)
    for name in levels.value:
        if met[name] and (narrowed is None or name in narrowed):
            yield name


def _at_least(age: int | None, limits: Mapping[str, int], name: str) -> bool:
    return age is not None and name in limits and age >= limits[name]


def _in_group(age: int | None, limits: Mapping[str, int]) -> bool:
    """Young, or older: the ages that are a ground by themselves."""
    young = age is not None and "young_to" in limits and limits["young_from"] <= age <= limits["young_to"]
    return young or _at_least(age, limits, "older_from")


def _best(levels: Value, grounds: list[str]) -> str | None:
    """The highest per cent, and of equal ones the longest time; no number of months is the whole time."""
    return max(grounds, default=None, key=lambda name: (levels.value[name]["percent"], levels.value[name]["months"] or 1000))


def _granted(levels: Value, ground: str, asked: WageSubsidyPlan, age: int | None, on: date) -> Verdict:
    level = levels.value[ground]
    months, because = level["months"], [*_reasons(levels, ground)]
    young = in_force(f"{AREA}.young_months", on)
    ages = in_force(f"{AREA}.age_limits", on)
    if ground == "otherwise" and young and ages and age is not None and age < ages.value["lowest_level_under"]:
        months = young.value
        because += reason_of(f"{AREA}.young_months", young)
    cap, confidence, why = _cap(levels, level["percent"], asked, on)
    because += why
    for name in BESIDE:
        held = in_force(f"{AREA}.{name}", on)
        because += [] if held is None else reason_of(f"{AREA}.{name}", held)
    value = {
        "percent": level["percent"],
        "months": months,
        "monthly_cap": None if cap is None else f"{cap:.2f}",
        "monthly_amount": _amount(level, cap, asked),
    }
    return Verdict(value, (*because, *_voucher(age, on)), weakest([levels.confidence, confidence]))


def _cap(levels: Value, percent: int, asked: WageSubsidyPlan, on: date) -> tuple[Decimal | None, str, tuple[Reason, ...]]:
    """The most a month, how sure it is, and why; before 7/2023 the caps of most years have not been collected."""
    caps, unsure = in_force(f"{AREA}.monthly_caps", on), in_force(f"{AREA}.uncertain_caps", on)
    if caps is not None:
        cap = Decimal(caps.value[percent])
        why = (Reason("subsidy.cap", {"amount": cap}, caps.citation),)
        if unsure is None or percent not in unsure.value:
            return cap, caps.confidence, why
        return cap, unsure.confidence, (*why, *reason_of(f"{AREA}.uncertain_caps", unsure)[1:])
    company = in_force(f"{AREA}.company_cap", on)
    if company is None or asked.employer != "company":
        return None, "high", (Reason("subsidy.cap_not_collected", {}, levels.citation),)
    cap = Decimal(company.value)
    return cap, company.confidence, (Reason("subsidy.cap", {"amount": cap}, company.citation),)


def _reasons(levels: Value, ground: str) -> Iterator[Reason]:
    level = levels.value[ground]
    yield Reason(f"subsidy.ground.{ground}", {"percent": level["percent"]}, levels.citation)
    if "then" in level:
        yield Reason("subsidy.then", {"months": level["months"], "percent": level["then"]}, levels.citation)


def _amount(level: dict[str, Any], cap: Decimal | None, asked: WageSubsidyPlan) -> str | None:
    """The month's subsidy: the per cent of the wage costs, at most the cap."""
    if asked.monthly_wage_cost is None:
        return None
    amount = asked.monthly_wage_cost * level["percent"] / 100 * Decimal(level.get("of", "1"))
    if cap is not None:
        amount = min(amount, cap)
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))
