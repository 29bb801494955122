from datetime import date, datetime

from django.utils.translation import gettext as _

from nivel.access.actor import actor_at
from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.commands import name_responsible
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import GRACE
from nivel.clients.queries import responsible_worker
from nivel.meetings.commands import record_attempt
from nivel.meetings.models import ContactAttempt, DropInDay
from nivel.meetings.models.contacts import Channel
from nivel.paths.commands.opening import open_path
from nivel.paths.commands.plans import add_task
from nivel.paths.models import Path, Task
from nivel.timeline.moments import day_of


@command
def record_contact(
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
    drop_in_day: DropInDay | None = None,
    session_type: str = "",
) -> ContactAttempt:
    """Record an attempt to reach a person. It opens the path, and the first contacted worker becomes responsible (JOU-17).

    Advice on e-services at the service point opens no path (JOU-15), nor does what a worker finishes after closing it: that is opened
    again with a reason (C7).
    When the next channel and day are given they become the worker's task, so that a person not reached is not forgotten.
    """
    on = day_of(at)
    attempt = record_attempt(
        client,
        worker=worker,
        channel=channel,
        at=at,
        result=result,
        note=note,
        next_channel=next_channel,
        next_on=next_on,
        drop_in_day=drop_in_day,
        session_type=session_type,
        by=by,
    )
    if channel == Channel.E_SERVICE and not Path.objects.filter(client=client).open_on(on).exists():
        return attempt  # whoever is helped with a form at the service point does not thereby begin a path
    if _finishes(client, worker, on):
        return attempt
    reached = attempt.result == ContactAttempt.Result.REACHED
    if reached or _walks_with_clients(worker, at, on):
        path = open_path(client, ground=Path.Ground.CONTACT, on=on, by=by)
        _keep_hold(path, attempt, worker, on=on, by=by)
    return attempt


def _finishes(client: Client, worker: User, on: date) -> bool:
    """The path is closed, and the worker who walked it still has the person open to finish what is unfinished."""
    if Path.objects.filter(client=client).open_on(on).exists():
        return False
    lately = CareRelationship.objects.filter(client=client, worker=worker, ends_on__gte=on - GRACE, ends_on__lte=on)
    return lately.exists() and Path.objects.filter(client=client, closed_on__gte=on - GRACE).exists()


def _walks_with_clients(worker: User, at: datetime, on: date) -> bool:
    return actor_at(worker, at, on).may("paths.change")


def _keep_hold(path: Path, attempt: ContactAttempt, worker: User, *, on: date, by: User | None) -> None:
    for task in Task.objects.filter(path=path, kind=Task.Kind.CONTACT, worker=worker).undone_on(on):
        task.done_on = on
        task.save(update_fields=["done_on"])
    if responsible_worker(path.client, on) is None and _walks_with_clients(worker, attempt.attempted_at, on):
        name_responsible(path.client, worker, on=on, by=by)
    if attempt.next_on:
        text = _("Contact: %(channel)s") % {"channel": attempt.get_next_channel_display() or _("next channel")}
        add_task(
            path, text=text, doer=Task.Doer.WORKER, worker=worker, kind=Task.Kind.CONTACT, due_on=attempt.next_on, on=on, by=by
        )
