"""Mitä lähtijältä jää: whom and what a leaving worker still holds; a caseload is over when there is nothing (VAL-31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nivel.clients.models import CareRelationship
from nivel.paths import loose_ends
from nivel.paths.models import Caseload, CaseloadCheck, Handover


@dataclass(frozen=True)
class Stand:
    """Tilanne on a day: how many people wait for a proposal, how many are on their way, and what else the leaver holds."""

    caseload: Caseload
    unproposed: int
    underway: int
    arrived: int
    to_leaver: int
    tasks: int
    referrals: int
    asked: int
    answering: int
    matters: int
    follow_ups: int
    meetings: int
    undone_checks: int

    @property
    def loose_ends(self) -> int:
        """Things beside people: tasks, referrals, consultations either way, matters in teams, follow-ups, times ahead."""
        consultations = self.asked + self.answering
        return self.tasks + self.referrals + consultations + self.matters + self.follow_ups + self.meetings

    @property
    def over(self) -> bool:
        people = self.unproposed or self.underway or self.to_leaver
        return not (people or self.loose_ends or self.undone_checks)


def stands_of(caseloads: QuerySet[Caseload], on: date) -> Iterable[Stand]:
    """What is still to be handed on, caseload by caseload, in one query however many people there are."""
    care = CareRelationship.objects.filter(worker=OuterRef("worker")).responsible(on)
    sent = Exists(Handover.objects.open_on(on).filter(path__client=OuterRef("client")))
    told = {
        "unproposed": (care.exclude(sent), "worker"),
        "underway": (care.filter(sent), "worker"),
        "arrived": (Handover.objects.filter(caseload=OuterRef("pk"), met_on__lte=on), "caseload"),
        "to_leaver": (Handover.objects.open_on(on).filter(receiver=OuterRef("worker")), "receiver"),
        "tasks": (loose_ends.tasks_of(OuterRef("worker"), on), "worker"),
        "referrals": (loose_ends.referrals_of(OuterRef("worker"), on), "task__worker"),
        "asked": (loose_ends.asked_by(OuterRef("worker"), on), "asker"),
        "answering": (loose_ends.asked_of(OuterRef("worker"), on), "asked"),
        "matters": (loose_ends.matters_of(OuterRef("worker"), on), "owner"),
        "follow_ups": (loose_ends.follow_ups_of(OuterRef("worker"), on), "worker"),
        "meetings": (loose_ends.times_of(OuterRef("worker"), on), "worker"),
        "undone_checks": (CaseloadCheck.objects.filter(caseload=OuterRef("pk"), done_on__isnull=True), "caseload"),
    }
    counts = {f"n_{name}": _count(rows, by) for name, (rows, by) in told.items()}
    for row in caseloads.annotate(**counts):
        yield Stand(row, **{name: getattr(row, f"n_{name}") for name in told})


def _count(rows: QuerySet, by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


def stand_of(caseload: Caseload, on: date) -> Stand:
    """The stand of one caseload."""
    (found,) = stands_of(Caseload.objects.filter(pk=caseload.pk), on)
    return found


def held_by(caseload: Caseload, on: date) -> QuerySet[CareRelationship]:
    """The responsibilities that the leaver still has."""
    return CareRelationship.objects.filter(worker=caseload.worker_id).responsible(on)
