"""Määräaikaishaastattelu: whose interview is due by the law's rhythm, and has neither its task nor its time (REL-05, facts B16)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from nivel.clients.models import Client
from nivel.law import interviews
from nivel.law.facts import Facts
from nivel.law.measures import run_on
from nivel.law.verdict import Verdict
from nivel.meetings.models import Appointment
from nivel.paths.facts import law_facts
from nivel.paths.models import Path, Task
from nivel.paths.parameters import told
from nivel.paths.queries import booked_on

# No rhythm of the law is longer: the day before the newest one that is asked for is within it.
LOOK_BACK = timedelta(days=220)


@dataclass(frozen=True)
class InterviewDue:
    """Haastattelu, jonka aika on: the person, the open path, the day by the law and why."""

    client: Client
    path: Path | None
    due_on: date
    verdict: Verdict


def interviews_due(people: QuerySet[Client], on: date) -> list[InterviewDue]:
    """Those whose interview is due soon or late, the oldest first; who has a task or a time for it is not among them."""
    tasked = Task.objects.undone_on(on).filter(kind=Task.Kind.INTERVIEW).values("path__client")
    timed = Appointment.objects.filter(booked_on(on), kind=Appointment.Kind.PERIODIC).values("client")
    waiting = list(people.exclude(pk__in=tasked).exclude(pk__in=timed))
    facts = law_facts(waiting, on)
    paths = {path.client_id: path for path in Path.objects.filter(client__in=waiting).open_on(on)}
    found = []
    for client in waiting:
        verdict = due_interview(facts[client.pk], on)
        if verdict is not None:
            found.append(InterviewDue(client, paths.get(client.pk), verdict.value, verdict))
    return sorted(found, key=lambda row: (row.due_on, row.client.pk))


def due_interview(facts: Facts, on: date) -> Verdict | None:
    """The newest interview that the law asks for by now or soon, when none has been held for it; None when there is no such.

    Those of the months before it are not asked for any more; one held a little before its day is that day's.
    """
    run = run_on(facts.unemployment, on)
    if run is None:
        return None
    near = on + timedelta(days=told("interview_notice_days", 0))
    before, due_on = max(run.starts_on, on - LOOK_BACK), None
    coming = interviews.due_on_day(facts, before)
    while coming is not None and coming <= near:
        before, due_on = due_on or before, coming
        coming = interviews.due_on_day(facts, coming)
    early = timedelta(days=told("interview_early_days", 0))
    if due_on is None or any(due_on - early <= each.held_on <= on for each in facts.interviews):
        return None
    return interviews.verdict(facts, before)
