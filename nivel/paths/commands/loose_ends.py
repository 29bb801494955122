"""Keskeneräisten asioiden siirto: tasks, referrals, consultations and follow-ups go on in a successor's name, or are named (VAL-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.commands import start_relationship, unit_of
from nivel.clients.models import CareRelationship, Client
from nivel.meetings.commands import hand_on_answer, hand_on_question, hand_over_matter, move_appointment
from nivel.meetings.models import Appointment, ConsultationRequest, TeamCase
from nivel.paths.commands.aftercare import hand_on_follow_up
from nivel.paths.handover_refusals import CannotTake, NotHeldAnyMore
from nivel.paths.loose_ends import (
    ANSWERING,
    ASKED,
    FOLLOW_UP,
    MATTER,
    REFERRAL,
    TASK,
    TIME,
    LooseEnd,
    can_take,
    loose_ends_of,
    tasks_of,
)
from nivel.paths.models import Caseload, FollowUp, Handover, PsychologistReferral, Task

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class HandedOn:
    """What became of one thing: it has a new owner, or the sentence why it stays undone."""

    end: LooseEnd
    refusal: Refusal | None


@command
def hand_on_loose_ends(caseload: Caseload, receivers: Mapping[LooseEnd, User], *, on: date, by: User | None) -> list[HandedOn]:
    """Give each thing the leaver holds to its successor; what cannot be given is told and stays undone in the leaver's name."""
    return [_try(caseload.worker, end, receiver, on=on, by=by) for end, receiver in receivers.items()]


def carry_loose_ends(handover: Handover, *, on: date, by: User | None) -> list[HandedOn]:
    """With a leaver's client go the leaver's things of that client, those that the receiver's profession may take."""
    people = Client.objects.filter(pk=handover.path.client_id)
    ends = loose_ends_of(handover.sender, on, people)
    return [_try(handover.sender, end, handover.receiver, on=on, by=by) for end in ends if handover.receiver]


def _try(leaver: User, end: LooseEnd, receiver: User, *, on: date, by: User | None) -> HandedOn:
    try:
        hand_on_loose_end(leaver, end, receiver, on=on, by=by)
    except Refusal as refusal:
        return HandedOn(end, refusal)
    return HandedOn(end, None)


def carry_tasks(handover: Handover, on: date) -> None:
    """Whoever holds the client does what was to be done next on the path; a visit's talks and a process's steps stay their holder's.

    A sender who stays keeps their own times, questions and answers too: those are of their profession, not of the path.
    """
    if handover.receiver and can_take(handover.receiver, TASK, on):
        tasks = tasks_of(handover.sender, on).filter(path=handover.path)
        tasks.exclude(kind__in=(Task.Kind.BRIEFING, Task.Kind.DEBRIEFING, Task.Kind.PROCESS)).update(worker=handover.receiver)


@command
def hand_on_loose_end(leaver: User, end: LooseEnd, receiver: User, *, on: date, by: User | None) -> None:
    """One thing. Raises NotHeldAnyMore, CannotTake, and as hand_on_question, hand_on_answer, hand_on_follow_up, move_appointment."""
    if receiver.pk == leaver.pk or not can_take(receiver, end.kind, on):
        raise CannotTake(receiver=receiver)
    if end.kind == REFERRAL:
        referral = _held(PsychologistReferral.objects.filter(pk=end.number).open_on(on).only("task", "path"))
        _hand_task(referral.task_id, leaver, receiver, on)
    elif end.kind == FOLLOW_UP:
        hand_on_follow_up(_held(FollowUp.objects.filter(pk=end.number, worker=leaver)), receiver, on=on, by=by)
        return  # a follow-up opens the person by itself when its day is near
    elif end.kind == ASKED:
        hand_on_question(_held(ConsultationRequest.objects.filter(pk=end.number, asker=leaver)), receiver, on=on, by=by)
    elif end.kind == ANSWERING:
        hand_on_answer(_held(ConsultationRequest.objects.filter(pk=end.number, asked=leaver)), receiver, on=on, by=by)
        return  # so does a consultation
    elif end.kind == MATTER:
        hand_over_matter(_held(TeamCase.objects.filter(pk=end.number, owner=leaver)), to=receiver, on=on, by=by)
    elif end.kind == TIME:
        time = _held(Appointment.objects.filter(pk=end.number, worker=leaver, outcome=""))
        move_appointment(time, starts_at=time.starts_at, worker=receiver, on=on, by=by)
    else:
        _hand_task(end.number, leaver, receiver, on)
    _let_in(end.client, receiver, on=on, by=by)


def _held(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise NotHeldAnyMore
    return found


def _hand_task(number: int, leaver: User, receiver: User, on: date) -> None:
    task = Task.objects.select_for_update().filter(pk=number, worker=leaver).undone_on(on).first()
    if task is None:
        raise NotHeldAnyMore
    task.worker = receiver
    task.save(update_fields=["worker"])


def _let_in(client: Client, worker: User, *, on: date, by: User | None) -> None:
    """Whoever takes a thing over works with the person from then on."""
    if not CareRelationship.objects.filter(client=client, worker=worker).in_force(on).exists():
        kind, ground = CareRelationship.Kind.TEAM, _("took over the work of a colleague who left")
        start_relationship(client, worker, kind, ground=ground, on=on, by=by, unit=unit_of(worker, on))
