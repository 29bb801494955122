"""Who may see a person because of where they work, which group they are in, or which plan somebody takes part in.

Each relation is one condition: it filters a list and decides on one person alike (`nivel.clients.permissions`).
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.permissions import relation
from nivel.paths.models import (
    Agreement,
    Clarification,
    Episode,
    JointClientship,
    JointSeat,
    Path,
    PlacementRunner,
    Plan,
    PlanParticipant,
)
from nivel.services.models import GroupPerson

# A place and a group know who comes this long before the first day, and nobody whose last day has passed.
BEFORE = timedelta(days=14)


def current_periods(actor: Actor) -> QuerySet[Episode]:
    """Periods of open paths that run on the actor's day or begin soon."""
    running = Episode.objects.filter(dropped_on__isnull=True, starts_on__lte=actor.on + BEFORE)
    ended = Q(ended_on__lt=actor.on) | Q(ended_on__isnull=True, planned_ends_on__lt=actor.on)
    return running.exclude(ended).filter(path__in=Path.objects.open_on(actor.on))


def site_periods(actor: Actor) -> QuerySet[Episode]:
    """Current periods at the places of the units where the actor's roles are held."""
    return current_periods(actor).filter(place__unit__in=actor.units)


def authorised_periods(actor: Actor) -> QuerySet[Episode]:
    """Those of the site on which the client has agreed: an agreement that holds or begins soon."""
    agreed = Agreement.objects.filter(
        episode=OuterRef("pk"), agreed_on__lte=actor.on, starts_on__lte=actor.on + BEFORE, ends_on__gte=actor.on
    )
    return site_periods(actor).filter(Exists(agreed))


def group_periods(actor: Actor) -> QuerySet[Episode]:
    """Current periods in the groups that the actor leads."""
    led = GroupPerson.objects.filter(user=actor.user, role=GroupPerson.Role.LEADER)
    return current_periods(actor).filter(group__in=led.values("group"))


def participations(actor: Actor) -> QuerySet[PlanParticipant]:
    """The actor's parts in plans in force, of open paths, in a role that the actor still has."""
    plans = Plan.objects.in_force(actor.on).filter(path__in=Path.objects.open_on(actor.on))
    return PlanParticipant.objects.in_force(actor.on).filter(worker=actor.user, plan__in=plans, role__in=actor.roles)


PERIODS = {"site": site_periods, "authorised": authorised_periods, "group": group_periods}


def _of_person(rows: QuerySet[Episode]) -> Q:
    return Q(Exists(rows.filter(path__client=OuterRef("pk"))))


@relation("site")
def site(actor: Actor) -> Q:
    return _of_person(site_periods(actor))


@relation("authorised")
def authorised(actor: Actor) -> Q:
    return _of_person(authorised_periods(actor))


@relation("group")
def group(actor: Actor) -> Q:
    return _of_person(group_periods(actor))


@relation("participant")
def participant(actor: Actor) -> Q:
    return Q(Exists(participations(actor).filter(plan__path__client=OuterRef("pk"))))


def clientships_seated(actor: Actor) -> QuerySet[JointClientship]:
    """Clientships of the joint service in force in which the actor is the named worker of an authority."""
    seats = JointSeat.objects.held_on(actor.on).filter(worker__user=actor.user)
    return JointClientship.objects.in_force(actor.on).filter(pk__in=seats.values("clientship"))


@relation("seated")
def seated(actor: Actor) -> Q:
    return Q(Exists(clientships_seated(actor).filter(client=OuterRef("pk"))))


@relation("helping")
def helping(actor: Actor) -> Q:
    """The case manager named to an open clarification (JOU-48)."""
    rows = Clarification.objects.open_on(actor.on).filter(helper=actor.user, path__in=Path.objects.open_on(actor.on))
    return Q(Exists(rows.filter(path__client=OuterRef("pk"))))


@relation("runs")
def runs(actor: Actor) -> Q:
    """Whoever runs a restricted placement of the person (REL-27)."""
    rows = PlacementRunner.objects.in_force(actor.on).filter(worker=actor.user)
    return Q(Exists(rows.filter(placement__episode__path__client=OuterRef("pk"))))
