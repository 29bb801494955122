from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.paths.models import Path
from nivel.services.models import Service


@recorded
class Purchase(models.Model):
    """Hankinta: a service bought of a supplier for some years, for whom, and how many long-term unemployed the supplier employs.

    With prices of results it is results-based (REL-20). `employs` is the social criterion of the contract, 0 when there is none
    (REL-26): people unemployed at least `unemployed_months` before they began at the supplier.
    """

    name = models.CharField(max_length=160)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="purchases")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sold_services")
    age_below = models.PositiveSmallIntegerField(null=True, blank=True)
    employs = models.PositiveSmallIntegerField(default=0)
    unemployed_months = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="purchase_ends_after_start"),
            models.CheckConstraint(
                condition=Q(employs=0) | Q(unemployed_months__gt=0), name="purchase_condition_says_how_long_unemployed"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class ResultPrice(models.Model):
    """Tulospalkkio: what one result of a person costs (REL-20)."""

    class Result(models.TextChoices):
        WORK = "work", _("work on the open labour market")
        SUBSIDISED = "subsidised", _("pay-subsidised work")
        EDUCATION = "education", _("education")
        LASTED = "lasted", _("in work or education at the first follow-up")

    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="prices")
    result = models.CharField(max_length=12, choices=Result)
    price = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["purchase", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "result"], name="resultprice_once"),
            models.CheckConstraint(condition=Q(price__gt=0), name="resultprice_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.get_result_display()


@recorded
class PurchaseInvoice(models.Model):
    """Hankinnan lasku: taken only for verified results, to the cent."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    received_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["purchase", "number"], name="purchaseinvoice_number_once")]

    def __str__(self) -> str:
        return self.number


@recorded
class VerifiedResult(models.Model):
    """Todettu tulos: one person's result, verified from the path's own facts on the day it came about, and the invoice that paid it."""

    price = models.ForeignKey(ResultPrice, on_delete=models.PROTECT, related_name="verified")
    path = models.ForeignKey(Path, on_delete=models.PROTECT, related_name="bought_results")
    came_on = models.DateField()
    verified_on = models.DateField()
    invoice = models.ForeignKey(PurchaseInvoice, null=True, blank=True, on_delete=models.PROTECT, related_name="results")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["price", "came_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["price", "path"], name="verifiedresult_once_a_person")]

    def __str__(self) -> str:
        return f"{self.price} {self.came_on}"
