"""Which people an actor may do an action to: one `Q` that filters a list and decides on one person alike.

A relation of the policy file becomes a condition on the person here. The relations that only higher storeys know (being on
a month's list, say) are registered by those storeys at start-up, see `relation`.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from nivel.access.actor import Actor
from nivel.access.models import ClientAccount, StatedReason
from nivel.clients.models import CareRelationship, Client

Condition = Callable[[Actor], Q]
Way = tuple[str, Actor]
RELATIONS: dict[str, Condition] = {}

# Own clients stay visible for a while after the relationship ends, to finish what is unfinished (docs/access.md).
GRACE = timedelta(days=30)


def relation(name: str) -> Callable[[Condition], Condition]:
    """Register the condition behind a relation of the policy file."""

    def register(condition: Condition) -> Condition:
        RELATIONS[name] = condition
        return condition

    return register


def visible(actor: Actor, action: str) -> Q:
    """The people to whom the actor may do the action, as a filter of Client; nobody when the policy grants nothing."""
    relations = actor.relations(action)
    if "any" in relations:
        return Q()
    found = Q(pk__in=[])
    for way in ways(actor, action):
        found |= through(way)
    return found


def those_reached(actor: Actor, action: str) -> QuerySet[Client]:
    """The people whom `visible` tells, gathered relation by relation: each finds its own by an index, however large the town.

    For one who reaches few, or for a question over all of them; a condition on everybody in turn costs the whole town.
    """
    reached = [Client.objects.filter(through(way)).order_by().values("pk") for way in ways(actor, action)]
    return Client.objects.filter(pk__in=reached[0].union(*reached[1:])) if reached else Client.objects.none()


def ways(actor: Actor, action: str) -> list[Way]:
    """Each relation by which the actor may do the action, with the roles that it is granted to. Many actions share their ways."""
    return [(name, actor.by(action, name)) for name in sorted(actor.relations(action))]


def through(way: Way) -> Q:
    """The people whom the actor reaches by the relation; everybody by `any`."""
    name, actor = way
    return Q() if name == "any" else RELATIONS[name](actor)


@relation("own")
def own(actor: Actor) -> Q:
    rows = CareRelationship.objects.filter(client=OuterRef("pk"), worker=actor.user, starts_on__lte=actor.on)
    return Q(Exists(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=actor.on - GRACE))))


@relation("responsible")
def responsible(actor: Actor) -> Q:
    return Q(Exists(CareRelationship.objects.filter(client=OuterRef("pk"), worker=actor.user).responsible(actor.on)))


@relation("unit")
def unit(actor: Actor) -> Q:
    return Q(Exists(CareRelationship.objects.filter(client=OuterRef("pk"), unit__in=actor.units).in_force(actor.on)))


@relation("reason")
def reason(actor: Actor) -> Q:
    """A stated reason of the actor that has not run out; opens one person for an hour (StatedReason)."""
    return Q(Exists(StatedReason.objects.filter(client_number=OuterRef("pk"), user=actor.user, expires_at__gt=actor.at)))


@relation("self")
def oneself(actor: Actor) -> Q:
    """The client themselves, by the account that is their own (REL-05)."""
    return Q(Exists(ClientAccount.objects.in_force(actor.on).filter(client_number=OuterRef("pk"), user=actor.user)))
