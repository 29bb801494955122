from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.intake.models.referral import Referral


class Enrolments(models.QuerySet["Enrolment"]):
    def in_force(self, on: date) -> "Enrolments":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class Enrolment(models.Model):
    """Ohjelman asiakkuus: from the day the person was taken into the programme until it is ended; never by age or work (POR-17)."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="enrolments")
    programme = models.CharField(max_length=40)
    referral = models.OneToOneField(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolment")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Enrolments.as_manager()

    class Meta:
        ordering = ["programme", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="enrolment_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | ~Q(end_reason=""), name="enrolment_ends_with_reason"),
            models.UniqueConstraint(
                fields=["client", "programme"], condition=Q(ends_on__isnull=True), name="enrolment_one_in_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.programme
