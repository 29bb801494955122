"""Seuranta: who may see a person after the path was closed, because a follow-up contact is near or nobody owns it any more."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.permissions import relation
from nivel.paths.models import Closure, FollowUp
from nivel.paths.parameters import told


def near(on: date) -> QuerySet[FollowUp]:
    """Follow-ups whose day is near or past, and that are still to be held."""
    until = on + timedelta(days=told("follow_up_window_days", 0))
    return FollowUp.objects.undone_on(on).filter(due_on__lte=until)


@relation("following")
def following(actor: Actor) -> Q:
    """The actor's own follow-up contact is near or late."""
    return Q(Exists(near(actor.on).filter(worker=actor.user, closure__path__client=OuterRef("pk"))))


@relation("orphaned")
def orphaned(actor: Actor) -> Q:
    """A follow-up contact of the actor's unit, whose owner has no account in use any more."""
    rows = FollowUp.objects.undone_on(actor.on).filter(worker__is_active=False, unit__in=actor.units)
    return Q(Exists(rows.filter(closure__path__client=OuterRef("pk"))))


@relation("closed")
def closed(actor: Actor) -> Q:
    """The actor closed the path, and the continuation plan still waits to be delivered."""
    rows = Closure.objects.filter(closed_by=actor.user, closed_on__lte=actor.on)
    undelivered = rows.filter(Q(delivered_on__isnull=True) | Q(delivered_on__gt=actor.on))
    return Q(Exists(undelivered.exclude(continuation_plan="").filter(path__client=OuterRef("pk"))))
