from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.episodes import Episode
from nivel.paths.models.path import Path


class Handovers(models.QuerySet["Handover"]):
    def open_on(self, on: date) -> "Handovers":
        """Neither arrived (accepted and met) nor returned by the day."""
        arrived = Q(accepted_on__lte=on, met_on__lte=on)
        return self.filter(proposed_on__lte=on).exclude(arrived).exclude(returned_on__lte=on)


@recorded
class Handover(models.Model):
    """Saattaen vaihto: handing a person over so that nobody falls between (KEM-27, C2).

    Days tell the state: proposed, client agreed, joint meeting, accepted, met. Open until the receiver has accepted and met the
    client, or returned it with a reason; the sender is responsible until then.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="handovers")
    from_episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_out")
    to_episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_in")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sent_handovers")
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="received_handovers")
    reason = models.CharField(max_length=500)
    information_given = models.TextField(blank=True)
    proposed_on = models.DateField()
    client_agreed_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=500, blank=True)

    objects = Handovers.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="handover_to_somebody_else"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | (Q(met_on__isnull=True) & ~Q(return_reason="")),
                name="handover_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(accepted_on__isnull=False), name="handover_met_after_accepting"
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(returned_on__isnull=True) & (Q(accepted_on__isnull=True) | Q(met_on__isnull=True)),
                name="handover_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} - {self.receiver}"
