from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import BigIntegerField, F, Func, Q, Value
from django.db.models.functions import Cast

from nivel.access.history import recorded
from nivel.access.models import User


class AreaCoaches(models.QuerySet["AreaCoach"]):
    def in_force(self, on: date) -> "AreaCoaches":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class AreaCoach(models.Model):
    """Valmentajan alue: the coach who receives the clients of a municipality, one at a time, from day to day (VSS-01).

    `municipality` is the official number that a client's home municipality is told by; `name` is what people call it.
    """

    municipality = models.CharField(max_length=3)
    name = models.CharField(max_length=80)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="areas")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AreaCoaches.as_manager()

    class Meta:
        ordering = ["name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="areacoach_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(municipality__regex=r"^\d{3}$"), name="areacoach_municipality_is_a_number"),
            ExclusionConstraint(
                name="areacoach_one_in_municipality",
                index_type="GIST",
                expressions=[
                    (
                        Func(
                            Cast("municipality", BigIntegerField()),
                            Cast("municipality", BigIntegerField()),
                            Value("[]"),
                            function="int8range",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                    (Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField()), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.worker}"
