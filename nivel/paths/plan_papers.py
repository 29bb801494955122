"""Suunnitelma paperilla: the plan as a document for its parties, made from the template of the day and stored as it was printed."""

from datetime import date
from typing import Any

from django.utils import translation

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.languages import paper_language
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document
from nivel.paths.commands.plan_tasks import words_in
from nivel.paths.measures import Measure, measures_done
from nivel.paths.models import Closure, Plan, Task
from nivel.paths.plans import tasks_of

FORM = Template(Document.Kind.PLAN, "plan", "2")
CONTINUATION = Template(Document.Kind.PLAN, "continuation", "1")


@command
def print_plan(plan: Plan, *, on: date, by: User) -> Document:
    """Make the document in the client's language. What is closed in assessments is no part of it. Raises CannotBeSet."""
    client = plan.path.client
    language = paper_language(client.language)
    with translation.override(language):
        facts = plan_facts(plan, on)
    return make_document(FORM, facts, language, client=client, on=on, by=by)


@command
def print_continuation(closure: Closure, *, on: date, by: User) -> Document:
    """Make the continuation plan of a closed path, with what was done on it, in the client's language (VSS-12). Raises CannotBeSet."""
    client = closure.path.client
    language = paper_language(client.language)
    with translation.override(language):
        facts = continuation_facts(closure)
    return make_document(CONTINUATION, facts, language, client=client, on=on, by=by)


def continuation_facts(closure: Closure) -> dict[str, Any]:
    """What the paper says of how the path ended and how the client goes on; nothing that needs a permission of its own."""
    delivered = [str(each) for each in (closure.delivered_to, closure.delivered_organisation) if each]
    return {
        "name": closure.path.client.name,
        "closed_on": closure.closed_on.isoformat(),
        "outcome": str(closure.get_outcome_display()),
        "reason": closure.reason,
        "plan": closure.continuation_plan,
        "measures": [_measure(each) for each in measures_done(closure.path, closure.closed_on)],
        "delivered_to": ", ".join(dict.fromkeys(delivered)),
        "delivered_on": closure.delivered_on.isoformat() if closure.delivered_on else "",
        "made_by": str(closure.closed_by or ""),
    }


def plan_facts(plan: Plan, on: date) -> dict[str, Any]:
    """What the paper says: what was agreed, and in a continuation plan what has been done on the path by the day (VSS-12)."""
    done = measures_done(plan.path, on) if plan.kind == Plan.Kind.CONTINUATION else []
    words = words_in(plan.path, translation.get_language() or "fi")
    return {
        "name": plan.path.client.name,
        "kind": plan.kind,
        "version": plan.version,
        "reason": plan.reason,
        "own_words": plan.own_words,
        "starts_on": plan.starts_on.isoformat(),
        "review_on": plan.review_on.isoformat(),
        "citation": plan.law_basis.get("citation", ""),
        "measures": [_measure(each) for each in done],
        "goals": [goal.text for goal in plan.goals.all()],
        "services": [
            {
                "name": str(row.service),
                "goal": row.employment_goal,
                "arranger": str(row.arranger),
                "due_on": row.due_on.isoformat(),
            }
            for row in plan.services.select_related("service", "arranger")
        ],
        "tasks": [
            {"text": words.get(task.text, task.text), "doer": _doer(plan, task), "due_on": task.due_on.isoformat()}
            for task in tasks_of(plan).select_related("worker").filter(dropped_on__isnull=True)
        ],
        "phases": list(plan.phases.values("phase", "time", "goal", "action", "responsible", "material")),
        "parties": [
            {
                "party": row.party,
                "name": row.name,
                "contribution": row.contribution,
                "signed_on": row.signed_on.isoformat() if row.signed_on else "",
            }
            for row in plan.parties.all()
        ],
        "made_by": str(plan.made_by or ""),
    }


def _measure(done: Measure) -> dict[str, str]:
    last = done.last.isoformat() if done.last else ""
    return {"what": done.what[:1].upper() + done.what[1:], "where": done.where, "first": done.first.isoformat(), "last": last}


def _doer(plan: Plan, task: Task) -> str:
    return str(task.worker or task.partner or plan.path.client.name)
