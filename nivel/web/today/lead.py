"""Vastaavan päivä: the unit as its lead sees it: breaches, workload, reviews, joint plans, and where the lead sits (JOU-08)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import those_reached
from nivel.meetings.queries import Seat, seats_of
from nivel.meetings.team_seats import TeamState, teams_by_profession
from nivel.money.coverage import with_undecided
from nivel.money.models import Review
from nivel.paths.continuity import breaches
from nivel.paths.models import Path, Plan
from nivel.web.gaps.board import KindCount, Workload, kinds_of, workloads_of

DUE = timedelta(days=30)


@dataclass(frozen=True)
class LeadDay:
    """Yksikön tilanne: counts and workers, no client's name."""

    kinds: list[KindCount]
    workloads: list[Workload]
    reviews: list[Review]
    joint_plans: int
    joint_due: int
    seats: list[Seat]
    teams: list[TeamState]

    @property
    def total(self) -> int:
        return sum(kind.count for kind in self.kinds)


def answers_for_a_unit(actor: Actor) -> bool:
    return "unit" in actor.relations("gaps.see")


def lead_day(actor: Actor, on: date) -> LeadDay | None:
    """The unit's day for whoever answers for a unit's gaps; None for everybody else."""
    if not answers_for_a_unit(actor):
        return None
    theirs = those_reached(actor, "gaps.see")
    found = breaches(on, theirs)
    plans = _joint_plans(theirs, on)
    return LeadDay(
        kinds=kinds_of(found),
        workloads=workloads_of(theirs, found, on),
        reviews=_reviews(actor, on),
        joint_plans=plans["in_force"],
        joint_due=plans["due"],
        seats=seats_of(actor.user, on),
        teams=[state for state in teams_by_profession(on) if state.empty],
    )


def _reviews(actor: Actor, on: date) -> list[Review]:
    rows = Review.objects.filter(reviewers__user=actor.user, opened_on__lte=on, closed_on__isnull=True)
    return list(with_undecided(rows).order_by("month"))


def _joint_plans(people: QuerySet[Client], on: date) -> dict[str, int]:
    """Multisectoral employment plans in force among the unit's people, and those to be looked at again within a month."""
    paths = Path.objects.open_on(on).filter(client__in=people)
    plans = Plan.objects.in_force(on).filter(kind=Plan.Kind.JOINT, path__in=paths)
    return plans.aggregate(in_force=Count("pk"), due=Count("pk", filter=Q(review_on__lte=on + DUE)))
