"""Täytetyt velvollisuudet: which duties that the law lays on a person's case the recorded facts say are done on a day.

The law answers whether a ground exists, and goes on answering so when what it asks for has been done. Whether it has been is told
here, once, for the line of days, the panel of verdicts and the list of those who have reached the condition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nivel.clients.models import Client
from nivel.law.facts import Facts
from nivel.law.verdict import Verdict
from nivel.paths.joint import clientship_of

ASSESSMENT = "assessment"


@dataclass(frozen=True)
class Done:
    """Täytetty velvollisuus: by what, a plan's kind or an assessment, and since which day."""

    by: str
    on: date


def duties_done(client: Client, facts: Facts, verdicts: Mapping[str, Verdict], on: date) -> dict[str, Done]:
    """The duties that are done, by the name of their rule. Two queries."""
    found: dict[str, Done | None] = {}
    if "activation_plan" in verdicts:
        found["activation_plan"] = plan_made(facts, verdicts["activation_plan"], on)
    if "joint_service" in verdicts:
        found["joint_service"] = _need_assessed(client, verdicts["joint_service"], on)
    return {name: done for name, done in found.items() if done}


def plan_made(facts: Facts, verdict: Verdict, on: date) -> Done | None:
    """The plan in force that answers the activation condition: an activation plan, or the joint plan that replaces it (189/2001 3 §)."""
    kind = "joint" if verdict.replaced_by_joint_plan else "activation"
    days = [plan.period.starts_on for plan in facts.plans if plan.kind == kind and on in plan.period]
    return Done(kind, max(days)) if days else None


def _need_assessed(client: Client, verdict: Verdict, on: date) -> Done | None:
    """The need is assessed as the clientship opens (1369/2014 2 §); one that ended before this ground arose says nothing of it."""
    row = clientship_of(client, on)
    if row is None or (row.ends_on and verdict.since and row.ends_on < verdict.since):
        return None
    return Done(ASSESSMENT, row.starts_on)
