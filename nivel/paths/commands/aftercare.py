"""Polun jälkeen: follow-up contacts, and opening the path again (C7)."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import Unit, User
from nivel.clients.commands import name_responsible
from nivel.clients.models import Client
from nivel.paths.commands.opening import open_path
from nivel.paths.handover_refusals import ClosureIsNotNewest
from nivel.paths.models import Closure, FollowUp, Path
from nivel.paths.parameters import told
from nivel.paths.refusals import (
    DayIsAhead,
    DayIsBefore,
    FollowUpIsSettled,
    PathIsOpen,
    ReasonIsMissing,
    ReceiverIsAway,
)
from nivel.timeline.months import add_months


def plan_follow_ups(closure: Closure, worker: User, unit: Unit | None) -> list[FollowUp]:
    """The follow-up contacts of a closed path, so many months after as the programme tells, each with its owner."""
    rows = [
        FollowUp(closure=closure, months=months, due_on=add_months(closure.closed_on, months), worker=worker, unit=unit)
        for months in told("follow_up_months", [])
    ]
    return FollowUp.objects.bulk_create(rows)


@command
def record_follow_up(
    follow_up: FollowUp, *, situation: str, held_on: date, on: date, by: User | None, note: str = ""
) -> FollowUp:
    """Tell how the person is. It opens no path; that is a decision of its own. Raises FollowUpIsSettled, DayIsAhead, DayIsBefore."""
    fresh = _unsettled(follow_up)
    if held_on > on:
        raise DayIsAhead(day=on)
    if held_on < fresh.closure.closed_on:
        raise DayIsBefore(day=fresh.closure.closed_on)
    fresh.held_on, fresh.situation, fresh.note = held_on, FollowUp.Situation(situation), note
    fresh.save(update_fields=["held_on", "situation", "note"])
    return fresh


@command
def hand_on_follow_up(follow_up: FollowUp, worker: User, *, on: date, by: User | None) -> FollowUp:
    """Another worker follows the person from now on. Raises FollowUpIsSettled, ReceiverIsAway."""
    if not worker.is_active:
        raise ReceiverIsAway(receiver=worker)
    fresh = _unsettled(follow_up)
    fresh.worker = worker
    fresh.save(update_fields=["worker"])
    return fresh


def _unsettled(follow_up: FollowUp) -> FollowUp:
    fresh = FollowUp.objects.select_for_update(of=("self",)).select_related("closure").get(pk=follow_up.pk)
    if fresh.held_on or fresh.dropped_on:
        raise FollowUpIsSettled
    return fresh


@command
def reopen_path(closure: Closure, *, worker: User, reason: str, on: date, by: User | None) -> Path:
    """Open the person's path again with a ground and a responsible worker; it goes on from the closed one.

    Raises PathIsOpen, ReasonIsMissing, DayIsBefore, ClosureIsNotNewest, ReceiverIsAway.
    """
    if not reason.strip():
        raise ReasonIsMissing
    if on < closure.closed_on:
        raise DayIsBefore(day=closure.closed_on)
    client = Client.objects.select_for_update().get(pk=closure.path.client_id)
    standing = Path.objects.filter(client=client).open_on(on).first()
    if standing:
        raise PathIsOpen(day=standing.opened_on)
    newest = Closure.objects.filter(path__client=client).order_by("-closed_on", "-pk").first()
    if newest and newest.pk != closure.pk:
        raise ClosureIsNotNewest(day=newest.closed_on)
    if not worker.is_active:
        raise ReceiverIsAway(receiver=worker)
    path = open_path(client, ground=Path.Ground.REOPENED, reason=reason.strip(), former=closure.path, on=on, by=by)
    name_responsible(client, worker, ground=reason.strip(), on=on, by=by)
    return path
