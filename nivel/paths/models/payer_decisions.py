from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.clients.models import Disclosure
from nivel.paths.models.episodes import Episode
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Task
from nivel.services.models import Service


class PayerDecisions(models.QuerySet["PayerDecision"]):
    def waiting(self, on: date) -> "PayerDecisions":
        """Requested by the day, and neither decided nor taken back."""
        return self.filter(requested_on__lte=on).exclude(recorded_on__lte=on).exclude(withdrawn_on__lte=on)

    def granted(self, on: date) -> "PayerDecisions":
        return self.filter(positive=True, recorded_on__lte=on).exclude(withdrawn_on__lte=on)


@recorded
class PayerDecision(models.Model):
    """Maksajan päätös: asked of the payer, e.g. Kela for its vocational rehabilitation, and recorded as it told it (REL-13).

    Nivel issues none: it holds what was asked, by which day an answer is looked for, who told it, and the period that followed.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="payer_decisions")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, null=True, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="payer_decision")
    what = models.CharField(max_length=300)
    requested_on = models.DateField()
    answer_due_on = models.DateField()
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    positive = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    told_by_name = models.CharField(max_length=120, blank=True)
    content = models.CharField(max_length=300, blank=True)
    episode = models.OneToOneField(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="payer_decision")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = PayerDecisions.as_manager()

    class Meta:
        ordering = ["-requested_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "service"],
                condition=Q(recorded_on__isnull=True, withdrawn_on__isnull=True),
                name="payerdecision_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on__isnull=True, decided_on__isnull=True, positive__isnull=True)
                | (
                    Q(decided_on__gte=F("requested_on"), recorded_on__gte=F("decided_on"), positive__isnull=False)
                    & ~Q(told_by_name="")
                ),
                name="payerdecision_told_by_the_payer",
            ),
            models.CheckConstraint(
                condition=Q(episode__isnull=True) | Q(positive=True), name="payerdecision_period_only_when_granted"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""), name="payerdecision_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.payer}"
