from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.documents.models import Document
from nivel.paths.models.path import Path


class HealthChecks(models.QuerySet["HealthCheck"]):
    def waiting_for_feedback(self, on: date) -> "HealthChecks":
        """Referred, and the feedback form has not come back by its day."""
        return self.filter(feedback_due_on__lt=on).exclude(returned_on__lte=on)


@recorded
class HealthCheck(models.Model):
    """Työttömien terveystarkastus: offered, answered, referred with a form, held, and the feedback form returned (JOU-41, JOU-42).

    `work_ability` is the clinic's summary marked for sharing; the rest of the feedback is closed (`ClosedText`).
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="health_checks")
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    clinic = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField(null=True, blank=True)
    feedback_due_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    work_ability = models.TextField(blank=True)
    told_to_te_on = models.DateField(null=True, blank=True)

    objects = HealthChecks.as_manager()

    class Meta:
        ordering = ["-offered_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(referred_on__isnull=True)
                | Q(answer="accepted", clinic__isnull=False, referral__isnull=False, feedback_due_on__gte=F("referred_on")),
                name="healthcheck_referred_with_form_and_due_day",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(referred_on__isnull=False, returned_on__gte=F("referred_on")),
                name="healthcheck_returned_after_referral",
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(returned_on__isnull=True) & ~Q(answer="declined"),
                name="healthcheck_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offered_on}"
