from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.languages import paper_language
from nivel.clients.models import Client
from nivel.documents.commands import deliver_document, print_documents, sealed_document
from nivel.documents.models import Delivery, Document
from nivel.meetings.letters import CalledOff, Desk, Occasion, facts_of, read_desk, template_of
from nivel.meetings.models import Appointment, DropInDay, Invitation
from nivel.meetings.refusals import AddressHasChanged, LetterHasLeft, LetterIsNotPrinted

Wanted = tuple[Client, Occasion]
TOGETHER = 100  # letters in one transaction: a run that is cut short keeps what it has made, and is simply run again


@dataclass(frozen=True)
class Invited:
    """What came of inviting one person: the invitation, or the refusal that stopped it. `made` is false for one there was;
    `replaces` is the unsent letter in whose place a new one was made."""

    client: Client
    invitation: Invitation | None = None
    refusal: Refusal | None = None
    made: bool = False
    replaces: Document | None = None


@command
def invite(client: Client, occasion: Occasion, *, on: date, by: User | None) -> Invitation:
    """Make the letter that invites a person to a meeting or a drop-in day (kutsu, JOU-81). The same again makes no second one.

    Raises LetterIsStopped, NoAddress, OccasionIsOver, NobodyToContact, CannotBeSet. A letter not yet sent is made anew
    when the address has changed.
    """
    came = _invited([(client, occasion)], on=on, by=by)[0]
    if came.refusal:
        raise came.refusal
    return cast(Invitation, came.invitation)


def invite_many(wanted: Iterable[Wanted], *, on: date, by: User | None) -> list[Invited]:
    """Invite many people; each row tells its own result, and one person's refusal stops nobody else's letter."""
    wanted = list(wanted)
    found: list[Invited] = []
    for start in range(0, len(wanted), TOGETHER):
        found += invite_batch(wanted[start : start + TOGETHER], on=on, by=by)
    return found


@command
def invite_batch(wanted: Sequence[Wanted], *, on: date, by: User | None) -> list[Invited]:
    """One transaction's share of `invite_many`."""
    return _invited(wanted, on=on, by=by)


@command
def mark_sent(invitation: Invitation, *, on: date, by: User | None, printed_otherwise: bool = False) -> Invitation:
    """Tell that the letter left. Recipient, address and protection are read again, and a letter that no longer holds stays.

    With `printed_otherwise` a letter nobody took to the printer from here was printed by the word of who tells.
    Raises LetterIsStopped, NoAddress, AddressHasChanged, OccasionIsOver, LetterIsNotPrinted.
    """
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    fresh = rows.select_related("document", "client", "appointment__worker", "drop_in_day__unit").get(pk=invitation.pk)
    if fresh.sent_on:
        return fresh
    desk = read_desk([fresh.client_id], [occasion_of(fresh)], on=on, by=by)
    if fault := fault_of(fresh, desk):
        raise fault
    if not fresh.document.printings.exists():
        if not printed_otherwise:
            raise LetterIsNotPrinted
        print_documents([fresh.document], on=on, by=by)
    deliver_document(fresh.document, Delivery.Channel.LETTER, on=on, by=by)
    fresh.sent_on = on
    fresh.save(update_fields=["sent_on"])
    return fresh


@command
def discard_letter(invitation: Invitation, *, on: date, by: User | None) -> None:
    """Take back a letter that has not left, for example when its time was cancelled. Raises LetterHasLeft."""
    fresh = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if fresh.sent_on:
        raise LetterHasLeft(day=fresh.sent_on)
    fresh.delete()
    Document.objects.filter(pk=fresh.document_id).delete()


def occasion_of(invitation: Invitation) -> Occasion:
    """What the invitation is to; the constraint invitation_is_to_something keeps it from being nothing."""
    if invitation.calls_off:
        return CalledOff(cast(Appointment, invitation.appointment))
    return invitation.appointment or cast(DropInDay, invitation.drop_in_day)


def fault_of(invitation: Invitation, desk: Desk) -> Refusal | None:
    """Why a letter that was made may not leave any more, if anything."""
    stop = desk.stop(invitation.client_id, occasion_of(invitation))
    if stop:
        return stop
    return None if desk.addresses[invitation.client_id].pk == invitation.address_id else AddressHasChanged()


