"""Nuorisotakuu: the young are offered work, study or a service within three months of registering as unemployed."""

from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import run_on
from nivel.law.parameters import in_force, not_in_force
from nivel.law.verdict import Reason, Verdict
from nivel.timeline.months import add_months, age_on, full_months

AREA = "youth_guarantee"


def verdict(facts: Facts, on: date) -> Verdict:
    """Kuuluuko henkilö nuorisotakuun piiriin, and by when the offer is due."""
    held = in_force(f"{AREA}.under_age", on)
    if held is None:
        return not_in_force(f"{AREA}.under_age", on)
    if facts.born is None:
        return Verdict(None, (Reason("facts.born_unknown"),), held.confidence, details={"due_on": None})
    group = _group(facts, on)
    registered_on = _registered_on(facts, on)
    if group is None or registered_on is None:
        code = "youth.outside" if group is None else "youth.not_registered"
        return Verdict(False, (Reason(code, {}, held.citation),), held.confidence, details={"due_on": None})
    due_on = add_months(registered_on, _value("offer_within_months", on))
    args = {"age": age_on(facts.born, on), "day": registered_on, "due": due_on}
    return Verdict(
        True,
        (Reason(group, args, held.citation), Reason("youth.due", args, held.citation)),
        held.confidence,
        details={"due_on": due_on},
    )


def _group(facts: Facts, on: date) -> str | None:
    if facts.born is None:
        return None
    age = age_on(facts.born, on)
    if age < _value("under_age", on):
        return "youth.young"
    graduated = facts.graduated_on
    recent = graduated is not None and graduated <= on and full_months(graduated, on) < _value("graduated_within_months", on)
    return "youth.graduate" if recent and age < _value("graduate_under_age", on) else None


def _registered_on(facts: Facts, on: date) -> date | None:
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
