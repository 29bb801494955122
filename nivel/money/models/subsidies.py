from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.paths.models import EmploymentNotice


@recorded
class WageSubsidyApplication(models.Model):
    """Palkkatukihakemus: the municipality's application to the TE office for one person's work (JOU-14).

    The purpose says how the work betters the person's skill and place on the labour market (REL-10); it is never empty.
    """

    class Ground(models.TextChoices):
        OBLIGATION = "obligation", _("employment obligation")
        LONG_UNEMPLOYED = "long_unemployed", _("long unemployment")
        DISABILITY = "disability", _("disability or illness")
        OTHER = "other", _("other ground")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="wage_subsidies")
    notice = models.OneToOneField(
        EmploymentNotice, null=True, blank=True, on_delete=models.CASCADE, related_name="subsidy_application"
    )
    ground = models.CharField(max_length=16, choices=Ground)
    purpose = models.TextField()
    job = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    monthly_wage_cost = models.DecimalField(max_digits=9, decimal_places=2)
    applied_on = models.DateField()
    applied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="wagesubsidyapplication_ends_after_start"),
            models.CheckConstraint(condition=~Q(purpose=""), name="wagesubsidyapplication_has_purpose"),
        ]

    def __str__(self) -> str:
        return self.job


@recorded
class WageSubsidyDecision(models.Model):
    """Palkkatukipäätös: the TE office's answer, positive with its percentage and days, or negative with its reason."""

    application = models.OneToOneField(WageSubsidyApplication, on_delete=models.CASCADE, related_name="decision")
    decided_on = models.DateField()
    positive = models.BooleanField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(positive=True, percent__gt=0, percent__lte=100) | Q(positive=False, percent__isnull=True),
                name="wagesubsidydecision_percent_when_positive",
            ),
            models.CheckConstraint(condition=Q(positive=True) | ~Q(reason=""), name="wagesubsidydecision_no_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on}"


@recorded
class WageSubsidySettlement(models.Model):
    """Palkkatuen maksatus: a settlement period's wage costs and what is claimed of them from the KEHA centre (JOU-14)."""

    application = models.ForeignKey(WageSubsidyApplication, on_delete=models.CASCADE, related_name="settlements")
    starts_on = models.DateField()
    ends_on = models.DateField()
    wage_cost = models.DecimalField(max_digits=9, decimal_places=2)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    sent_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "starts_on"], name="wagesubsidysettlement_period_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="wagesubsidysettlement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(sent_on__isnull=False, paid_on__gte=F("sent_on")),
                name="wagesubsidysettlement_paid_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}-{self.ends_on}"