def _invited(wanted: Sequence[Wanted], *, on: date, by: User | None) -> list[Invited]:
    people, occasions = _fresh_people(wanted), _fresh_occasions(wanted)
    desk = read_desk(people, occasions.values(), on=on, by=by)
    before = _before(people, occasions)
    came = [_one(people[client.pk], occasions[_key(occasion)], desk, before) for client, occasion in wanted]
    _store(came)
    return came


def _one(client: Client, occasion: Occasion, desk: Desk, before: dict[tuple, Invitation]) -> Invited:
    """One person's letter, made but not yet stored; also remembered, so that the same person twice gets one."""
    key = (client.pk, *_key(occasion))
    was = before.get(key)
    if was and (was.sent_on or not fault_of(was, desk)):
        return Invited(client, was)
    if stop := desk.stop(client.pk, occasion):
        return Invited(client, refusal=stop)
    try:
        facts = facts_of(client, occasion, desk)
        language, template = paper_language(client.language), template_of(occasion)
        document = sealed_document(template, facts, language, client=client, on=desk.on, by=desk.by)
    except Refusal as refusal:
        return Invited(client, refusal=refusal)
    replaces = was.document if was else None
    invitation = was or Invitation(client=client, **_columns(occasion))
    invitation.document, invitation.address = document, desk.addresses[client.pk]
    invitation.made_on, invitation.made_by = desk.on, desk.by
    before[key] = invitation
    return Invited(client, invitation, made=True, replaces=replaces)


def _store(came: list[Invited]) -> None:
    made = [each.invitation for each in came if each.made and each.invitation]
    Document.objects.bulk_create([invitation.document for invitation in made])
    Invitation.objects.bulk_create([invitation for invitation in made if invitation.pk is None])
    again = [(each.invitation, each.replaces.pk) for each in came if each.invitation and each.replaces]
    Invitation.objects.bulk_update([invitation for invitation, _ in again], ["document", "address", "made_on", "made_by"])
    Document.objects.filter(pk__in=[number for _, number in again]).delete()  # never sent, and no longer true


def _fresh_people(wanted: Sequence[Wanted]) -> dict[int, Client]:
    """The recipients as they now are, each locked so that two runs at once make one letter."""
    numbers = {client.pk for client, _ in wanted}
    return {client.pk: client for client in Client.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")}


def _fresh_occasions(wanted: Sequence[Wanted]) -> dict[tuple[str, int], Occasion]:
    keys = {_key(occasion) for _, occasion in wanted}
    times = Appointment.objects.select_related("worker").in_bulk([number for name, number in keys if name != "drop_in_day"])
    days = DropInDay.objects.select_related("unit").filter(pk__in=[number for name, number in keys if name == "drop_in_day"])
    fresh: list[Occasion] = list(days)
    for name, number in keys:
        if name != "drop_in_day" and number in times:
            fresh.append(CalledOff(times[number]) if name == "called_off" else times[number])
    return {_key(occasion): occasion for occasion in fresh}


def _before(people: Iterable[int], occasions: Iterable[tuple[str, int]]) -> dict[tuple, Invitation]:
    """The invitations there are already, by person and occasion; locked, so that none is sent while it is made anew."""
    occasions = set(occasions)
    meetings = Q(appointment__in=[number for name, number in occasions if name != "drop_in_day"])
    days = Q(drop_in_day__in=[number for name, number in occasions if name == "drop_in_day"])
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",)).filter(meetings | days, client__in=list(people))
    rows = rows.select_related("document", "appointment__worker", "drop_in_day__unit")
    return {(row.client_id, *_key(occasion_of(row))): row for row in rows}


def _key(occasion: Occasion) -> tuple[str, int]:
    names = {Appointment: "appointment", DropInDay: "drop_in_day", CalledOff: "called_off"}
    return (names[type(occasion)], occasion.pk)


def _columns(occasion: Occasion) -> dict[str, Any]:
    """The columns by which an invitation names its occasion."""
    if isinstance(occasion, CalledOff):
        return {"appointment": occasion.appointment, "calls_off": True}
    return {_key(occasion)[0]: occasion}
