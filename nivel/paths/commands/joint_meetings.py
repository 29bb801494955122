"""Yhteisen tapaamisen aika kahdessa kalenterissa: what happens to it in the one happens in the other, and both workers know (VPA-18)."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.meetings.commands import move_appointment, tell_outcome
from nivel.meetings.models import Appointment
from nivel.paths.commands.handover_parts import Meeting, book_meeting, check_meeting
from nivel.paths.commands.handovers import unsettled
from nivel.paths.commands.plans import add_task
from nivel.paths.handover_refusals import TimeIsAgreed
from nivel.paths.models import Handover, HandoverMeeting, Task
from nivel.paths.refusals import MeetingTimeIsMissing
from nivel.timeline.moments import day_of

Outcome = Appointment.Outcome


@command
def agree_joint_meeting(handover: Handover, meeting: Meeting, *, on: date, by: User | None) -> Handover:
    """Agree a new time for the joint meeting of an open handover. Raises TimeIsAgreed, MeetingTimeIsMissing, WorkerIsBooked."""
    fresh = unsettled(handover, on)
    check_meeting(meeting, on)
    if meeting.on is None:
        raise MeetingTimeIsMissing
    standing = next((row for row in _times_of(fresh) if not row.outcome), None)
    if standing:
        raise TimeIsAgreed(day=day_of(standing.starts_at))
    fresh.meeting_on = meeting.on
    fresh.save(update_fields=["meeting_on"])
    book_meeting(fresh, meeting, by=by)
    return fresh


@command
def move_meeting(
    appointment: Appointment,
    *,
    starts_at: datetime,
    on: date,
    by: User | None,
    minutes: int | None = None,
    worker: User | None = None,
    place: str | None = None,
) -> Appointment:
    """Move a meeting; the joint meeting of an open handover moves in both calendars or in neither.

    Only the part that was moved may change its worker. The other worker gets a task to see it. Raises as `move_appointment`.
    """
    handover, others = _joint(appointment, on)
    told: dict[str, Any] = {"starts_at": starts_at, "minutes": minutes, "place": place, "on": on, "by": by}
    moved = appointment
    # Always in the same order, so that two who move at once never wait for each other.
    for each in sorted([appointment, *others], key=lambda row: row.worker_id):
        if each.pk == appointment.pk:
            moved = move_appointment(each, worker=worker, **told)
        elif each.worker.is_active:
            move_appointment(each, **told)
        else:
            tell_outcome(each, Outcome.CANCELLED, on=on, by=by)  # whoever has left meets nobody any more
    if handover:
        handover.meeting_on = day_of(starts_at)
        handover.save(update_fields=["meeting_on"])
        _tell(handover, [moved, *others], _("The joint meeting was moved to %(when)s"), starts_at, on=on, by=by)
    return moved


@command
def tell_meeting(
    appointment: Appointment, outcome: str, *, on: date, by: User | None, details_checked: bool = False, note: str = ""
) -> Appointment:
    """Tell what came of a meeting; of the joint meeting of an open handover it is told in both calendars (VPA-18).

    One that was held is recorded with the handover; one that was cancelled leaves it without a day. Raises as `tell_outcome`.
    """
    handover, others = _joint(appointment, on)
    told = appointment
    for each in sorted([appointment, *others], key=lambda row: row.worker_id):
        if each.pk == appointment.pk:
            told = tell_outcome(each, outcome, on=on, by=by, details_checked=details_checked, note=note)
        else:
            tell_outcome(each, outcome, on=on, by=by)
    if handover:
        _record(handover, told)
        if told.outcome != Outcome.HELD:
            text = _("The joint meeting of %(when)s was not held: agree a new time")
            _tell(handover, [told, *others], text, told.starts_at, on=on, by=by)
    return told


def others_in(appointment: Appointment, on: date) -> list[User]:
    """In whose calendars the same joint meeting stands too."""
    return [row.worker for row in _joint(appointment, on, lock=False)[1]]


def _record(handover: Handover, told: Appointment) -> None:
    day = day_of(told.starts_at)
    if told.outcome == Outcome.HELD:
        handover.meeting_on, handover.meeting_held_on = day, handover.meeting_held_on or day
    else:
        handover.meeting_on = None
        if handover.meeting_held_on == day:  # a wrong telling is told again
            handover.meeting_held_on = None
    handover.save(update_fields=["meeting_on", "meeting_held_on"])


def _tell(handover: Handover, rows: list[Appointment], text: str, moment: datetime, *, on: date, by: User | None) -> None:
    """A task for each worker of the meeting but the one who did it."""
    when = date_format(localtime(moment), "j.n.Y G.i")
    for worker in {row.worker for row in rows if row.worker.is_active} - {by}:
        said, doer = text % {"when": when}, Task.Doer.WORKER
        add_task(handover.path, text=said, doer=doer, worker=worker, due_on=on, on=on, by=by)


def _joint(appointment: Appointment, on: date, *, lock: bool = True) -> tuple[Handover | None, list[Appointment]]:
    """The open handover whose joint meeting this is, and the same meeting in the other calendars."""
    rows = HandoverMeeting.objects.filter(appointment=_first(appointment)).select_related("handover__path")
    row = rows.first()
    if row is None or not Handover.objects.filter(pk=row.handover_id).open_on(on).exists():
        return None, []
    handover = unsettled(row.handover, on) if lock else row.handover
    same = [each for each in _times_of(handover) if each.starts_at == appointment.starts_at]
    return handover, [each for each in same if each.pk != appointment.pk and each.outcome == appointment.outcome]


def _first(appointment: Appointment) -> Appointment:
    """The booking from which a moved meeting began."""
    former = Appointment.objects.filter(moved_to=appointment).first()
    return _first(former) if former else appointment


def _times_of(handover: Handover) -> list[Appointment]:
    """Where each part of the joint meeting now stands."""
    rows = HandoverMeeting.objects.filter(handover=handover)
    rows = rows.select_related("appointment__worker", "appointment__moved_to__worker")
    return [row.appointment.where_it_stands for row in rows]
