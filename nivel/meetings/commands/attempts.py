from datetime import date, datetime

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ContactAttempt, DropInDay


@command
def record_attempt(
    client: Client,
    *,
    worker: User,
    channel: str,
    at: datetime,
    result: str,
    by: User | None,
    note: str = "",
    next_channel: str = "",
    next_on: date | None = None,
    appointment: Appointment | None = None,
    drop_in_day: DropInDay | None = None,
) -> ContactAttempt:
    """Record one attempt to reach a person (yhteydenotto, JOU-81). Screens go through `paths.commands.record_contact`."""
    return ContactAttempt.objects.create(
        client=client,
        worker=worker,
        channel=channel,
        attempted_at=at,
        result=result,
        note=note,
        next_channel=next_channel,
        next_on=next_on,
        appointment=appointment,
        drop_in_day=drop_in_day,
    )
