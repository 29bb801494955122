"""Keskeneräiset asiat: what a leaving worker holds beside the people, one by one, and who could take each (VAL-31)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nivel.access.models import User
from nivel.access.queries import who_may
from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ConsultationRequest, TeamCase
from nivel.paths.models import FollowUp, PsychologistReferral, Task
from nivel.timeline.moments import day_of, start_of

TASK, REFERRAL, ASKED, ANSWERING, MATTER = "task", "referral", "asked", "answering", "matter"
FOLLOW_UP, TIME = "follow_up", "time"
KINDS = (TASK, REFERRAL, ASKED, ANSWERING, MATTER, FOLLOW_UP, TIME)
# What whoever takes the thing must be able to do.
NEEDS = {
    TASK: "assessments.write",
    REFERRAL: "psychologist.record",
    ASKED: "consultations.ask",
    ANSWERING: "consultations.answer",
    MATTER: "team_cases.bring",
    FOLLOW_UP: "follow_ups.record",
    TIME: "paths.change",
}


@dataclass(frozen=True)
class LooseEnd:
    """Keskeneräinen asia: its kind and number, whose it is, what it is without anything closed, and its day."""

    kind: str
    number: int
    client: Client
    what: str
    due_on: date

    @property
    def key(self) -> str:
        return f"{self.kind}_{self.number}"


def tasks_of(worker: Any, on: date) -> QuerySet[Task]:
    """Undone tasks on open paths; the one of a referral goes with its referral."""
    return Task.objects.undone_on(on).filter(worker=worker, path__closed_on__isnull=True, psychologist_referral=None)


def referrals_of(worker: Any, on: date) -> QuerySet[PsychologistReferral]:
    """Referrals whose answer the worker asks after."""
    return PsychologistReferral.objects.open_on(on).filter(task__worker=worker).defer("cipher", "answer_cipher")


def asked_by(worker: Any, on: date) -> QuerySet[ConsultationRequest]:
    rows = ConsultationRequest.objects.open_on(on).filter(asker=worker)
    return rows.defer("question_cipher", "answer_cipher")


def asked_of(worker: Any, on: date) -> QuerySet[ConsultationRequest]:
    rows = ConsultationRequest.objects.open_on(on).filter(asked=worker)
    return rows.defer("question_cipher", "answer_cipher")


def matters_of(worker: Any, on: date) -> QuerySet[TeamCase]:
    """Matters before a team that the worker leads, until their follow-up is done."""
    rows = TeamCase.objects.standing(on).filter(owner=worker).exclude(followed_up_on__lte=on)
    return rows.defer("question_cipher", "decision_cipher", "follow_up_cipher")


def follow_ups_of(worker: Any, on: date) -> QuerySet[FollowUp]:
    return FollowUp.objects.undone_on(on).filter(worker=worker)


def times_of(worker: Any, on: date) -> QuerySet[Appointment]:
    """Times ahead in the worker's calendar; the joint meeting of a handover goes with its handover."""
    rows = Appointment.objects.filter(worker=worker, outcome="", starts_at__gte=start_of(on))
    return rows.exclude(kind=Appointment.Kind.HANDOVER)


# Whatever a worker may hold, and how its client is named.
HELD: Mapping[Callable[[Any, date], QuerySet], str] = {
    tasks_of: "path__client",
    referrals_of: "path__client",
    asked_by: "client",
    asked_of: "client",
    matters_of: "client",
    follow_ups_of: "closure__path__client",
    times_of: "client",
}


def loose_ends_of(worker: User, on: date, people: QuerySet[Client] | None = None) -> list[LooseEnd]:
    """Everything the worker still holds of the people (of all, when not given), the nearest day first; seven queries."""

    def near(rows: QuerySet, client: str) -> QuerySet:
        return (rows if people is None else rows.filter(**{f"{client}__in": people})).select_related(client)

    found = [LooseEnd(TASK, row.pk, row.path.client, row.text, row.due_on) for row in near(tasks_of(worker, on), "path__client")]
    for referral in near(referrals_of(worker, on), "path__client"):
        found.append(LooseEnd(REFERRAL, referral.pk, referral.path.client, _("Psychologist's referral"), referral.answer_due_on))
    for row in near(asked_by(worker, on).select_related("asked"), "client"):
        what = _("Consultation asked of %(name)s") % {"name": row.asked}
        found.append(LooseEnd(ASKED, row.pk, row.client, what, row.due_on))
    for row in near(asked_of(worker, on).select_related("asker"), "client"):
        what = _("Answer to the consultation that %(name)s asked for") % {"name": row.asker}
        found.append(LooseEnd(ANSWERING, row.pk, row.client, what, row.due_on))
    for row in near(matters_of(worker, on).select_related("slot__meeting__body"), "client"):
        what = _("Matter in a team: %(team)s") % {"team": row.slot.meeting.body}
        found.append(LooseEnd(MATTER, row.pk, row.client, what, row.follow_up_on or row.slot.meeting.held_on))
    for row in near(follow_ups_of(worker, on), "closure__path__client"):
        what = _("Follow-up after the path: %(months)s months") % {"months": row.months}
        found.append(LooseEnd(FOLLOW_UP, row.pk, row.closure.path.client, what, row.due_on))
    for row in near(times_of(worker, on), "client"):
        what = f"{row.get_kind_display()} {date_format(localtime(row.starts_at), 'j.n.Y G.i')}"
        found.append(LooseEnd(TIME, row.pk, row.client, what[:1].upper() + what[1:], day_of(row.starts_at)))
    return sorted(found, key=lambda end: (end.due_on, KINDS.index(end.kind), end.number))


def holds_any(worker: User, on: date) -> bool:
    """Whether the worker holds anything of the kind."""
    return any(rows(worker, on).exists() for rows in HELD)


def holding(people: QuerySet[Client], on: date, worker: str = "pk") -> Q:
    """A condition on workers (or on what names one in `worker`): they hold something of one of the people."""
    held = Q(pk__in=[])
    for rows, client in HELD.items():
        held |= Q(Exists(rows(OuterRef(worker), on).filter(**{f"{client}__in": people})))
    return held


def takers(leaver: User, on: date) -> Mapping[str, QuerySet[User]]:
    """Who could take a thing of each kind: at work, in a role in which it is done, and not the one who leaves."""
    return {kind: who_may(NEEDS[kind], on).exclude(pk=leaver.pk) for kind in KINDS}


def can_take(worker: User, kind: str, on: date) -> bool:
    return who_may(NEEDS[kind], on).filter(pk=worker.pk).exists()
