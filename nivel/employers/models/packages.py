from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import User


class InfoPackages(models.QuerySet["InfoPackage"]):
    def current(self, on: date) -> "InfoPackages":
        """The newest form of each package by the day."""
        newest = self.filter(revised_on__lte=on).order_by("title", "-revised_on", "-pk").distinct("title")
        return self.filter(pk__in=newest.values("pk")).order_by("title")


@recorded
class InfoPackage(models.Model):
    """Työnantajan tietopaketti: what employers are given, with examples, who owns it and when it is looked at again (VSS-20).

    A revision is a new row of the same title; `note` tells what changed it, such as a workshop.
    """

    title = models.CharField(max_length=120)
    text = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="info_packages")
    note = models.CharField(max_length=300, blank=True)
    revised_on = models.DateField()
    review_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = InfoPackages.as_manager()

    class Meta:
        ordering = ["title", "-revised_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(review_on__gt=F("revised_on")), name="infopackage_reviewed_later")]

    def __str__(self) -> str:
        return self.title
