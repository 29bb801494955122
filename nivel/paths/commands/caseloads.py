"""Asiakaskunnan siirto: a worker leaves, and everybody is handed over one by one (VAL-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nivel.access.commands import deactivate_user
from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.models import CareRelationship
from nivel.paths.commands.handovers import propose_handover
from nivel.paths.handover_refusals import CaseloadIsDropped, NotTheirs, WorkerHasLeft
from nivel.paths.loose_ends import holds_any
from nivel.paths.models import Caseload, CaseloadCheck, Handover, Path
from nivel.paths.parameters import leaving_checklist
from nivel.paths.refusals import CaseloadIsBegun, CheckIsDone, DayIsBefore, ReasonIsMissing


@dataclass(frozen=True)
class Handed:
    """What became of one person of the caseload: a handover, or the sentence why not yet."""

    path: Path
    handover: Handover | None
    refusal: Refusal | None


@command
def begin_caseload(worker: User, *, last_day_on: date, reason: str, on: date, by: User | None) -> Caseload:
    """Begin the handover of a leaving worker's caseload, with the programme's checklist. Raises CaseloadIsBegun."""
    if not reason.strip():
        raise ReasonIsMissing
    if last_day_on < on:
        raise DayIsBefore(day=on)
    User.objects.select_for_update().only("pk").get(pk=worker.pk)
    if Caseload.objects.standing(on).filter(worker=worker, last_day_on__gte=on).exists():
        raise CaseloadIsBegun(worker=worker)
    caseload = Caseload.objects.create(worker=worker, begun_on=on, last_day_on=last_day_on, reason=reason.strip(), begun_by=by)
    CaseloadCheck.objects.bulk_create(CaseloadCheck(caseload=caseload, code=entry.code) for entry in leaving_checklist())
    return caseload


@command
def change_last_day(caseload: Caseload, *, last_day_on: date, on: date, by: User | None) -> Caseload:
    """The worker leaves on another day. Raises CaseloadIsDropped, DayIsBefore."""
    fresh = _standing(caseload)
    if last_day_on < on:
        raise DayIsBefore(day=on)
    fresh.last_day_on = last_day_on
    fresh.save(update_fields=["last_day_on"])
    return fresh


@command
def drop_caseload(caseload: Caseload, *, reason: str, on: date, by: User | None) -> Caseload:
    """The worker stays after all: nobody waits any more. Handovers that are open stay, and are taken back one by one where they should.

    Raises CaseloadIsDropped, WorkerHasLeft, ReasonIsMissing.
    """
    fresh = _standing(caseload)
    if not fresh.worker.is_active:
        raise WorkerHasLeft(worker=fresh.worker)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.dropped_on, fresh.dropped_reason = on, reason.strip()
    fresh.save(update_fields=["dropped_on", "dropped_reason"])
    return fresh


def _standing(caseload: Caseload) -> Caseload:
    fresh = Caseload.objects.select_for_update(of=("self",)).select_related("worker").get(pk=caseload.pk)
    if fresh.dropped_on:
        raise CaseloadIsDropped(day=fresh.dropped_on)
    return fresh


@command
def hand_over_caseload(
    caseload: Caseload,
    receivers: Mapping[Path, User],
    *,
    on: date,
    by: User | None,
    meeting_on: date | None = None,
) -> list[Handed]:
    """Propose an escorted handover for each person; nobody moves by this alone, and whoever cannot be proposed is told.

    Only people whose responsible worker is the one who leaves are taken; the others are told too.
    """
    _standing(caseload)
    theirs = set(CareRelationship.objects.filter(worker=caseload.worker_id).responsible(on).values_list("client", flat=True))
    return [
        _propose(caseload, path, receiver, meeting_on, on=on, by=by)
        if path.client_id in theirs
        else Handed(path, None, NotTheirs(worker=caseload.worker))
        for path, receiver in receivers.items()
    ]


def _propose(caseload: Caseload, path: Path, receiver: User, meeting_on: date | None, *, on: date, by: User | None) -> Handed:
    try:
        made = propose_handover(
            path, receiver=receiver, reason=caseload.reason, caseload=caseload, meeting_on=meeting_on, on=on, by=by
        )
    except Refusal as refusal:
        return Handed(path, None, refusal)
    return Handed(path, made, None)


@command
def tick_check(check: CaseloadCheck, *, on: date, by: User | None, note: str = "") -> CaseloadCheck:
    """One thing of the checklist is done. Raises CheckIsDone."""
    fresh = CaseloadCheck.objects.select_for_update().get(pk=check.pk)
    if fresh.done_on:
        raise CheckIsDone(day=fresh.done_on)
    fresh.done_on, fresh.done_by, fresh.note = on, by, note
    fresh.save(update_fields=["done_on", "done_by", "note"])
    return fresh


@command
def close_account(user: User, *, reason: str, on: date, by: User | None) -> Caseload | None:
    """Close a worker's account; whoever held people or things leaves a caseload to be handed over, so nobody and nothing is lost."""
    holds = CareRelationship.objects.filter(worker=user).responsible(on).exists() or holds_any(user, on)
    begun = Caseload.objects.standing(on).filter(worker=user, last_day_on__gte=on).first()
    if holds and begun is None:
        begun = begin_caseload(user, last_day_on=on, reason=reason, on=on, by=by)
    deactivate_user(user, on=on, reason=reason, by=by)
    return begun
