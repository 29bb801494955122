from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Unit, User
from nivel.clients.models.client import Client


class CareRelationships(models.QuerySet["CareRelationship"]):
    def in_force(self, on: date) -> "CareRelationships":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def responsible(self, on: date) -> "CareRelationships":
        return self.in_force(on).filter(kind=CareRelationship.Kind.RESPONSIBLE)


@recorded
class CareRelationship(models.Model):
    """Asiakassuhde: why a worker may see a person, from day to day, with its ground. One worker at a time is responsible
    (vastuutyöntekijä), which a constraint keeps; the first one contacted stays so unless a change is justified (JOU-17)."""

    class Kind(models.TextChoices):
        RESPONSIBLE = "responsible", _("responsible worker")
        TEAM = "team", _("works with")
        RECEIVER = "receiver", _("receives in a handover")
        CONTACT = "contact", _("makes contact")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="relationships")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="relationships")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=12, choices=Kind)
    ground = models.CharField(max_length=500)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CareRelationships.as_manager()

    class Meta:
        ordering = ["client", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="carerelationship_ends_after_start"
            ),
            ExclusionConstraint(
                name="carerelationship_one_responsible",
                index_type="GIST",
                condition=Q(kind="responsible"),
                expressions=[
                    (
                        Func(F("client_id"), F("client_id"), Value("[]"), function="int8range", output_field=DateRangeField()),
                        "&&",
                    ),
                    (Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField()), "&&"),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "client"], name="carerelationship_of_worker"),
            models.Index(fields=["unit", "client"], name="carerelationship_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_kind_display()}"
