"""Katkoksen korjaus: the address where a breach is mended, for the button on its row."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.paths.continuity import Breach
from nivel.paths.loops import LoopAlarm
from nivel.paths.parameters import initial_assessment_days, told
from nivel.web.reasons import where_written

# What mends the rest comes first: somebody responsible, then what follows, then the plan.
MENDED_IN_ORDER = (
    "no_responsible",
    "sender_not_responsible",
    "joint_without_worker",
    "placement_without_runner",
    "process_step_unowned",
    "ended_without_successor",
    "job_not_arranged",
    "final_assessment_late",
    "receiver_has_left",
    "open_handover",
    "handover_outside",
    "handover_meeting_ahead",
    "visit_unrecorded",
    "consultation_unanswered",
    "referral_unanswered",
    "clarification_late",
    "process_step_late",
    "granted_not_begun",
    "payer_decision_late",
    "youth_offer_late",
    "no_next_step",
    "joint_plan_late",
    "no_plan",
    "undelivered_plan",
    "follow_up_late",
    "follow_up_unowned",
)


# What the address tells further, so that the very form that mends the breach opens.
MENDS = {"ended_without_successor": "?following=1"}


@dataclass(frozen=True)
class BreachRow:
    """A breach with its person, as a row shows it."""

    breach: Breach
    client: Client
    url: str
    label: object
    way_in: str
    others: tuple[object, ...] = ()

    @property
    def onward(self) -> str:
        """The address, ready for what a page adds to it."""
        return f"{self.url}{'&' if '?' in self.url else '?'}"

    @property
    def reasons(self) -> list[dict[str, str]]:
        return reasons_of(self.breach.kind.code)


def first_of_each(rows: list[BreachRow]) -> list[BreachRow]:
    """One row a person: the breach to mend first, with the names of the others. The oldest person stays first."""
    by_person: dict[int, list[BreachRow]] = {}
    for row in rows:
        by_person.setdefault(row.client.pk, []).append(row)
    chosen = [(min(own, key=_urgency), own) for own in by_person.values()]
    return [replace(first, others=tuple(row.breach.kind.name for row in own if row is not first)) for first, own in chosen]


def _urgency(row: BreachRow) -> int:
    return MENDED_IN_ORDER.index(row.breach.kind.code)


def reasons_of(code: str) -> list[dict[str, str]]:
    """Miksi?: what must hold for every open path, and where it is laid down."""
    text, citation = {
        "no_responsible": (
            _("Every client has exactly one responsible worker, who does not change without grounds."),
            "JOU-17, C3",
        ),
        "joint_without_worker": (
            _("Each authority of the joint service has one named worker for the client, with an account of their own."),
            "JOU-34, 1369/2014 1 §",
        ),
        "visit_unrecorded": (_("What came of a visit that was required is recorded, whether it was made or not."), "JOU-49"),
        "consultation_unanswered": (_("A consultation is answered by its day, or taken back."), "VSS-04"),
        "referral_unanswered": (_("A referral is answered by its day, or taken back."), "VPA-07"),
        "clarification_late": (
            _("The examinations and the application of a clarification are done by their days."),
            "JOU-47",
        ),
        "placement_without_runner": (_("Each placement of this kind has a worker who runs it."), "REL-27"),
        "process_step_unowned": (_("Each step of a process has an owner who is at work here."), "REL-06, JOU-17"),
        "process_step_late": (_("A client taken through a process waits nowhere longer than the step's day."), "REL-06, KEM-25"),
        "youth_offer_late": (
            _("The young are offered work, study or a service within three months of the start of unemployment."),
            "REL-04, nuorisotakuu",
        ),
        "payer_decision_late": (_("The payer's decision is asked after on the day agreed."), "REL-13"),
        "granted_not_begun": (
            _("A service that a payer has granted begins within %(days)s days of the decision.")
            % {"days": told("max_gap_days", 0)},
            "REL-13, C1",
        ),
        "joint_plan_late": (
            _("The joint plan is made within the law's time from the start of the clientship."),
            "1369/2014 4 §, 381/2023 4 §",
        ),
        "no_plan": (_("A path always has a plan in force, or an assessment under way with a deadline."), "C6"),
        "no_next_step": (_("Every open path has a next step with a day."), "KEM-25, C1"),
        "ended_without_successor": (
            _("A always leads to B: no period ends without what follows, or an accepted closure."),
            "KEM-25",
        ),
        "job_not_arranged": (
            _("Work that the municipality must arrange begins when the allowance ends, unless the person declines it."),
            "916/2012 11:1 §",
        ),
        "open_handover": (
            _("A handover is open until the receiver has accepted and met the client; the sender is responsible."),
            "KEM-27, C2",
        ),
        "receiver_has_left": (_("A handover goes to a worker who is here to receive; otherwise it is taken back."), "KEM-27, C2"),
        "handover_outside": (
            _("The sender stays responsible until the other organisation's worker has met the client, and somebody has told it."),
            "KEM-27, C2",
        ),
        "handover_meeting_ahead": (
            _("The sender stays responsible until the other organisation's worker has met the client, and somebody has told it."),
            "KEM-27, C2",
        ),
        "sender_not_responsible": (_("While a handover is open, the sender is the responsible worker."), "KEM-27, C2"),
        "final_assessment_late": (
            _(
                "The final assessment, where the continuation is agreed, is held at the latest %(days)s days before the agreement ends."
            )
            % {"days": told("final_assessment_days", 0)},
            "JOU-79",
        ),
        "undelivered_plan": (
            _("A closed path's continuation plan is delivered to whoever goes on with the client."),
            "VSS-12, C7",
        ),
        "follow_up_late": (_("Each closed path is followed up on the days the programme tells."), "C7"),
        "follow_up_unowned": (_("Each follow-up contact has an owner who is at work here."), "C7, VAL-31"),
    }[code]
    return [{"text": text, "citation": where_written(citation)}]


def assessment_reasons() -> dict[str, list[dict[str, str]]]:
    """Miksi?: why an assessment is due when it is, by its kind."""
    text = _("The initial assessment is made at the latest %(days)s days after the path was opened.")
    initial = {"text": text % {"days": initial_assessment_days()}, "citation": where_written("C6")}
    return {"initial": [initial], "final": reasons_of("final_assessment_late")}


def breach_rows(breaches: list[Breach], people: dict[int, Client], openable: Container[int]) -> list[BreachRow]:
    """The breaches of the people given, in their order; others are left out. Who is not openable is opened with a reason first."""
    return [
        _row(breach, people[breach.client_id], breach.client_id in openable) for breach in breaches if breach.client_id in people
    ]


def _row(breach: Breach, client: Client, openable: bool) -> BreachRow:
    kind, door = breach.kind, way_in(client, openable=openable)
    if openable or kind.code == "no_responsible":
        return BreachRow(breach, client, reverse(kind.route, args=[client.pk]) + MENDS.get(kind.code, ""), kind.remedy, door)
    return BreachRow(breach, client, door, _("Open with a reason"), door)


def for_receiver(rows: list[BreachRow], waiting_for_me: Container[int]) -> list[BreachRow]:
    """A handover that waits for the reader is answered by the reader, not reminded of."""
    return [
        replace(row, url=reverse("today"), label=_("Answer the handover"))
        if row.breach.kind.code == "open_handover" and row.breach.path_id in waiting_for_me
        else row
        for row in rows
    ]


@dataclass(frozen=True)
class LoopRow:
    """Kehähälytys with its person: what came again, and what was before it."""

    alarm: LoopAlarm
    client: Client
    way_in: str
    url: str
    label: object


def loop_rows(alarms: Iterable[LoopAlarm], people: Mapping[int, Client], openable: Container[int]) -> list[LoopRow]:
    """The alarms of the people given, the newest return first. Who is not openable is opened with a reason first."""
    rows = [_loop_row(alarm, people[alarm.client_id], openable) for alarm in alarms if alarm.client_id in people]
    return sorted(rows, key=lambda row: (-row.alarm.since.toordinal(), row.client.pk))


def _loop_row(alarm: LoopAlarm, client: Client, openable: Container[int]) -> LoopRow:
    door = way_in(client, openable=client.pk in openable)
    if client.pk in openable:
        return LoopRow(alarm, client, door, reverse("client_plan", args=[client.pk]), _("Make the plan anew"))
    return LoopRow(alarm, client, door, door, _("Open with a reason"))


def way_in(client: Client, *, openable: bool) -> str:
    """The person's page, or the page where a reason for opening it is stated."""
    return client.get_absolute_url() if openable else reverse("client_reason", args=[client.pk])


def openable_of(actor: Actor, numbers: Iterable[int]) -> set[int]:
    """Those of the people whose page the actor may open as things stand, in one query."""
    return set(Client.objects.filter(visible(actor, "clients.open"), pk__in=list(numbers)).values_list("pk", flat=True))
