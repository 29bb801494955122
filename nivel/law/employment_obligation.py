"""Työllistämisvelvoite (916/2012 11 luku): work the municipality must arrange when the allowance of a 57 to 59 year old ends."""

from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.parameters import Value, in_force, not_in_force, value_on
from nivel.law.verdict import Change, Reason, Verdict
from nivel.timeline.months import add_months, age_on
from nivel.timeline.period import DAY

DURATION = "employment_obligation.duration"


def verdict(facts: Facts, on: date) -> Verdict:
    """Onko kunnalla työllistämisvelvoite päivänä; a duty begun before the repeal stays true until it has run."""
    duty = _duty(facts)
    if duty is not None and duty[0] <= on and not _has_run(facts, *duty, on):
        return _in_force(*duty)
    if in_force(DURATION, on) is None:
        return not_in_force(DURATION, on)
    held = value_on(DURATION, on)
    code = "obligation.has_run" if duty is not None and duty[0] <= on else "obligation.no_ground"
    if facts.born is None:
        code = "facts.born_unknown"
    value = None if facts.born is None else False
    return Verdict(value, (Reason(code, {}, None if held is None else held.citation),), details={"duration": None})


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


def _in_force(begins_on: date, held: Value) -> Verdict:
    duration = f"{held.value} months" if held.value else "until the work condition is met"
    ends = Change(False, add_months(begins_on, held.value), "the duty is carried out") if held.value else None
    reason = Reason("obligation.begun", {"day": begins_on}, held.citation)
    code = "obligation.months" if held.value else "obligation.until"
    length = Reason(code, {"months": held.value}, held.citation)
    return Verdict(True, (reason, length), held.confidence, begins_on, ends, {"duration": duration})


def _limit(name: str, on: date) -> Any:
    held = in_force(f"employment_obligation.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held.value
