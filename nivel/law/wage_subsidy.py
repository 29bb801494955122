"""Palkkatuki (916/2012 7 luku, 380/2023 81-95 §): the level, the months and the cap for the work the facts name."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nivel.law.facts import Facts, WageSubsidyPlan
from nivel.law.parameters import Value, in_force, not_in_force, reason_of
from nivel.law.verdict import Reason, Verdict, weakest
from nivel.timeline.months import age_on

AREA = "wage_subsidy"
ASSOCIATIONS = ("association", "foundation", "religious_community")
CAPACITY = frozenset({"reduced_work_capacity", "reduced_capacity", "disability", "illness_or_injury"})
GROUPS = frozenset({"target_group", "no_qualification", "integration_plan", "no_work_6_months", "age_15_24", "age_50"})
GROUP_AGES = (range(15, 25), range(50, 200))
AGE_55, AGE_60, AGE_30 = 55, 60, 30


def verdict(facts: Facts, on: date) -> Verdict:
    """Palkkatuen määrä päivänä."""
    levels = in_force(f"{AREA}.levels", on)
    if levels is None:
        return not_in_force(f"{AREA}.levels", on)
    asked = facts.wage_subsidy
    if asked is None:
        return Verdict(None, (Reason("subsidy.not_asked", {}, levels.citation),))
    age = None if facts.born is None else age_on(facts.born, asked.starts_on)
    ground = _best(levels, list(_grounds(levels, asked, age)))
    if ground is None:
        return Verdict(None, (Reason("subsidy.no_ground", {}, levels.citation),))
    return _granted(levels, ground, asked, age, on)


def _grounds(levels: Value, asked: WageSubsidyPlan, age: int | None) -> Iterator[str]:
    """The grounds of the level table that the work and the person meet."""
    long_ago = "unemployed_24_of_28" in asked.grounds
    twelve = "unemployed_12_of_14" in asked.grounds or long_ago
    met = {
        "otherwise": True,
        "target_group": bool(asked.grounds & GROUPS) or twelve or (age is not None and any(age in ages for ages in GROUP_AGES)),
        "unemployed_12_of_14": twelve,
        "unemployed_24_of_28": long_ago,
        "reduced_work_capacity": bool(asked.grounds & CAPACITY),
        "apprenticeship": "apprenticeship" in asked.grounds,
        "age_60_and_12_of_14": age is not None and age >= AGE_60 and twelve,
        "age_55_and_24_of_28": age is not None and age >= AGE_55 and long_ago,
        "association_24_of_28": long_ago and asked.employer in ASSOCIATIONS,
    }
    for name in levels.value:
        if met[name]:
            yield name


def _best(levels: Value, grounds: list[str]) -> str | None:
    """The highest per cent, and of equal ones the longest time; no number of months is the whole time."""
    return max(grounds, default=None, key=lambda name: (levels.value[name]["percent"], levels.value[name]["months"] or 1000))


def _granted(levels: Value, ground: str, asked: WageSubsidyPlan, age: int | None, on: date) -> Verdict:
    level = levels.value[ground]
    months, because = level["months"], [*_reasons(levels, ground)]
    young = in_force(f"{AREA}.young_months", on)
    if ground == "otherwise" and young is not None and age is not None and age < AGE_30:
        months = young.value
        because += reason_of(f"{AREA}.young_months", young)
    caps, unsure = in_force(f"{AREA}.monthly_caps", on), in_force(f"{AREA}.uncertain_caps", on)
    cap = None if caps is None else Decimal(caps.value[level["percent"]])
    confidences = [levels.confidence] + ([] if caps is None else [caps.confidence])
    if caps is not None:
        because.append(Reason("subsidy.cap", {"amount": cap}, caps.citation))
    if unsure is not None and level["percent"] in unsure.value:
        confidences.append(unsure.confidence)
        because += reason_of(f"{AREA}.uncertain_caps", unsure)[1:]
    value = {
        "percent": level["percent"],
        "months": months,
        "monthly_cap": None if cap is None else f"{cap:.2f}",
        "monthly_amount": _amount(level, cap, asked),
    }
    return Verdict(value, tuple(because), weakest(confidences))


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
