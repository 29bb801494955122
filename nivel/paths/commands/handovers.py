from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.commands import end_relationship, name_responsible, start_relationship
from nivel.clients.models import CareRelationship
from nivel.clients.queries import responsible_worker
from nivel.paths.commands.opening import locked
from nivel.paths.models import Episode, Handover, Path
from nivel.paths.refusals import (
    DayIsAhead,
    HandoverIsOpen,
    HandoverIsSettled,
    HandoverToSelf,
    NobodyIsResponsible,
    NotYetAccepted,
    OnlyTheReceiver,
    ReasonIsMissing,
    ReceiverIsAway,
)


@command
def propose_handover(
    path: Path,
    *,
    receiver: User,
    reason: str,
    on: date,
    by: User | None,
    information_given: str = "",
    from_episode: Episode | None = None,
    to_episode: Episode | None = None,
    client_agreed_on: date | None = None,
    meeting_on: date | None = None,
) -> Handover:
    """Propose an escorted handover (saattaen vaihto): the responsible worker stays so until the receiver has accepted and met.

    The receiver may see the person from now on. Raises HandoverIsOpen, HandoverToSelf, ReceiverIsAway, NobodyIsResponsible.
    """
    path = locked(path, on)
    sender = responsible_worker(path.client, on)
    if sender is None:
        raise NobodyIsResponsible
    _check_receiver(path, sender, receiver, reason, on)
    start_relationship(path.client, receiver, CareRelationship.Kind.RECEIVER, ground=reason, on=on, by=by)
    return Handover.objects.create(
        path=path,
        from_episode=from_episode,
        to_episode=to_episode,
        sender=sender,
        receiver=receiver,
        reason=reason,
        information_given=information_given,
        proposed_on=on,
        client_agreed_on=client_agreed_on,
        meeting_on=meeting_on,
    )


def _check_receiver(path: Path, sender: User, receiver: User, reason: str, on: date) -> None:
    if not reason.strip():
        raise ReasonIsMissing
    if sender.pk == receiver.pk:
        raise HandoverToSelf(receiver=receiver)
    if not receiver.is_active:
        raise ReceiverIsAway(receiver=receiver)
    standing = Handover.objects.filter(path=path).open_on(on).select_related("receiver").first()
    if standing:
        raise HandoverIsOpen(receiver=standing.receiver)


@command
def accept_handover(handover: Handover, *, on: date, by: User) -> Handover:
    """The receiver accepts. The sender stays responsible until the receiver has also met the client."""
    fresh = _open(handover, on)
    if by is None or by.pk != fresh.receiver_id:
        raise OnlyTheReceiver(receiver=fresh.receiver)
    if fresh.accepted_on is None:
        fresh.accepted_on = on
        fresh.save(update_fields=["accepted_on"])
    return fresh


@command
def record_meeting_with_receiver(handover: Handover, *, met_on: date, on: date, by: User | None) -> Handover:
    """The receiver has met the client: the handover arrives, and the responsibility with it (KEM-27, C2)."""
    fresh = _open(handover, on)
    if fresh.accepted_on is None or met_on < fresh.accepted_on:
        raise NotYetAccepted
    if met_on > on:
        raise DayIsAhead(day=on)
    fresh.met_on = met_on
    fresh.save(update_fields=["met_on"])
    ground = _("Escorted handover: %(reason)s") % {"reason": fresh.reason}
    name_responsible(fresh.path.client, fresh.receiver, ground=ground, on=on, by=by)
    _end_receiving(fresh, on=on, by=by)
    return fresh


@command
def return_handover(handover: Handover, *, reason: str, on: date, by: User) -> Handover:
    """The receiver returns the person to the sender with a reason; the sender was responsible all the time."""
    fresh = _open(handover, on)
    if by is None or by.pk not in (fresh.receiver_id, fresh.sender_id):
        raise OnlyTheReceiver(receiver=fresh.receiver)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.returned_on, fresh.return_reason = on, reason
    fresh.save(update_fields=["returned_on", "return_reason"])
    _end_receiving(fresh, on=on, by=by)
    return fresh


def _open(handover: Handover, on: date) -> Handover:
    locked(handover.path, on)
    fresh = Handover.objects.select_for_update(of=("self",)).select_related("receiver", "path__client").get(pk=handover.pk)
    if fresh.returned_on or (fresh.accepted_on and fresh.met_on):
        raise HandoverIsSettled
    return fresh


def _end_receiving(handover: Handover, *, on: date, by: User | None) -> None:
    rows = CareRelationship.objects.filter(
        client=handover.path.client_id, worker=handover.receiver, kind=CareRelationship.Kind.RECEIVER
    )
    for row in rows.in_force(on):
        end_relationship(row, on=on, by=by, ground=handover.reason)
