"""Nuorisotakuu: the young are offered work, study or a service within three months of registering as unemployed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import run_on
from nivel.law.parameters import in_force, not_in_force, parameter
from nivel.law.turning_points import UNEMPLOYMENT_GOES_ON, days_of, next_turn, since_when
from nivel.law.verdict import Change, Reason, Verdict
from nivel.timeline.months import MONTHS_A_YEAR, add_months, age_on, full_months
from nivel.timeline.period import DAY, joined

AREA = "youth_guarantee"


def verdict(facts: Facts, on: date) -> Verdict:
    """Kuuluuko henkilö nuorisotakuun piiriin, and by when the offer is due."""
    held = in_force(f"{AREA}.under_age", on)
    if held is None:
        first = parameter(f"{AREA}.under_age").values[0].from_day
        return not_in_force(f"{AREA}.under_age", on, details={"due_on": None}, value_then=value_on_day(facts, first))
    if facts.born is None and registered_on(facts, on) is not None:
        return Verdict(None, (Reason("facts.born_unknown", {}, held.citation),), held.confidence, details={"due_on": None})
    begun, coming = since_and_next(facts, on)
    group = _group(facts, on)
    registered = registered_on(facts, on)
    if facts.born is None or group is None or registered is None:
        code = "youth.not_registered" if registered is None else "youth.outside"
        return Verdict(False, (Reason(code, {}, held.citation),), held.confidence, begun, coming, {"due_on": None})
    due_on = add_months(registered, _value("offer_within_months", on))
    args = {"age": age_on(facts.born, on), "day": registered, "due": due_on}
    because = (Reason(group, args, held.citation), Reason("youth.due", args, held.citation))
    return Verdict(True, because, held.confidence, begun, coming, {"due_on": due_on})


def value_on_day(facts: Facts, on: date) -> bool | None:
    """The answer of a day, without its reasons."""
    if in_force(f"{AREA}.under_age", on) is None:
        return None
    if facts.born is None:
        return None if registered_on(facts, on) is not None else False
    return _group(facts, on) is not None and registered_on(facts, on) is not None


def since_and_next(facts: Facts, on: date) -> tuple[date | None, Change | None]:
    """Since when it has been so, and when it next changes if the unemployment goes on."""
    days = list(_days_that_matter(facts))
    begun = since_when(lambda day: value_on_day(facts, day), on, days)
    return begun, next_turn(lambda day: value_on_day(facts, day), value_on_day(facts, on), on, days, UNEMPLOYMENT_GOES_ON, AREA)


def _days_that_matter(facts: Facts) -> Iterator[date | None]:
    yield from days_of(AREA)
    first = parameter(f"{AREA}.under_age").values[0].from_day
    for name in ("under_age", "graduate_under_age"):
        if facts.born is not None:
            yield add_months(facts.born, _value(name, first) * MONTHS_A_YEAR)
    if facts.graduated_on is not None:
        yield from (facts.graduated_on, add_months(facts.graduated_on, _value("graduated_within_months", first)))
    yield facts.jobseeker_since
    for run in joined(facts.unemployment):
        yield from (run.starts_on, run.ends_on and run.ends_on + DAY)


def _group(facts: Facts, on: date) -> str | None:
    if facts.born is None:
        return None
    age = age_on(facts.born, on)
    if age < _value("under_age", on):
        return "youth.young"
    graduated = facts.graduated_on
    recent = graduated is not None and graduated <= on and full_months(graduated, on) < _value("graduated_within_months", on)
    return "youth.graduate" if recent and age < _value("graduate_under_age", on) else None


def registered_on(facts: Facts, on: date) -> date | None:
    """The day the person was both unemployed and a registered jobseeker."""
    run = run_on(facts.unemployment, on)
    since = facts.jobseeker_since if facts.jobseeker_since is not None and facts.jobseeker_since <= on else None
    if run is None:
        return None if facts.unemployment else since
    return run.starts_on if since is None else max(run.starts_on, since)


def _value(name: str, on: date) -> Any:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held.value
