from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan


@recorded
class TeamMeeting(models.Model):
    """Tiimipalaveri: the professions meet about one client with an agenda, propose a plan, and the client answers (VPA-03)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="team_meetings")
    meets_on = models.DateField()
    agenda = models.TextField()
    called_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    proposal = models.TextField(blank=True)
    plan_kind = models.CharField(max_length=12, choices=Plan.Kind, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_words = models.TextField(blank=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        ordering = ["-meets_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(agenda=""), name="teammeeting_has_agenda"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | (~Q(proposal="") & ~Q(plan_kind="")), name="teammeeting_ends_in_proposal"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (Q(held_on__isnull=False) & ~Q(answer="")),
                name="teammeeting_answered_after_proposal",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(answer="accepted"), name="teammeeting_plan_after_acceptance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meets_on}"


@recorded
class TeamSeat(models.Model):
    """Tiimin jäsen palaverissa: who takes part and in which profession, and whether they were there."""

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="seats")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    present = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "worker"], name="teamseat_once_in_meeting")]

    def __str__(self) -> str:
        return f"{self.worker}"
