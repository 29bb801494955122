from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.paths.models import Episode


@recorded
class CompensationClaim(models.Model):
    """Tilityshakemus KEHA-keskukselle: the state's compensation for a month's attended days (189/2001 24 §, JOU-12, JOU-71).

    `recipient` is whom the law names on the month's first day. A later claim of the same month holds only days told late.
    """

    class Recipient(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        WELLBEING_COUNTY = "wellbeing_county", _("wellbeing services county")

    month = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    recipient = models.CharField(max_length=20, choices=Recipient)
    rate = models.DecimalField(max_digits=6, decimal_places=2)
    days = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    law_basis = models.JSONField(default=dict)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    paid_amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "number"], name="compensationclaim_number_once_in_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="compensationclaim_month_is_first_day"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("made_on")), name="compensationclaim_sent_after_made"
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(sent_on__isnull=False, paid_on__gte=F("sent_on")),
                name="compensationclaim_paid_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paid_amount__isnull=True) | Q(paid_on__isnull=False, paid_amount__isnull=False),
                name="compensationclaim_paid_is_told_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def state(self) -> str:
        """made, sent or paid."""
        return "paid" if self.paid_on else "sent" if self.sent_on else "made"


@recorded
class ClaimLine(models.Model):
    """Tilityshakemuksen erittely: one person's days in one period, and the unit to which they are allocated."""

    claim = models.ForeignKey(CompensationClaim, on_delete=models.CASCADE, related_name="lines")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="claim_lines")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="claim_lines")
    unit = models.CharField(max_length=160)
    municipality = models.CharField(max_length=80, blank=True)
    days = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["claim", "client__sort_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["claim", "episode"], name="claimline_once_a_period")]

    def __str__(self) -> str:
        return f"{self.days}"
