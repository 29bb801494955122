"""Who may see a person because a matter of theirs is brought to a team."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.legal_bases import legal_bases
from nivel.clients.models import Client, Permission, Prohibition
from nivel.clients.permissions import relation, visible
from nivel.meetings.models import BodyMember, ConsultationRequest, SlotKind, TeamCase

# The team prepares for a matter this long before its meeting.
BEFORE = timedelta(days=14)


def brought_to(actor: Actor) -> QuerySet[TeamCase]:
    """Matters in the actor's teams, near or waiting for their follow-up; a consultation only while its permission holds."""
    rows = TeamCase.objects.standing(actor.on).filter(slot__meeting__held_on__lte=actor.on + BEFORE)
    rows = rows.exclude(followed_up_on__lt=actor.on).filter(Exists(_seats(actor, OuterRef("slot__meeting__body"))))
    return rows.filter(Q(slot__kind=SlotKind.RECEPTION) | _permitted(actor))


def _seats(actor: Actor, body: OuterRef) -> QuerySet[BodyMember]:
    return BodyMember.objects.in_force(actor.on).filter(user=actor.user, body=body)


def _permitted(actor: Actor) -> Q:
    """The client lets data of the class go to the member's own organisation, and has not prohibited it since."""
    mine = _seats(actor, OuterRef(OuterRef("slot__meeting__body"))).values("organisation")
    colleague = _seats(actor, OuterRef("slot__meeting__body")).filter(organisation=OuterRef("sender"))
    transfer = {"client": OuterRef("client"), "data_class": OuterRef("data_class"), "sender": OuterRef("sender")}
    given = Permission.objects.filter(**transfer).in_force(actor.on)
    barred = Prohibition.objects.filter(
        Q(data_class="") | Q(data_class=OuterRef("data_class")),
        Q(sender=None) | Q(sender=OuterRef("sender")),
        Q(receiver=None) | Q(receiver__in=mine),
        client=OuterRef("client"),
    ).in_force(actor.on)
    permitted = Q(Exists(given.filter(receiver__in=mine))) | Q(Exists(colleague), Exists(given))
    return permitted & ~Q(Exists(barred))


def seen_matters(actor: Actor) -> QuerySet[TeamCase]:
    """All matters of one's own clients; of other people only those in the actor's own team."""
    own = Client.objects.filter(visible(actor, "team_cases.bring"))
    others = Client.objects.filter(visible(actor, "team_cases.see"))
    return TeamCase.objects.filter(Q(client__in=own) | Q(client__in=others, pk__in=brought_to(actor).values("pk")))


@relation("brought")
def brought(actor: Actor) -> Q:
    return Q(Exists(brought_to(actor).filter(client=OuterRef("pk"))))


# An answer may be read and mended by a new request this long after it was given.
AFTER = timedelta(days=14)


def asked_of(actor: Actor) -> QuerySet[ConsultationRequest]:
    """Consultations asked of the actor, open or answered lately; without a permission in force, and by a prohibition, they are closed;
    what a statute lets be told whatever the client says stays open.
    """
    rows = ConsultationRequest.objects.filter(asked=actor.user, asked_on__lte=actor.on).exclude(taken_back_on__lte=actor.on)
    rows = rows.exclude(answered_on__lt=actor.on - AFTER)
    transfer = {name: OuterRef(f"told__{name}") for name in ("client", "data_class", "sender", "receiver")}
    given = Permission.objects.filter(**transfer).in_force(actor.on)
    barred = Prohibition.objects.filter(
        Q(data_class="") | Q(data_class=OuterRef("data_class")),
        Q(sender=None) | Q(sender=OuterRef("told__sender")),
        Q(receiver=None) | Q(receiver=OuterRef("told__receiver")),
        client=OuterRef("client"),
    ).in_force(actor.on)
    despite = [basis.citation for basis in legal_bases() if basis.despite_prohibition]
    return rows.filter(Q(told__permission=None) | Q(Exists(given))).filter(Q(told__citation__in=despite) | ~Q(Exists(barred)))


def seen_consultations(actor: Actor) -> QuerySet[ConsultationRequest]:
    """All consultations of one's own clients; of other people only those asked of the actor."""
    own = Client.objects.filter(visible(actor, "consultations.ask"))
    return ConsultationRequest.objects.filter(Q(client__in=own) | Q(pk__in=asked_of(actor).values("pk")))


@relation("consulted")
def consulted(actor: Actor) -> Q:
    return Q(Exists(asked_of(actor).filter(client=OuterRef("pk"))))
