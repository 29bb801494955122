from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models.client import Client


@recorded
class ContactDetail(models.Model):
    """Yhteystieto: a phone number, e-mail or postal address, with the day it was last checked with the person (JOU-81)."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        ADDRESS = "address", _("postal address")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contact_details")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=300)
    search_value = models.CharField(max_length=300, editable=False)
    source = models.CharField(max_length=60)
    starts_on = models.DateField()
    checked_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["client", "kind", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "kind"], condition=Q(ends_on__isnull=True), name="contactdetail_one_of_kind_in_use"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="contactdetail_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["search_value"], name="contactdetail_search")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


@recorded
class Protection(models.Model):
    """Turvakielto (661/2009 36 §): one answer to whether the contact details are protected, with its source and day.

    The newest answer holds. No answer means unknown, and unknown hides as much as yes does.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("protected")
        NO = "no", _("not protected")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="protections")
    answer = models.CharField(max_length=3, choices=Answer)
    source = models.CharField(max_length=80)
    answered_on = models.DateField()
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["client", "-answered_on", "-pk"]

    def __str__(self) -> str:
        return self.get_answer_display()
