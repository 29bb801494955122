from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.meetings.models import Appointment
from nivel.paths.models.episodes import Agreement


@recorded
class AgreementDecision(models.Model):
    """Sopimuksen päätös: confirmed by the role that may, on a day (JOU-06). One sent back has none, and its reason is a task."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="decision")
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="agreement_decisions")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.decided_on}"


@recorded
class AgreementDelivery(models.Model):
    """Sopimuksen toimittaminen: to which authority the agreement was delivered, on which day and how (JOU-59)."""

    class Channel(models.TextChoices):
        SECURE_MAIL = "secure_mail", _("secure e-mail")
        LETTER = "letter", _("letter")
        HANDED = "handed", _("handed over")
        REGISTER = "register", _("written in the authority's register")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="deliveries")
    delivered_to = models.CharField(max_length=120)
    delivered_on = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel)
    delivered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["delivered_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(delivered_to=""), name="agreementdelivery_names_its_receiver")]

    def __str__(self) -> str:
        return f"{self.delivered_to} {self.delivered_on}"


@recorded
class InterimContact(models.Model):
    """Väliyhteydenotto: a meeting of the client and the place, put in the calendar when the agreement was made (JOU-78)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="interim_contacts")
    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="interim_contact")

    class Meta:
        ordering = ["appointment__starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.appointment}"


@recorded
class GoalRating(models.Model):
    """Tavoitteen arvio: where the client was in a goal of the period before it, and where after (JOU-25)."""

    class Category(models.TextChoices):
        EVERYDAY = "everyday", _("everyday life and life management")
        CAPACITY = "capacity", _("work and functional capacity")
        INCLUSION = "inclusion", _("taking part, no exclusion")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="ratings")
    category = models.CharField(max_length=10, choices=Category)
    before = models.PositiveSmallIntegerField()
    before_on = models.DateField()
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "category"], name="goalrating_once_a_goal"),
            models.CheckConstraint(
                condition=Q(before__range=(0, 10)) & (Q(after__isnull=True) | Q(after__range=(0, 10))),
                name="goalrating_zero_to_ten",
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True, after_on__isnull=True) | Q(after__isnull=False, after_on__isnull=False),
                name="goalrating_after_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_category_display()

    @property
    def change(self) -> int | None:
        """Kuljettu matka: how far the client has come; None before the second rating."""
        return None if self.after is None else self.after - self.before
