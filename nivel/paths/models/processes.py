from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Disclosure
from nivel.paths.models.episodes import Assessment
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Task


class ProcessRuns(models.QuerySet["ProcessRun"]):
    def open_on(self, on: date) -> "ProcessRuns":
        return self.filter(begun_on__lte=on).exclude(concluded_on__lte=on).exclude(dropped_on__lte=on)


@recorded
class ProcessRun(models.Model):
    """Prosessi asiakkaan polulla: a configured process through which the client is taken, to a way on and its next step (REL-06).

    `process` and `way` are codes of the operating model. What is found of the person's health stands in the assessment, not here.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="process_runs")
    process = models.CharField(max_length=40)
    assessment = models.ForeignKey(Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="process_runs")
    begun_on = models.DateField()
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    concluded_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=40, blank=True)
    next_task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = ProcessRuns.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "process"],
                condition=Q(concluded_on__isnull=True, dropped_on__isnull=True),
                name="processrun_one_open_of_process",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True, way="", next_task__isnull=True)
                | (Q(concluded_on__gte=F("begun_on"), next_task__isnull=False) & ~Q(way="")),
                name="processrun_concluded_with_next_step",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(dropped_reason=""), name="processrun_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.process


@recorded
class ProcessStep(models.Model):
    """Prosessin vaihe asiakkaalla: entered with its owner and day, which are those of its task, and left for the next (REL-06).

    `disclosure` is the transfer of data that the step made, with its ground.
    """

    run = models.ForeignKey(ProcessRun, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=40)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="process_step")
    note = models.CharField(max_length=300, blank=True)
    entered_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    disclosure = models.ForeignKey(Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["run", "entered_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run"], condition=Q(done_on__isnull=True), name="processstep_one_open"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("entered_on")), name="processstep_done_after_entered"
            ),
        ]

    def __str__(self) -> str:
        return self.code
