from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Unit, User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan


class MainNeeds(models.QuerySet["MainNeed"]):
    def on(self, on: date) -> "MainNeeds":
        """Those told by the day, the one that holds first."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk")


@recorded
class MainNeed(models.Model):
    """Ensisijainen tarve: what the client primarily needs from a day on, until another is told; it decides who owns the plan (JOU-07)."""

    class Need(models.TextChoices):
        EMPLOYMENT = "employment", _("help towards work")
        ADULT_SOCIAL_WORK = "adult_social_work", _("adult social work")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="main_needs")
    need = models.CharField(max_length=20, choices=Need)
    starts_on = models.DateField()
    ground = models.CharField(max_length=300, blank=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MainNeeds.as_manager()

    class Meta:
        ordering = ["path", "starts_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["path", "starts_on"], name="mainneed_once_a_day")]

    def __str__(self) -> str:
        return self.get_need_display()


class PlanParticipants(models.QuerySet["PlanParticipant"]):
    def in_force(self, on: date) -> "PlanParticipants":
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), joined_on__lte=on)


@recorded
class PlanParticipant(models.Model):
    """Suunnitelman osallinen: a worker named to a plan in a role and from a sector, with the client's consent (JOU-11, JOU-43).

    A participant sees the plan and its tasks while the plan is in force, and nothing else of the person.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="participants")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="plan_participations")
    role = models.CharField(max_length=40)
    sector = models.CharField(max_length=16, choices=Unit.Sector, blank=True)
    joined_on = models.DateField()
    client_agreed_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PlanParticipants.as_manager()

    class Meta:
        ordering = ["plan", "joined_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")), name="planparticipant_leaves_after_joining"
            ),
            models.UniqueConstraint(
                fields=["plan", "worker"], condition=Q(left_on__isnull=True), name="planparticipant_once_in_plan"
            ),
        ]
        indexes = [models.Index(fields=["worker"], condition=Q(left_on__isnull=True), name="planparticipant_of_worker")]

    def __str__(self) -> str:
        return f"{self.worker}"
