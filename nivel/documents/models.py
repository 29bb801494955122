from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client, Permission
from nivel.services.models import Place


class Document(models.Model):
    """Asiakirja: a made document as it was sent, encrypted, with the template's version it was made from.

    Never changed after it is made, so it needs no history of its own.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation letter")
        CANCELLATION = "cancellation", _("letter about a cancelled time")
        REPORT = "report", _("report")
        HEALTH_REFERRAL = "health_referral", _("referral to a health check")
        PLAN = "plan", _("plan")
        PERMISSION = "permission", _("permission to give data")
        AGREEMENT = "agreement", _("agreement on a period")
        CERTIFICATE = "certificate", _("certificate of skills")
        TRAVEL_CLAIM = "travel_claim", _("travel claim")

    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=16, choices=Kind)
    template = models.CharField(max_length=60)
    template_version = models.CharField(max_length=12)
    language = models.CharField(max_length=3)
    storage_name = models.CharField(max_length=32, unique=True)
    cipher = models.BinaryField()
    sha256 = models.BinaryField(max_length=32)
    made_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


@recorded
class Delivery(models.Model):
    """Lähetys: when and by which channel a document left, or why it did not."""

    class Channel(models.TextChoices):
        LETTER = "letter", _("letter")
        HANDED = "handed", _("handed over")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    delivered_on = models.DateField()
    delivered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["delivered_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.delivered_on}"


@recorded
class Printing(models.Model):
    """Tuloste: who took a document to the printer, and when. A letter goes into an envelope only after it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="printings")
    printed_on = models.DateField()
    printed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["printed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.printed_on}"


@recorded
class PermissionDocument(models.Model):
    """Lupa-asiakirja: the written permission as it was printed for signing (VAL-42, VII-21)."""

    permission = models.OneToOneField(Permission, on_delete=models.CASCADE, related_name="paper")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="permissions")

    class Meta:
        ordering = ["permission"]

    def __str__(self) -> str:
        return f"{self.permission}"


@recorded
class FormDelivery(models.Model):
    """Lomakkeen tai oppaan toimitus paikkaan: which version was delivered to which place, and who received it and when (JOU-77)."""

    form = models.CharField(max_length=40)
    version = models.CharField(max_length=12)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="form_deliveries")
    delivered_on = models.DateField()
    delivered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-delivered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "version", "place"], name="formdelivery_version_once_to_place"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, received_by="")
                | Q(received_on__gte=F("delivered_on")) & ~Q(received_by=""),
                name="formdelivery_receipt_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version}"
