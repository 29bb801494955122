from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.paths.models.path import Path


@recorded
class Closure(models.Model):
    """Polun päättäminen: outcome class, reason, and the continuation plan with whom it was delivered to and when (C7, VSS-12).

    `detail` says the class more exactly, by the programme's own list: needs longer, rehabilitation first (VSS-24, VSS-25).
    """

    class Outcome(models.TextChoices):
        OPEN_MARKET = "open_market", _("open labour market")
        SUBSIDISED = "subsidised", _("pay-subsidised work")
        EDUCATION = "education", _("education")
        JOB_SEARCH = "job_search", _("continues job search")
        OTHER = "other", _("other")

    path = models.OneToOneField(Path, on_delete=models.CASCADE, related_name="closure")
    closed_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    detail = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500)
    continuation_plan = models.TextField()
    delivered_to = models.CharField(max_length=120, blank=True)
    delivered_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="continuation_plans"
    )
    delivered_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["closed_on", "pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()
