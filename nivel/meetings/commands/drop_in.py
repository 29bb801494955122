from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from nivel.access.history import command
from nivel.access.models import Unit, User
from nivel.clients.models import Client
from nivel.meetings.models import DropInDay, DropInVisit
from nivel.meetings.refusals import AlreadyServed, DropInDayExists, DropInDayIsClosed
from nivel.timeline.moments import day_of


@command
def open_drop_in_day(
    *,
    unit: Unit,
    name: str,
    held_on: date,
    opens_at_time: time,
    closes_at_time: time,
    place: str,
    by: User | None,
    visiting: str = "",
) -> DropInDay:
    """Announce a day when people may come without an appointment (PopUp-päivä, JOU-37). Raises DropInDayExists."""
    try:
        with transaction.atomic():
            return DropInDay.objects.create(
                unit=unit,
                name=name,
                held_on=held_on,
                opens_at_time=opens_at_time,
                closes_at_time=closes_at_time,
                place=place,
                visiting=visiting,
            )
    except IntegrityError as error:
        if "dropinday_once" in str(error):
            raise DropInDayExists from None
        raise


@command
def arrive(day: DropInDay, *, at: datetime, by: User | None, client: Client | None = None, topic: str = "") -> DropInVisit:
    """Enter a visitor into the walk-in queue; one who already waits keeps the place. Raises DropInDayIsClosed.

    A visitor may stay unnamed: then only the topic is kept, and the visit counts.
    """
    day = DropInDay.objects.select_for_update(no_key=True).get(pk=day.pk)
    if day_of(at) != day.held_on:
        raise DropInDayIsClosed(day=day.held_on)
    waiting = client and day.visits.filter(client=client, served_at__isnull=True).first()
    return waiting or DropInVisit.objects.create(day=day, client=client, arrived_at=at, topic=topic.strip())


@command
def serve(visit: DropInVisit, *, at: datetime, by: User, topic: str = "") -> DropInVisit:
    """Take the visitor in; of two workers calling the same visitor one wins. Raises AlreadyServed."""
    visit = (
        DropInVisit.objects.select_for_update(no_key=True, of=("self",))
        .select_related("served_by", "client", "day")
        .get(pk=visit.pk)
    )
    if visit.served_at:
        raise AlreadyServed(worker=visit.served_by)
    visit.served_at, visit.served_by = at, by
    visit.topic = topic.strip() or visit.topic
    visit.save(update_fields=["served_at", "served_by", "topic"])
    return visit
