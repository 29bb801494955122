from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from nivel.access.models import User
from nivel.meetings.commands import tell_outcome
from nivel.meetings.models import Appointment
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Episode
from nivel.timeline.moments import start_of
from nivel.timeline.period import DAY


def cancel_interim_contacts(episode: Episode, *, after: date | None, on: date, by: User | None) -> list[Appointment]:
    """Take the period's interim contacts of which nothing is told yet out of the calendar: all, or those after a day (JOU-78)."""
    rows = [row for row in interim_meetings(episode.agreements.all()) if not row.outcome]
    if after:
        rows = [row for row in rows if row.starts_at >= start_of(after + DAY)]
    note = _("The period was dropped.") if after is None else _("The period ended before the meeting.")
    return cancel_meetings(rows, note, on=on, by=by)


def cancel_meetings(rows: Iterable[Appointment], note: str, *, on: date, by: User | None) -> list[Appointment]:
    return [tell_outcome(row, Appointment.Outcome.CANCELLED, note=note, on=on, by=by) for row in rows]
