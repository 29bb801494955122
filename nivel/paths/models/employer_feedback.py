from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.employers.models import PartnerContact
from nivel.paths.models.episodes import Episode


@recorded
class EmployerFeedback(models.Model):
    """Palaute työpaikalta: what the employer says during the agreement, what it was told, and whether the client goes on there (VPA-14)."""

    class GoesOn(models.TextChoices):
        YES = "yes", _("goes on there")
        OPEN = "open", _("open still")
        NO = "no", _("does not go on there")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="employer_feedback")
    contact = models.OneToOneField(PartnerContact, on_delete=models.PROTECT, related_name="feedback")
    from_employer = models.TextField()
    to_employer = models.TextField()
    goes_on = models.CharField(max_length=4, choices=GoesOn)
    held_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_employer="") & ~models.Q(to_employer=""), name="employerfeedback_both_ways"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode} {self.held_on}"
