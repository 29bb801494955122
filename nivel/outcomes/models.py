from django.db import models

from nivel.access.history import recorded
from nivel.access.models import User


@recorded
class IndicatorValue(models.Model):
    """Mittarin arvo: a value that Nivel cannot compute (unemployment rate, feedback, earlier years), with its source (JOU-68)."""

    indicator = models.CharField(max_length=60)
    month = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=160)
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="indicatorvalue_once_a_month")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}"
