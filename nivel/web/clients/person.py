"""Asiakkaan sivun yläosa: who the person is, what comes next, the path picture, and what the reader may do here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from nivel.clients.gate import Door
from nivel.clients.models import CareRelationship, Client
from nivel.clients.queries import protection, responsible_workers
from nivel.documents.models import Document
from nivel.law.evaluation import verdicts_as_known
from nivel.law.facts import Facts
from nivel.law.verdict import Verdict
from nivel.meetings.models import ContactAttempt
from nivel.paths.continuity import Breach, breaches
from nivel.paths.duties import duties_done
from nivel.paths.facts import law_facts
from nivel.paths.loops import LoopAlarm, loop_alarms
from nivel.paths.models import Agreement, Handover, Path, Plan
from nivel.paths.plans import plan_in_force
from nivel.paths.queries import NextStep, next_steps
from nivel.paths.youth import guarantee_concerns
from nivel.web.clients.drawing import Drawing
from nivel.web.clients.now import ServiceNow, services_now
from nivel.web.clients.path_facts import Threshold
from nivel.web.clients.path_source import path_facts, story_of
from nivel.web.clients.picture import lay_out
from nivel.web.clients.picture_table import TableRow, path_table
from nivel.web.remedies import BreachRow, breach_rows
from nivel.web.verdicts import ToldVerdict, speaking

ACTIONS = (
    "paths.change",
    "paths.close",
    "paths.reopen",
    "follow_ups.record",
    "intake.refer",
    "contacts.record",
    "appointments.book",
    "handovers.answer",
    "clients.see_notes",
    "clients.see_looks",
    "clients.name_responsible",
    "clients.change_contact_details",
    "clients.answer_protection",
    "documents.open",
    "permissions.change",
    "assessments.see",
    "assessments.write",
    "clients.see_money",
    "assessments.see_health",
    "agreements.see",
    "attendance.record",
    "team_cases.bring",
    "consultations.ask",
    "team_cases.see",
    "joint.see",
    "client_processes.see",
    "clarifications.see",
    "other_placements.manage",
)


@dataclass(frozen=True)
class ThresholdRow:
    """Määräpäivä sivun yläosassa: the day, its rule, and by how many days the duty is late; nought when it is not."""

    threshold: Threshold
    rule: ToldVerdict
    late: int


@dataclass(frozen=True)
class Person:
    """Asiakkaan yläosa on a day, as the reader may see it."""

    client: Client
    age: int
    protection: str
    care: CareRelationship | None
    path: Path | None
    plan: Plan | None
    step: NextStep | None
    handover: Handover | None
    breaches: list[Breach]
    loop: LoopAlarm | None
    remedies: list[BreachRow]
    standing: Verdict
    law: list[ToldVerdict]
    thresholds: list[ThresholdRow]
    services: list[ServiceNow]
    may: frozenset[str]
    counts: dict[str, int]
    drawing: Drawing
    table: list[TableRow]
    open: bool
    youth: bool


def person_of(door: Door, client: Client, on: date) -> Person:
    """The top of a client's page. The number of queries does not grow with the person's history."""
    story = story_of(client.pk)
    found = breaches(on, Client.objects.filter(pk=client.pk))
    known = law_facts([client], on)[client.pk]
    verdicts = verdicts_as_known(known, on)
    done = duties_done(client, known, verdicts, on)
    law = speaking(verdicts, done, on, in_rehabilitative_work=_in_rehabilitative_work(known, on))
    path = next((path for path in reversed(story.paths) if path.opened_on <= on), None)
    facts = path_facts(story, found, verdicts, done, on)
    return Person(
        client=client,
        age=client.age(on),
        protection=protection(client),
        care=responsible_workers([client.pk], on).get(client.pk),
        path=path,
        plan=plan_in_force(path, on) if path else None,
        step=next_steps([client.pk], on).get(client.pk),
        handover=next((row for row in story.handovers if not (row.accepted_on and row.met_on)), None),
        breaches=found,
        loop=next(iter(loop_alarms(on, Client.objects.filter(pk=client.pk))), None),
        remedies=breach_rows(found, {client.pk: client}, [client.pk]),
        standing=verdicts["municipal_share"],
        law=law,
        thresholds=_why_of(facts.thresholds, law, on),
        services=services_now(story, on),
        may=door.allowed(ACTIONS, client),
        counts=_counts(client),
        drawing=lay_out(facts),
        table=path_table(facts),
        open=path is not None and path.is_open(on),
        youth=guarantee_concerns(client, on),
    )


def _in_rehabilitative_work(facts: Facts, on: date) -> bool:
    """Whether rehabilitative work is under way or agreed for a day to come."""
    return any(row.kind == "ktt" and (row.period.ends_on is None or row.period.ends_on >= on) for row in facts.services)


def _why_of(thresholds: Iterable[Threshold], law: list[ToldVerdict], on: date) -> list[ThresholdRow]:
    """Each threshold of the picture with the rule that gives it: duties that are late first, the longest late before them."""
    by_name = {each.name: each for each in law}
    rows = [
        ThresholdRow(threshold, by_name[threshold.rule], threshold.days_late(on) if threshold.late_on(on) else 0)
        for threshold in thresholds
        if threshold.rule in by_name
    ]
    return sorted(rows, key=lambda row: (not row.late, row.threshold.on))


def _counts(client: Client) -> dict[str, int]:
    """How much there is under each tab, in one query."""
    tabs = {
        "contacts": ContactAttempt.objects.filter(client=OuterRef("pk")).values("client"),
        "agreements": Agreement.objects.filter(episode__path__client=OuterRef("pk")).values("episode__path__client"),
        "documents": Document.objects.filter(client=OuterRef("pk")).values("client"),
    }
    counted = [Coalesce(Subquery(rows.order_by().annotate(n=Count("pk")).values("n")), 0) for rows in tabs.values()]
    return dict(zip(tabs, Client.objects.filter(pk=client.pk).values_list(*counted).get(), strict=True))
