from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.commands import NotAWorker, check_contact_details
from nivel.clients.models import Client
from nivel.meetings.models import Appointment
from nivel.meetings.refusals import MeetingHasNoLength, MeetingIsTold, NotYetHeld, WorkerIsBooked
from nivel.meetings.session_types import checked_type
from nivel.timeline.moments import day_of

NOT_TWICE = "appointment_worker_not_twice"
Outcome = Appointment.Outcome


@command
def book_appointment(
    client: Client,
    *,
    worker: User,
    kind: str,
    starts_at: datetime,
    minutes: int,
    by: User | None,
    place: str = "",
    channel: str = Appointment.Channel.PRESENT,
    note: str = "",
    session_type: str = "",
) -> Appointment:
    """Book a time (ajanvaraus). Raises WorkerIsBooked, MeetingHasNoLength, NotAWorker, NotASessionType.

    Of many bookings of one time exactly one wins: the worker's row lets them in one by one, and the constraint decides.
    """
    _take_turn(worker)
    return _kept(
        Appointment(
            client=client,
            worker=worker,
            kind=Appointment.Kind(kind),
            channel=Appointment.Channel(channel),
            starts_at=starts_at,
            ends_at=_end(starts_at, minutes),
            place=place.strip(),
            note=note.strip(),
            session_type=checked_type(session_type, day_of(starts_at)),
            booked_by=by,
        )
    )


@command
def move_appointment(
    appointment: Appointment,
    *,
    starts_at: datetime,
    on: date,
    by: User | None,
    minutes: int | None = None,
    worker: User | None = None,
    place: str | None = None,
) -> Appointment:
    """Move a meeting: the old one stays as moved and names its successor, which is returned. What is not told stays.

    Raises WorkerIsBooked, MeetingIsTold, MeetingHasNoLength, NotAWorker.
    """
    worker = worker or appointment.worker
    _take_turn(worker)
    old = _locked(appointment)
    if old.outcome:
        raise MeetingIsTold
    _told(old, Outcome.MOVED, on)
    successor = _kept(
        Appointment(
            client_id=old.client_id,
            worker=worker,
            kind=old.kind,
            channel=old.channel,
            starts_at=starts_at,
            ends_at=starts_at + old.length if minutes is None else _end(starts_at, minutes),
            place=old.place if place is None else place.strip(),
            note=old.note,
            session_type=old.session_type,
            booked_by=by,
        )
    )
    old.moved_to = successor
    old.save(update_fields=["moved_to"])
    return successor


@command
def tell_outcome(
    appointment: Appointment, outcome: str, *, on: date, by: User | None, details_checked: bool = False, note: str = ""
) -> Appointment:
    """Tell what came of a meeting: held, did not come, cancelled with a reason, cancelled by us; a wrong telling is told again.

    When the contact details were gone through with the person, they are marked as checked (JOU-81). Raises NotYetHeld,
    MeetingIsTold for a moved one, WorkerIsBooked when a cancelled one is brought back over another.
    """
    _take_turn(appointment.worker, leaver_too=True)  # what a leaver had booked must be told off by somebody
    told = _locked(appointment)
    outcome = Outcome(outcome)
    if Outcome.MOVED in {told.outcome, outcome}:
        raise MeetingIsTold
    day = day_of(told.starts_at)
    if outcome in {Outcome.HELD, Outcome.NO_SHOW} and on < day:
        raise NotYetHeld(day=day)
    if note.strip():
        told.note = note.strip()
    _told(told, outcome, on)
    if outcome == Outcome.HELD and details_checked:
        check_contact_details(told.client, on=on, by=by)
    return told


@command
def name_session(appointment: Appointment, session_type: str, *, by: User | None) -> Appointment:
    """Tell what a session of coaching is about, before or after it (VPA-06). Raises NotASessionType, MeetingIsTold for a moved one."""
    told = _locked(appointment)
    if told.outcome == Outcome.MOVED:
        raise MeetingIsTold
    told.session_type = checked_type(session_type, day_of(told.starts_at))
    told.save(update_fields=["session_type"])
    return told


def _told(appointment: Appointment, outcome: str, on: date) -> None:
    appointment.outcome, appointment.outcome_on = outcome, on
    _kept(appointment)


def _take_turn(worker: User, *, leaver_too: bool = False) -> None:
    """Bookings of one worker one at a time. Without this, exclusion constraints checked at once would deadlock."""
    rows = User.objects.select_for_update(no_key=True).filter(pk=worker.pk)
    if not (rows if leaver_too else rows.filter(is_active=True)).exists():
        raise NotAWorker(worker=worker)


def _locked(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",)).select_related("client", "worker")
    return rows.get(pk=appointment.pk)


def _end(starts_at: datetime, minutes: int) -> datetime:
    if minutes < 1:
        raise MeetingHasNoLength
    return starts_at + timedelta(minutes=minutes)


def _kept(appointment: Appointment) -> Appointment:
    """Save, and tell the worker's double booking by its name."""
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        if NOT_TWICE in str(error):
            raise WorkerIsBooked(worker=appointment.worker) from None
        raise
    return appointment
