from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan, Task
from nivel.services.models import Direction


@recorded
class PlanProposal(models.Model):
    """Suunnitelmaehdotus: the client writes it in the own service; it becomes a plan's version, as such or altered, or comes back (REL-05).

    `task` is the responsible worker's to answer it by a day.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted as a plan")
        ALTERED = "altered", _("altered together and accepted")
        RETURNED = "returned", _("returned to you")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="proposals")
    goal = models.CharField(max_length=300)
    direction = models.CharField(max_length=16, choices=Direction)
    deed = models.CharField(max_length=300)
    deed_due_on = models.DateField()
    wishes = models.TextField(blank=True)
    written_on = models.DateField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    plan = models.OneToOneField(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal")

    class Meta:
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(answer=""), name="planproposal_one_waiting"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, plan__isnull=True)
                | Q(answer="returned", answered_on__gte=F("written_on"), plan__isnull=True)
                | Q(answer__in=("accepted", "altered"), answered_on__gte=F("written_on"), plan__isnull=False),
                name="planproposal_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=("altered", "returned")) | ~Q(reason=""), name="planproposal_tells_why"
            ),
        ]

    def __str__(self) -> str:
        return self.goal
