"""Työllistämisvelvoite (916/2012 11 luku): work the municipality must arrange when the allowance of a 57 to 59 year old ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from nivel.law.facts import Facts
from nivel.law.parameters import Value, in_force, not_in_force, reason_of, value_on
from nivel.law.turning_points import LAW_STAYS, days_of, next_turn, since_when
from nivel.law.verdict import Change, Reason, Verdict
from nivel.timeline.months import add_months, age_on
from nivel.timeline.period import DAY

AREA = "employment_obligation"
DURATION = "employment_obligation.duration"
REPEALED = date(2024, 9, 2)


def verdict(facts: Facts, on: date) -> Verdict:
    """Onko kunnalla työllistämisvelvoite päivänä; a duty begun before the repeal stays true until it has run."""
    duty = _duty(facts)
    coming = next_turn(
        lambda day: value_on_day(facts, day), value_on_day(facts, on), on, _days_that_matter(facts, duty), LAW_STAYS, AREA
    )
    if duty is not None and duty[0] <= on and not _has_run(facts, *duty, on):
        return _in_force(*duty, on, coming)
    if in_force(DURATION, on) is None:
        return replace(not_in_force(DURATION, on, details={"duration": None}), next_change=coming)
    held = value_on(DURATION, on)
    if _hangs_on_age(facts):
        return Verdict(
            None,
            (Reason("facts.born_unknown", {}, None if held is None else held.citation),),
            next_change=coming,
            details={"duration": None},
        )
    begun = since_when(lambda day: value_on_day(facts, day), on, _days_that_matter(facts, duty))
    because = [Reason(_why_not(facts, duty, on), {}, None if held is None else held.citation)]
    if duty is not None and duty[0] > on:
        because += _notice(duty[0], on)
    return Verdict(False, tuple(because), "high", begun, coming, {"duration": None})


def _why_not(facts: Facts, duty: tuple[date, Value] | None, on: date) -> str:
    if duty is None:
        exhausted = facts.allowance_exhausted_on
        te_duty = in_force("employment_obligation.te_office_from_age", on)
        is_old = exhausted is not None and facts.born is not None and te_duty and age_on(facts.born, exhausted) >= te_duty.value
        return "obligation.te_office" if is_old and exhausted is not None and exhausted <= on else "obligation.no_ground"
    return "obligation.has_run" if duty[0] <= on else "obligation.not_begun"


def _notice(begins_on: date, on: date) -> list[Reason]:
    """The TE office tells the municipality before the allowance ends (1073/2012)."""
    held = in_force("employment_obligation.notice_weeks", on)
    if held is None:
        return []
    return [Reason("obligation.notice", {"day": begins_on - DAY - timedelta(weeks=held.value)}, held.citation)]


def value_on_day(facts: Facts, on: date) -> bool | None:
    """The answer of a day, without its reasons."""
    duty = _duty(facts)
    if duty is not None and duty[0] <= on and not _has_run(facts, *duty, on):
        return True
    return None if in_force(DURATION, on) is None or _hangs_on_age(facts) else False


def _hangs_on_age(facts: Facts) -> bool:
    """The allowance has an end, and the age that decides is not known."""
    return facts.born is None and facts.allowance_exhausted_on is not None


def _days_that_matter(facts: Facts, duty: tuple[date, Value] | None) -> Iterator[date]:
    yield from days_of("employment_obligation")
    yield from (reset.on for reset in facts.resets)
    if duty is not None:
        yield duty[0]
        if duty[1].value:
            yield add_months(duty[0], duty[1].value)


def _duty(facts: Facts) -> tuple[date, Value] | None:
    """The day after the last paid day, with the wording of that day, when the age and the birth are as the act says."""
    exhausted = facts.allowance_exhausted_on
    if exhausted is None or facts.born is None:
        return None
    begins_on = exhausted + DAY
    held = in_force(DURATION, begins_on)
    if held is None or not meets(age_on(facts.born, exhausted), facts.born, begins_on):
        return None
    return begins_on, held


def meets(age: int, born: date, on: date) -> bool:
    """57 full and 60 not yet, and born in 1950 or later."""
    return (_limit("from_age", on) <= age < _limit("before_age", on)) & (born >= _limit("born_from", on))


def _has_run(facts: Facts, begins_on: date, held: Value, on: date) -> bool:
    if held.value:
        return on >= add_months(begins_on, held.value)
    return any(reset.kind == "work_condition_met" and begins_on <= reset.on <= on for reset in facts.resets)


def _in_force(begins_on: date, held: Value, on: date, coming: Change | None) -> Verdict:
    duration = f"{held.value} months" if held.value else "until the work condition is met"
    because = [Reason("obligation.begun", {"day": begins_on}, held.citation)]
    because.append(Reason("obligation.months" if held.value else "obligation.until", {"months": held.value}, held.citation))
    for name in ("cost_share_percent", "cost_base_most", "lapses_after_months"):
        found = in_force(f"employment_obligation.{name}", min(on, REPEALED - DAY))
        because += [] if found is None else reason_of(f"employment_obligation.{name}", found)
    return Verdict(True, tuple(because), held.confidence, begins_on, coming, {"duration": duration})


def _limit(name: str, on: date) -> Any:
    held = in_force(f"employment_obligation.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held.value
