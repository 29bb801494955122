from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Unit, User
from nivel.paths.models.closure import Closure


class FollowUps(models.QuerySet["FollowUp"]):
    def undone_on(self, on: date) -> "FollowUps":
        """Neither held nor dropped by the day."""
        undone = Q(held_on__isnull=True) | Q(held_on__gt=on)
        return self.filter(undone, Q(dropped_on__isnull=True) | Q(dropped_on__gt=on), closure__closed_on__lte=on)


@recorded
class FollowUp(models.Model):
    """Seurantayhteydenotto: how the person is so many months after the path was closed; somebody owns each of them.

    Dropped when a new path opens: then that path is what is followed.
    """

    class Situation(models.TextChoices):
        OPEN_MARKET = "open_market", _("in work on the open labour market")
        SUBSIDISED = "subsidised", _("in pay-subsidised work")
        EDUCATION = "education", _("in education")
        IN_SERVICE = "in_service", _("in a service")
        UNEMPLOYED = "unemployed", _("unemployed")
        OUTSIDE = "outside", _("outside the labour force")
        NOT_REACHED = "not_reached", _("not reached")

    closure = models.ForeignKey(Closure, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups")
    held_on = models.DateField(null=True, blank=True)
    situation = models.CharField(max_length=12, choices=Situation, blank=True)
    note = models.CharField(max_length=500, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    objects = FollowUps.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, situation="") | (Q(held_on__isnull=False) & ~Q(situation="")),
                name="followup_held_tells_the_situation",
            ),
        ]
        indexes = [models.Index(fields=["worker", "due_on"], condition=Q(held_on__isnull=True), name="followup_undone_of_worker")]

    def __str__(self) -> str:
        return f"{self.months}"
