from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.documents.models import Document


@recorded
class Grant(models.Model):
    """Työllisyyspoliittinen avustus: one year's grant, applied for from its grantor, and what it is for (KEM-05, REL-19).

    `programme` is the operating model whose work it pays for. What was granted is the grantor's decision.
    """

    grantor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="given_grants")
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applied_grants")
    programme = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    aim = models.TextField()
    applied_amount = models.DecimalField(max_digits=11, decimal_places=2)
    applied_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "grantor__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(applied_amount__gt=0), name="grant_applies_for_something"),
            models.CheckConstraint(condition=~Q(aim=""), name="grant_has_aim"),
        ]

    def __str__(self) -> str:
        return f"{self.grantor} {self.year}"

    @property
    def answer(self) -> "GrantDecision | None":
        return getattr(self, "decision", None)

    @property
    def state(self) -> str:
        """applied, granted or refused."""
        if self.answer is None:
            return "applied"
        return "granted" if self.answer.amount else "refused"


@recorded
class GrantDecision(models.Model):
    """Avustuspäätös: what the grantor gave, or why it gave nothing."""

    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, related_name="decision")
    decided_on = models.DateField()
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount__isnull=True) & ~Q(reason=""), name="grantdecision_gives_or_says_why_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on}"


@recorded
class GrantLine(models.Model):
    """Avustuksen talousarvion rivi: how much of the grant is for one kind of cost."""

    class Kind(models.TextChoices):
        WAGES = "wages", _("wages of staff")
        SUBSIDISED = "subsidised", _("wages of those employed")
        SERVICES = "services", _("purchased services")
        PREMISES = "premises", _("premises and equipment")
        TRAVEL = "travel", _("travel")
        OTHER = "other", _("other costs")

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12, choices=Kind)
    amount = models.DecimalField(max_digits=11, decimal_places=2)

    class Meta:
        ordering = ["grant", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "kind"], name="grantline_kind_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="grantline_amount_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@recorded
class GrantCost(models.Model):
    """Avustuksen käyttö: one cost paid from a line of the grant; a correction is a cost below zero."""

    line = models.ForeignKey(GrantLine, on_delete=models.PROTECT, related_name="costs")
    spent_on = models.DateField()
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    what = models.CharField(max_length=200)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0) & ~Q(what=""), name="grantcost_tells_something")]

    def __str__(self) -> str:
        return self.what


@recorded
class GrantReport(models.Model):
    """Avustuksen käytön selvitys: the report to the grantor of the use to a day, as it was made and sent."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="reports")
    until_on = models.DateField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="grant_report")
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("made_on")), name="grantreport_sent_after_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} {self.until_on}"
