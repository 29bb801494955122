from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.clients.models import Disclosure
from nivel.employers.models import Industry, LabourNeed, PlaceKind
from nivel.paths.models.path import Path


class EmployerWishes(models.QuerySet["EmployerWish"]):
    def standing(self, on: date) -> "EmployerWishes":
        """Told by the day, not ended, and the path open."""
        open_path = Q(path__closed_on__isnull=True) | Q(path__closed_on__gt=on)
        return self.filter(open_path, Q(ended_on__isnull=True) | Q(ended_on__gt=on), told_on__lte=on)


@recorded
class EmployerWish(models.Model):
    """Asiakkaan toive työpaikasta: where the client wants to work; the employers contacted are these (VSS-16)."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="wishes")
    industry = models.CharField(max_length=10, choices=Industry)
    text = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="wishes")
    told_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = EmployerWishes.as_manager()

    class Meta:
        ordering = ["-told_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("told_on")), name="employerwish_ends_after_telling"
            ),
        ]

    def __str__(self) -> str:
        return self.text


@recorded
class PlaceSearch(models.Model):
    """Paikan haku: one search for a job, training, try-out, practice or pay-subsidised place, and what came of it (VSS-07).

    A client presented to an employer has the transfer of the profile with its ground (VPA-10). A journey that stops it is told
    with its length and its cost a month (VAL-41).
    """

    class Result(models.TextChoices):
        FOUND = "found", _("a place was found")
        NOT_FOUND = "not_found", _("no place was found")
        TRAVEL = "travel", _("the journey stopped it")
        GIVEN_UP = "given_up", _("given up")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="searches")
    kind = models.CharField(max_length=8, choices=PlaceKind)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="searches")
    need = models.ForeignKey(LabourNeed, null=True, blank=True, on_delete=models.PROTECT, related_name="searches")
    text = models.CharField(max_length=300, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result, blank=True)
    note = models.CharField(max_length=300, blank=True)
    journey_km = models.PositiveSmallIntegerField(null=True, blank=True)
    journey_cost = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    disclosure = models.OneToOneField(Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="search")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, result="") | Q(ended_on__gte=F("started_on")) & ~Q(result=""),
                name="placesearch_result_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(result="travel") | Q(journey_km__isnull=False) | Q(journey_cost__isnull=False),
                name="placesearch_tells_the_journey",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
