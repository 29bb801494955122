from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.documents.models import Document
from nivel.paths.models import Closure


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


@recorded
class ExitTarget(models.Model):
    """Päättämisten tavoite: how many people are to leave in an outcome class in a year, in a region or in all (VAL-12)."""

    year = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=12, choices=Closure.Outcome)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=160)
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "region", "outcome"]
        constraints = [models.UniqueConstraint(fields=["year", "region", "outcome"], name="exittarget_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.region} {self.outcome}"


@recorded
class ResultTarget(models.Model):
    """Tulostavoite: how many people a year is to bring, begin or bring to their exit (KEM-03). Exits by class have their own."""

    class Result(models.TextChoices):
        ENTERED = "entered", _("came on the path")
        BEGAN_SERVICE = "began_service", _("began a service")
        LEFT = "left", _("left the path")

    year = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=16, choices=Result)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=160)
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "result"]
        constraints = [models.UniqueConstraint(fields=["year", "result"], name="resulttarget_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.result}"


@recorded
class SignedReport(models.Model):
    """Hyväksytty kuukausiraportti: the month's report as its lead signed it off, with its figures and its document (JOU-85).

    The figures stand as they were on that day; later lists change the live report, never this one.
    """

    programme = models.CharField(max_length=60)
    month = models.DateField()
    figures = models.JSONField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="signed_report")
    signed_off_on = models.DateField()
    signed_off_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "month"], name="signedreport_once_a_month"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="signedreport_month_is_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.month:%Y-%m}"
