from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.documents.models import Document
from nivel.paths.models.episodes import Episode


@recorded
class TravelClaim(models.Model):
    """Matkakorvaushakemus: the travel of a month's attended days by the cheapest way; asked, decided and paid on their days.

    Days marked after a claim, or claimed by one that was refused, are claimed by another of the same month.
    """

    class Way(models.TextChoices):
        BUS = "bus", _("bus or train")
        CAR = "car", _("own car")
        RIDE = "ride", _("a shared ride")
        TAXI = "taxi", _("taxi")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="travel_claims")
    month = models.DateField()
    route = models.CharField(max_length=200)
    way = models.CharField(max_length=8, choices=Way)
    a_day = models.DecimalField(max_digits=7, decimal_places=2)
    days = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    asked_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="decided_travel_claims")
    refused_because = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="travelclaim_month_is_first_day"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(decided_on__isnull=False, refused_because=""),
                name="travelclaim_paid_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def state(self) -> str:
        """asked, approved, refused or paid."""
        if self.paid_on:
            return "paid"
        if self.decided_on is None:
            return "asked"
        return "refused" if self.refused_because else "approved"
