from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded_in_bulk
from nivel.clients.models.client import Client


@recorded_in_bulk
class BenefitPayment(models.Model):
    """Etuuden maksu: one row of a payment-share list, one person's payment for one payment period (maksukausi).

    A correction arrives as a negative row and its replacement; both stand, and readers net them. `list_month` is the first day
    of the month of payment; the benefit month (kuukausi, jolta etuus maksettiin) is that of the period's last day.
    """

    class Benefit(models.TextChoices):
        LABOUR_MARKET = "tmt", _("labour market subsidy")
        BASIC = "ppr", _("basic unemployment allowance")
        EARNINGS = "apr", _("earnings-related allowance")
        GENERAL = "yt", _("general support")

    class Basis(models.TextChoices):
        UNEMPLOYMENT = "unemployment", _("unemployment")
        SERVICE = "service", _("service")
        LAYOFF = "layoff", _("lay-off")
        ADDITIONAL_DAYS = "additional_days", _("additional days")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="benefit_payments", db_index=False)
    benefit = models.CharField(max_length=3, choices=Benefit)
    basis = models.CharField(max_length=16, choices=Basis)
    adjusted = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    paid_on = models.DateField()
    list_month = models.DateField()
    days = models.SmallIntegerField()
    accumulated_days = models.IntegerField(null=True)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    percent = models.SmallIntegerField()
    municipal_share = models.DecimalField(max_digits=12, decimal_places=2)
    correction = models.BooleanField(default=False)
    negative = models.BooleanField(default=False)
    home_municipality = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=40)
    batch = models.BigIntegerField()

    class Meta:
        ordering = ["client", "starts_on", "paid_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "starts_on", "ends_on", "benefit", "basis", "paid_on", "negative"], name="benefitpayment_once"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="benefitpayment_ends_after_start"),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="benefitpayment_percent"),
        ]
        indexes = [
            models.Index(fields=["list_month", "client"], name="benefitpayment_month"),
            models.Index(fields=["batch"], name="benefitpayment_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit} {self.starts_on}-{self.ends_on}"
