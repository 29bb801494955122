from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.paths.models.path import Path


@recorded
class Graduation(models.Model):
    """Valmistuminen: when the client graduated and to what; a recent graduate under 30 is in the youth guarantee (REL-04)."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="graduations")
    graduated_on = models.DateField()
    qualification = models.CharField(max_length=120)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-graduated_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["client", "graduated_on"], name="graduation_once_a_day")]

    def __str__(self) -> str:
        return self.qualification


class YouthOffers(models.QuerySet["YouthOffer"]):
    def made_by(self, on: date) -> "YouthOffers":
        return self.filter(offered_on__lte=on)


@recorded
class YouthOffer(models.Model):
    """Nuorisotakuun tarjous: what the young person was offered, on which day, and the answer (REL-04)."""

    class Kind(models.TextChoices):
        JOB = "job", _("job")
        TRYOUT = "tryout", _("work try-out")
        STUDY = "study", _("study place")
        WORKSHOP = "workshop", _("workshop place")
        REHABILITATION = "rehabilitation", _("rehabilitation place")
        OTHER = "other", _("other service")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="youth_offers")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.CharField(max_length=200)
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = YouthOffers.as_manager()

    class Meta:
        ordering = ["offered_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="youthoffer_tells_what"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, accepted__isnull=True)
                | Q(answered_on__gte=F("offered_on"), accepted__isnull=False),
                name="youthoffer_answer_is_whole",
            ),
            models.CheckConstraint(condition=~Q(accepted=False) | ~Q(reason=""), name="youthoffer_decline_has_reason"),
        ]

    def __str__(self) -> str:
        return self.text
