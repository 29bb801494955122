from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Goal


class SkillEntries(models.QuerySet["SkillEntry"]):
    def standing(self, on: date) -> "SkillEntries":
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), told_on__lte=on)


@recorded
class SkillEntry(models.Model):
    """Osaamiskartoituksen rivi: a strength, a skill or a challenge found in coaching, and what it means for a goal (VPA-05).

    `bearing` tells how it serves the goal or stands in its way; without a goal it waits for one.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("strength")
        SKILL = "skill", _("skill")
        CHALLENGE = "challenge", _("challenge")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="skill_entries")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=300)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.RESTRICT, related_name="skill_entries")
    bearing = models.CharField(max_length=300, blank=True)
    told_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SkillEntries.as_manager()

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("told_on")), name="skillentry_ends_after_telling"
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=True, bearing="") | (Q(goal__isnull=False) & ~Q(bearing="")),
                name="skillentry_tells_what_it_means_for_its_goal",
            ),
        ]

    def __str__(self) -> str:
        return self.text
