"""Päättäminen ja tulevat ajat: the path closes, its coming times are cancelled and the client gets a letter, all or nothing (C7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.models import Client
from nivel.meetings.commands import Invited, discard_letter, invite_many, tell_outcome
from nivel.meetings.letters import CalledOff, read_desk
from nivel.meetings.models import Appointment, Invitation
from nivel.paths.commands.closures import close_path, nothing_follows
from nivel.paths.models import Closure, Path
from nivel.timeline.moments import start_of


@dataclass(frozen=True)
class ClosedWithTimes:
    """Päättyminen, and for each cancelled time its letter or the sentence why there is none."""

    closure: Closure
    letters: list[Invited]


def coming_times(client: Client, on: date) -> QuerySet[Appointment]:
    """The person's times that stand in the calendars from the day on."""
    rows = Appointment.objects.filter(client=client, outcome="", starts_at__gte=start_of(on))
    return rows.select_related("worker").order_by("starts_at", "pk")


def no_letter_because(client: Client, on: date) -> Refusal | None:
    """Why no letter can be made to the person, told before the path is closed; None when it can."""
    time = coming_times(client, on).first()
    if time is None:
        return None
    time.outcome = Appointment.Outcome.CANCELLED  # as it will be; never saved here
    return read_desk([client.pk], [], on=on, by=None).stop(client.pk, CalledOff(time))


@command
def close_path_and_times(
    path: Path, *, times: Collection[Appointment], on: date, by: User | None, **closing: Any
) -> ClosedWithTimes:
    """Close the path as `close_path` does, and cancel the times given, each told by letter.

    A time that somebody has meanwhile moved, held or cancelled stays as it is, and nobody writes to a client who has died. Raises as
    `close_path`.
    """
    closure = close_path(path, on=on, by=by, **closing)
    standing = coming_times(closure.path.client, on).filter(pk__in=[time.pk for time in times])
    # Workers' calendars are taken in the same order everywhere.
    cancelled = [_cancel(time, on, by) for time in standing.order_by("worker", "pk")]
    if nothing_follows(closure.detail):
        return ClosedWithTimes(closure, [])
    letters = invite_many([(time.client, CalledOff(time)) for time in cancelled], on=on, by=by)
    return ClosedWithTimes(closure, letters)


def _cancel(time: Appointment, on: date, by: User | None) -> Appointment:
    """An invitation that has not left is not sent any more; the letter about the cancelled time tells what holds."""
    told = tell_outcome(time, Appointment.Outcome.CANCELLED, on=on, by=by)
    for letter in Invitation.objects.filter(appointment=time, calls_off=False, sent_on__isnull=True):
        discard_letter(letter, on=on, by=by)
    return told
