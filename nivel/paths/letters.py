"""Kutsun tie: from an invitation to a letter sent, or to the task that stands in its way. No letter is ever blank (JOU-81)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.commands import check_contact_details
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.meetings.commands import Invited, invite, invite_many, mark_sent, record_attempt, serve
from nivel.meetings.letters import CalledOff, Occasion
from nivel.meetings.models import Appointment, ContactAttempt, DropInVisit, Invitation
from nivel.meetings.models.contacts import Channel
from nivel.meetings.refusals import NoAddress
from nivel.paths.commands import add_task, open_path, record_contact
from nivel.paths.models import Path, Task
from nivel.timeline.moments import day_of


def invite_or_task(client: Client, occasion: Occasion, *, on: date, by: User | None) -> Invitation | Task:
    """The letter, or, when there is no address, the responsible worker's task to find it out. Raises what `invite` does else.

    For a cancelled time no address is asked after: the client is told in another way before it.
    """
    if isinstance(occasion, CalledOff):
        return invite(client, occasion, on=on, by=by)
    try:
        return invite(client, occasion, on=on, by=by)
    except NoAddress:
        task = ask_address(client, occasion, on=on, by=by)
        if task is None:
            raise
        return task


def invite_people(wanted: Iterable[tuple[Client, Occasion]], *, on: date, by: User | None) -> list[Invited]:
    """Invite many; whoever has no address becomes a task, and every row tells its own result."""
    wanted = list(wanted)
    came = invite_many(wanted, on=on, by=by)
    for (client, occasion), result in zip(wanted, came, strict=True):
        if isinstance(result.refusal, NoAddress):
            ask_address(client, occasion, on=on, by=by)
    return came


@command
def ask_address(client: Client, occasion: Occasion, *, on: date, by: User | None) -> Task | None:
    """The task to find out the address, due today since the letter waits for it; one at a time. None when nobody can be named."""
    worker = responsible_worker(client, on) or (occasion.worker if isinstance(occasion, Appointment) else by)
    if worker is None:
        return None
    path = open_path(client, ground=Path.Ground.CONTACT, on=on, by=by)
    undone = Task.objects.filter(path=path, kind=Task.Kind.ADDRESS).undone_on(on).first()
    text = _("Find out the address: the invitation waits for it")
    return undone or add_task(
        path, text=text, doer=Task.Doer.WORKER, worker=worker, due_on=on, kind=Task.Kind.ADDRESS, on=on, by=by
    )


@command
def send_letter(invitation: Invitation, *, at: datetime, by: User, printed_otherwise: bool = False) -> Invitation:
    """Tell that a letter left: a delivery, and a contact attempt by letter. Raises what `mark_sent` does."""
    fresh = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if fresh.sent_on:
        return fresh
    sent = mark_sent(invitation, on=day_of(at), by=by, printed_otherwise=printed_otherwise)
    if sent.calls_off:  # a letter that ends something begins no path
        result = ContactAttempt.Result.SENT
        record_attempt(sent.client, worker=by, channel=Channel.LETTER, at=at, result=result, by=by)
        return sent
    record_contact(
        sent.client,
        worker=by,
        channel=Channel.LETTER,
        at=at,
        result=ContactAttempt.Result.SENT,
        drop_in_day=sent.drop_in_day,
        by=by,
    )
    return sent


@command
def serve_visitor(visit: DropInVisit, *, at: datetime, by: User, topic: str = "", details_checked: bool = False) -> DropInVisit:
    """Take a visitor in; a known person has thereby been reached at a drop-in day (JOU-37). Raises AlreadyServed."""
    served = serve(visit, at=at, by=by, topic=topic)
    if served.client is None:
        return served
    record_contact(
        served.client,
        worker=by,
        channel=Channel.POPUP,
        at=at,
        result=ContactAttempt.Result.REACHED,
        note=served.topic,
        drop_in_day=served.day,
        by=by,
    )
    if details_checked:
        check_contact_details(served.client, on=day_of(at), by=by)
    return served
