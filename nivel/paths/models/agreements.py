from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.meetings.models import Appointment
from nivel.paths.models.episodes import Agreement


@recorded
class AgreementDecision(models.Model):
    """Sopimuksen päätös: confirmed by the role that may, on a day (JOU-06), or sent back with a reason."""

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
