from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Unit, User
from nivel.clients.models import Client
from nivel.meetings.models.contacts import Channel


@recorded
class Review(models.Model):
    """Maksuosuuslistan läpikäynti: the month's meeting over the list (JOU-82). `month` is the list's month, as its first day."""

    month = models.DateField(unique=True)
    opened_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="review_month_is_first_day")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


@recorded
class Reviewer(models.Model):
    """Läpikäyntiin osallistuva: who sees the list's columns of everyone on it, for this month (JOU-82)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        ordering = ["review", "user"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="reviewer_once")]

    def __str__(self) -> str:
        return f"{self.user}"


@recorded
class ReviewDecision(models.Model):
    """Läpikäynnin päätös: for one person on the list, who contacts by when and how, or that nothing is needed and why.

    `law_basis` is where the person stood by the law when it was decided: share, days, reasons and parameters as they were.
    """

    class Need(models.TextChoices):
        CONTACT = "contact", _("contact")
        CONTINUES = "continues", _("goes on along the path")
        NO_SERVICE_NOW = "no_service_now", _("no service now")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="review_decisions")
    need = models.CharField(max_length=16, choices=Need)
    contact_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="review_contacts")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    due_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    law_basis = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["review", "client"]
        constraints = [
            models.UniqueConstraint(fields=["review", "client"], name="reviewdecision_once_a_person"),
            models.CheckConstraint(
                condition=~Q(need="contact") | (Q(contact_by__isnull=False) & Q(due_on__isnull=False) & ~Q(channel="")),
                name="reviewdecision_contact_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(need="no_service_now") | ~Q(note=""), name="reviewdecision_no_service_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_need_display()


@recorded
class CostLine(models.Model):
    """Kustannusrivi: a unit's outturn for a month, since employment care has no cost centre of its own (JOU-86)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cost_lines")
    month = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=80)

    class Meta:
        ordering = ["month", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="costline_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="costline_month_is_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"
