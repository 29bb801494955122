from datetime import date, datetime

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ContactAttempt, DropInDay
from nivel.meetings.refusals import SessionWasNotHeld
from nivel.meetings.session_types import checked_type
from nivel.timeline.moments import day_of


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
    session_type: str = "",
) -> ContactAttempt:
    """Record one attempt to reach a person (yhteydenotto, JOU-81), and what it was about when it was a session of coaching (VPA-06).

    Screens go through `paths.commands.record_contact`. Raises NotASessionType, SessionWasNotHeld.
    """
    if session_type and result != ContactAttempt.Result.REACHED:
        raise SessionWasNotHeld
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
        session_type=checked_type(session_type, day_of(at)),
    )
