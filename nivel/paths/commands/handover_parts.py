"""What goes with a handover: what the receiver is told by class of data, the joint meeting in the calendars, the period to come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from nivel.access.models import Organisation, User
from nivel.access.refusal import refused_together
from nivel.clients.codes import encrypted
from nivel.clients.disclosures import may_disclose, record_disclosure
from nivel.clients.models import Client, Disclosure
from nivel.meetings.commands import book_appointment, tell_outcome
from nivel.meetings.models import Appointment
from nivel.meetings.parameters import slot_minutes
from nivel.paths.commands.episodes import plan_episode
from nivel.paths.commands.room import Stay, check_room
from nivel.paths.models import Episode, Handover, HandoverMeeting, HandoverText, Path
from nivel.paths.refusals import MeetingDayIsPast, MeetingTimeIsMissing, NewPeriodIsDouble
from nivel.services.models import Place, Service
from nivel.timeline.moments import day_of, moment_of

Texts = Mapping[str, str]
Told = tuple[Disclosure, str]


@dataclass(frozen=True)
class Meeting:
    """Yhteinen tapaaminen: its day; with a clock it goes to the calendars of both, with the place."""

    on: date | None = None
    clock: time | None = None
    place: str = ""


@dataclass(frozen=True)
class NewPeriod:
    """Uusi jakso vastaanottajalla: planned with the handover; its agreement is made later."""

    service: Service
    starts_on: date
    ends_on: date | None = None
    place: Place | None = None


def check_meeting(meeting: Meeting, on: date) -> None:
    """A meeting that is planned is ahead. Raises MeetingDayIsPast, MeetingTimeIsMissing."""
    if meeting.on and meeting.on < on:
        raise MeetingDayIsPast(day=meeting.on)
    if (meeting.clock and not meeting.on) or (meeting.place.strip() and not meeting.clock):
        raise MeetingTimeIsMissing


def tell_texts(
    client: Client, texts: Texts, sender: Organisation, receiver: Organisation, *, on: date, by: User | None
) -> list[Told]:
    """Each class of data goes on by its own ground; what has none is told of every class at once. Raises as `may_disclose`."""
    with refused_together() as refusals:
        for data_class in texts:
            refusals.check(may_disclose, client, data_class=data_class, sender=sender, receiver=receiver, on=on)
    return [
        (
            record_disclosure(
                client, data_class=data_class, sender=sender, receiver=receiver, what=_("Told in a handover"), on=on, by=by
            ),
            text,
        )
        for data_class, text in texts.items()
    ]


def keep_texts(handover: Handover, told: Iterable[Told]) -> None:
    for disclosure, text in told:
        HandoverText.objects.create(handover=handover, disclosure=disclosure, cipher=encrypted(text))


def plan_period(
    path: Path, period: NewPeriod | None, known: Episode | None, previous: Episode | None, *, on: date, by: User | None
) -> Episode | None:
    """The period to which the client goes: one that is there, or a new one planned with the handover.

    Raises NewPeriodIsDouble, PlaceIsFull, and as `plan_episode`.
    """
    if period is None:
        return known
    if known is not None:
        raise NewPeriodIsDouble
    check_room(Stay(period.service, period.place, period.starts_on, period.ends_on, path), on, by)
    return plan_episode(
        path,
        service=period.service,
        place=period.place,
        starts_on=period.starts_on,
        planned_ends_on=period.ends_on,
        previous=previous,
        on=on,
        by=by,
    )


def book_meeting(handover: Handover, meeting: Meeting, *, by: User | None) -> None:
    """Put the joint meeting in the calendars of the sender and the receiver, both or neither. Raises WorkerIsBooked."""
    if meeting.on is None or meeting.clock is None:
        return
    # Always in the same order, so that two handovers between the same workers never wait for each other.
    workers = sorted(filter(None, (handover.sender, handover.receiver)), key=lambda worker: worker.pk)
    for worker in workers:
        appointment = book_appointment(
            handover.path.client,
            worker=worker,
            kind=Appointment.Kind.HANDOVER,
            starts_at=moment_of(meeting.on, meeting.clock),
            minutes=slot_minutes(Appointment.Kind.HANDOVER),
            place=meeting.place,
            by=by,
        )
        HandoverMeeting.objects.create(handover=handover, appointment=appointment)


def settle_meeting(handover: Handover, held_on: date | None, *, on: date, by: User | None, without: User | None = None) -> None:
    """Tell in the calendars what came of the joint meeting: held that day, or cancelled by us. `without` was not there."""
    rows = HandoverMeeting.objects.filter(handover=handover).select_related(
        "appointment__worker", "appointment__moved_to__worker"
    )
    for row in rows.order_by("appointment__worker"):
        appointment = row.appointment.where_it_stands
        if appointment.outcome:
            continue
        there = day_of(appointment.starts_at) == held_on and appointment.worker != without
        outcome = Appointment.Outcome.HELD if there else Appointment.Outcome.CANCELLED
        tell_outcome(appointment, outcome, on=on, by=by)
