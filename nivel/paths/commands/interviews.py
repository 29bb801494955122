"""Määräaikaishaastattelu: the due interview becomes the responsible worker's task, and the task a time (REL-05)."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.meetings.commands.appointments import book_appointment
from nivel.meetings.models import Appointment
from nivel.meetings.parameters import slot_minutes
from nivel.paths.commands.opening import locked
from nivel.paths.interviews import interviews_due
from nivel.paths.models import Path, Task
from nivel.paths.proposal_refusals import InterviewIsNotDue
from nivel.paths.refusals import DayIsBefore, NobodyIsResponsible
from nivel.timeline.moments import day_of


@command
def start_periodic_interview(client: Client, *, on: date, by: User | None) -> Task:
    """Make the interview that is due the responsible worker's task. Raises InterviewIsNotDue, NobodyIsResponsible."""
    row = next(iter(interviews_due(Client.objects.filter(pk=client.pk), on)), None)
    if row is None or row.path is None:
        raise InterviewIsNotDue
    path, worker = locked(row.path, on), responsible_worker(client, on)
    if worker is None:
        raise NobodyIsResponsible
    text = _("Periodic interview, due %(day)s") % {"day": date_format(row.due_on, "j.n.Y")}
    told = {"doer": Task.Doer.WORKER, "worker": worker, "made_on": on, "due_on": max(on, row.due_on)}
    return Task.objects.create(path=path, kind=Task.Kind.INTERVIEW, text=text, **told)


@command
def book_periodic_interview(
    path: Path,
    *,
    worker: User,
    starts_at: datetime,
    on: date,
    by: User | None,
    channel: str = Appointment.Channel.PHONE,
    place: str = "",
) -> Appointment:
    """Book the interview's time; its task is done by that. Raises DayIsBefore, WorkerIsBooked, NotAWorker."""
    path = locked(path, on)
    if day_of(starts_at) < on:
        raise DayIsBefore(day=on)
    kind = Appointment.Kind.PERIODIC
    made = book_appointment(
        path.client,
        worker=worker,
        kind=kind,
        starts_at=starts_at,
        minutes=slot_minutes(kind),
        channel=channel,
        place=place,
        by=by,
    )
    Task.objects.undone_on(on).filter(path=path, kind=Task.Kind.INTERVIEW).update(done_on=on)
    return made
