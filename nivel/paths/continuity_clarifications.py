"""What must not be left hanging beside the services: a required visit, a clarification, a placement that nobody runs any more.

The names on the board tell nothing of what a visit or a placement is; the page behind them opens only to those who may read it.
"""

from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, Least

from nivel.paths.continuity_rows import newest, responsible, told_as
from nivel.paths.models import Clarification, Episode, Path, PlacementRunner, RestrictedPlacement, VisitObligation


def visit_unrecorded(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day of a required visit has passed and nobody has recorded what came of it (JOU-49)."""
    late = VisitObligation.objects.open_on(on).filter(path__in=paths, due_on__lt=on)
    return told_as(late, "visit_unrecorded", "path", F("due_on"), owner=responsible("path__client", on))


def clarification_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. An examination, or the whole way to the decision, is past its day (JOU-47)."""
    undone = Q(examinations__due_on__lt=on) & (Q(examinations__done_on__isnull=True) | Q(examinations__done_on__gt=on))
    rows = Clarification.objects.open_on(on).filter(path__in=paths)
    rows = rows.annotate(examined_by=Min("examinations__due_on", filter=undone))
    late = rows.filter(Q(examined_by__isnull=False) | Q(due_on__lt=on) & ~Q(applied_on__lte=on))
    since = Least("examined_by", "due_on")
    return told_as(late, "clarification_late", "path", since, owner=responsible("path__client", on))


def placement_without_runner(paths: QuerySet[Path], on: date) -> QuerySet:
    """1. A restricted placement goes on and nobody who runs it is at work here (REL-27)."""
    running = RestrictedPlacement.objects.filter(episode__in=Episode.objects.running_on(on), episode__path=OuterRef("pk"))
    held = PlacementRunner.objects.in_force(on).filter(placement=OuterRef("pk"), worker__is_active=True)
    broken = paths.filter(Exists(running.exclude(Exists(held))))
    runners = PlacementRunner.objects.filter(ends_on__lt=on).annotate(path=F("placement__episode__path"))
    since = Greatest("opened_on", newest(runners, "path", "ends_on"))
    return told_as(broken, "placement_without_runner", "", since, owner=responsible("client", on))
