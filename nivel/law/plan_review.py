"""Suunnitelman tarkistaminen (189/2001 9 § 3 mom., 1369/2014 4 §, 381/2023 6 §): the day by which a plan is looked at again."""

from datetime import date

from nivel.law.facts import Facts, Plan
from nivel.law.parameters import in_force, parameter, value_on
from nivel.law.verdict import Reason, Verdict
from nivel.timeline.months import add_months

AREA = "plan_review"
# Of two plans in force the joint one replaces the other, so it goes first.
INTERVALS = {"joint": "joint_every_months", "activation": "activation_every_months"}


def verdict(facts: Facts, on: date) -> Verdict:
    """Seuraava tarkistus: of the joint plan in force on the day, else of the activation plan, since it was made or last looked at."""
    for kind in INTERVALS:
        days = [_looked_at(plan, on) for plan in facts.plans if plan.kind == kind and on in plan.period]
        if days:
            return review_due(kind, max(days), on)
    return Verdict(None, (Reason("review.no_plan", {}, parameter(f"{AREA}.activation_every_months").values[0].citation),))


def _looked_at(plan: Plan, on: date) -> date:
    looked_at = plan.looked_at_on
    return looked_at if looked_at and looked_at <= on else plan.period.starts_on


def review_due(kind: str, looked_at_on: date, on: date) -> Verdict:
    """The day by which a plan of the kind, last made or looked at on a day, is looked at again by the law in force on `on`."""
    name = INTERVALS.get(kind)
    held = in_force(f"{AREA}.{name}", on) if name else None
    if held is None:
        coming = value_on(f"{AREA}.{name}", on) if name else None
        return Verdict(None, (Reason("review.no_interval", {}, coming.citation if coming else None),))
    due_on = add_months(looked_at_on, held.value)
    reason = Reason("review.due", {"day": looked_at_on, "count": held.value, "due": due_on}, held.citation)
    return Verdict(due_on, (reason,), held.confidence)
