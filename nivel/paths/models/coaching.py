from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan


class ActKind(models.TextChoices):
    """Valmennustoimen laji: what a coach does for or with the client (VSS-09)."""

    SEARCH = "search", _("searching for information")
    FORMS = "forms", _("filling in forms together")
    JOB_PAPERS = "job_papers", _("job application papers")
    HEALTH = "health", _("booking health services")
    EMPLOYER = "employer", _("meeting an employer")
    DEBTS = "debts", _("enforcement and debts")
    TRAINING = "training", _("finding special training")
    HOUSING = "housing", _("housing")
    BUDGET = "budget", _("income, expenses and savings plan")


@recorded
class CoachingScope(models.Model):
    """Valmennuksen laajuus: what support the client has chosen, how often and in their own words; the newest holds (VSS-11)."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="scopes")
    supports = ArrayField(models.CharField(max_length=10, choices=ActKind), default=list, blank=True)
    rhythm = models.CharField(max_length=120)
    own_words = models.TextField(blank=True)
    chosen_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-chosen_on", "-pk"]

    def __str__(self) -> str:
        return self.rhythm

    @property
    def support_labels(self) -> list[str]:
        return [str(ActKind(kind).label) for kind in self.supports]


@recorded
class CoachingAct(models.Model):
    """Valmennustoimi: one concrete act for the client or together with the client (VSS-09)."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=10, choices=ActKind)
    together = models.BooleanField()
    held_on = models.DateField()
    text = models.CharField(max_length=300, blank=True)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


@recorded
class RealismCheck(models.Model):
    """Suunnitelman realistisuus: the plan held against skill, interest and the area's chances, with what the area then needed (VSS-05)."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="realism_checks")
    skill = models.CharField(max_length=6, choices=Answer)
    interest = models.CharField(max_length=6, choices=Answer)
    area = models.CharField(max_length=6, choices=Answer)
    needed_now = models.PositiveSmallIntegerField()
    foreseen = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    conclusion = models.TextField()
    checked_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan}"

    @property
    def is_realistic(self) -> bool:
        return self.Answer.NO not in (self.skill, self.interest, self.area)
