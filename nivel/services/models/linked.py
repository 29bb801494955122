from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation


class LinkedUnits(models.QuerySet["LinkedUnit"]):
    def exists_on(self, on: date) -> "LinkedUnits":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class LinkedUnit(models.Model):
    """Liitetty yksikkö: a unit outside employment care that clients are shown to, e.g. debt counselling or benefit handling (REL-25).

    Who answers there, when it is open, how to get there, and how a client is escorted.
    """

    class Kind(models.TextChoices):
        DEBT = "debt", _("debt counselling")
        BENEFITS = "benefits", _("benefit handling in adult social work")
        HOUSING = "housing", _("housing advice")
        SUBSTANCE = "substance", _("substance and mental-health service")
        OTHER = "other", _("another service")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="linked_units")
    for_whom = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    opening = models.CharField(max_length=200)
    travel = models.CharField(max_length=200, blank=True)
    escort = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = LinkedUnits.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="linkedunit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name
