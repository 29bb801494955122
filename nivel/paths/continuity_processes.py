"""What must hold for a client taken through a process: the step under way has an owner at work here, and its day has not passed."""

from datetime import date

from django.db.models import F, QuerySet

from nivel.paths.continuity_rows import owner_of, responsible, told_as
from nivel.paths.models import Path, ProcessRun, ProcessStep


def _under_way(paths: QuerySet[Path], on: date) -> QuerySet[ProcessStep]:
    runs = ProcessRun.objects.open_on(on).filter(path__in=paths)
    return ProcessStep.objects.filter(run__in=runs, entered_on__lte=on).exclude(done_on__lte=on)


def process_step_unowned(paths: QuerySet[Path], on: date) -> QuerySet:
    """1. The owner of a step under way has no account in use any more (REL-06)."""
    rows = _under_way(paths, on).filter(task__worker__is_active=False)
    return told_as(rows, "process_step_unowned", "run__path", F("entered_on"), owner=responsible("run__path__client", on))


def process_step_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day of a step under way has passed: the client waits between two steps (REL-06)."""
    rows = _under_way(paths, on).filter(task__due_on__lt=on, task__worker__is_active=True)
    return told_as(rows, "process_step_late", "run__path", F("task__due_on"), owner=owner_of("task__worker"))
