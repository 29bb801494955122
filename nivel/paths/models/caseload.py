from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User


class Caseloads(models.QuerySet["Caseload"]):
    def standing(self, on: date) -> "Caseloads":
        """Begun, and not dropped because the worker stays after all."""
        return self.filter(Q(dropped_on__isnull=True) | Q(dropped_on__gt=on), begun_on__lte=on)


@recorded
class Caseload(models.Model):
    """Asiakaskunnan siirto: everybody of a worker who leaves is handed over one by one, with a checklist (VAL-31).

    That it is over is not stored: it is over when nobody and nothing waits for the leaver and the checklist is done. It is dropped when the
    worker stays after all.
    """

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="caseloads")
    begun_on = models.DateField()
    last_day_on = models.DateField()
    reason = models.CharField(max_length=300)
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = Caseloads.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_reason="") | Q(dropped_on__isnull=False) & ~Q(dropped_reason=""),
                name="caseload_dropped_with_reason",
            ),
        ]
        verbose_name = _("handover of a caseload")

    def __str__(self) -> str:
        return f"{self.worker}"


@recorded
class CaseloadCheck(models.Model):
    """Siirron tarkistuslistan kohta: one thing to be told or done before a worker leaves, by the programme's list (VAL-31)."""

    caseload = models.ForeignKey(Caseload, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField(max_length=40)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["caseload", "pk"]
        constraints = [models.UniqueConstraint(fields=["caseload", "code"], name="caseloadcheck_once")]

    def __str__(self) -> str:
        return self.code
