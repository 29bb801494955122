from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan
from nivel.paths.weekdays import in_words
from nivel.services.models import Coaching, Group, Place, Service


class Episodes(models.QuerySet["Episode"]):
    def running_on(self, on: date) -> "Episodes":
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), starts_on__lte=on, dropped_on__isnull=True)

    def ended_by(self, on: date) -> "Episodes":
        """Those whose last day is before the day: ended, or run out without anybody saying so."""
        return self.filter(
            Q(ended_on__lt=on) | Q(ended_on__isnull=True, planned_ends_on__lt=on), starts_on__lte=on, dropped_on__isnull=True
        )


@recorded
class Episode(models.Model):
    """Palvelujakso: the client's time in one service, planned until it starts, ended when somebody says so.

    `planned_ends_on` is the end of the newest agreement; `ended_on` the last day really attended. A plan that never started is
    dropped with a reason, not deleted. A bounded service always has a planned end.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="episodes")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="episodes")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="episodes")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="episodes")
    programme = models.CharField(max_length=40, blank=True)
    contact_person = models.CharField(max_length=120, blank=True)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    starts_on = models.DateField()
    planned_ends_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Episodes.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_ends_on__isnull=True) | Q(planned_ends_on__gte=F("starts_on")),
                name="episode_plans_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="episode_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["planned_ends_on"], condition=Q(ended_on__isnull=True), name="episode_ending")]

    def __str__(self) -> str:
        return f"{self.service}"

    @property
    def last_day(self) -> date | None:
        return self.ended_on or self.planned_ends_on

    @property
    def organisation(self) -> Organisation:
        """Whose step it is: who gives the service, else who arranges it (KEM-02)."""
        return self.service.provider or self.service.arranger

    @property
    def person(self) -> str:
        """Who answers for the step: the contact person there, else the worker who agreed it (KEM-02)."""
        return self.contact_person or (self.made_by.name if self.made_by else "")


@recorded
class Agreement(models.Model):
    """Sopimus: what the client, the place and the municipality agreed for an episode; a continuation is a new agreement.

    `law_basis` holds the limits of law it was checked by, with their sections and days, as they stood when it was made.
    `weekdays` are the days of the week agreed, Monday 1; empty when they vary. `overbooked_because` is why although the place was full.
    """

    class Pension(models.TextChoices):
        REHABILITATION_SUBSIDY = "rehabilitation_subsidy", _("rehabilitation subsidy")
        DISABILITY_PENSION = "disability_pension", _("disability pension")

    class Entry(models.TextChoices):
        """Tulokanava: through whom the client came to the service (JOU-40)."""

        LABOUR = "labour", _("through the labour authority")
        OUTREACH = "outreach", _("through outreach youth work")
        SOCIAL_HEALTH = "social_health", _("through social and health care")
        SELF = "self", _("directly")

    class Funding(models.TextChoices):
        """Rahoitus: what pays the wage subsidy or the grant (POR-36)."""

        APPROPRIATION = "appropriation", _("employment appropriation")
        SUBSIDY = "labour_market_subsidy", _("labour market subsidy")
        OWN = "own", _("the municipality's own money")
        PROJECT = "project", _("a project's money")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="agreements")
    starts_on = models.DateField()
    ends_on = models.DateField()
    days_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_a_day = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    agreed_on = models.DateField()
    final_assessment_due_on = models.DateField()
    next_meeting_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    plan_accepted_on = models.DateField(null=True, blank=True)
    coaching = ArrayField(models.CharField(max_length=12, choices=Coaching), default=list, blank=True)
    strengths = models.CharField(max_length=300, blank=True)
    goal = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    fit_note = models.CharField(max_length=300, blank=True)
    pension = models.CharField(max_length=24, choices=Pension, blank=True)
    entry = models.CharField(max_length=14, choices=Entry, blank=True)
    funding = models.CharField(max_length=22, choices=Funding, blank=True)
    overbooked_because = models.CharField(max_length=300, blank=True)
    law_basis = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]), name="agreement_weekdays_are_of_the_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}-{self.ends_on}"

    @property
    def last_day(self) -> date:
        """The end that was agreed, or the earlier day on which the period ended."""
        return min(filter(None, (self.ends_on, self.episode.ended_on)))

    @property
    def weekday_names(self) -> str:
        """The agreed weekdays in words; empty when they vary."""
        return in_words(self.weekdays)


@recorded
class Assessment(models.Model):
    """Arvio: an assessment under way with a deadline, or held with its result; the final assessment names the next step (JOU-79)."""

    class Kind(models.TextChoices):
        INITIAL = "initial", _("initial assessment")
        SERVICE_NEEDS = "service_needs", _("service-needs assessment")
        WORK_ABILITY = "work_ability", _("work-ability assessment")
        HEALTH_CHECK = "health_check", _("health check")
        PSYCHOLOGIST = "psychologist", _("psychologist's assessment")
        MAPPING = "mapping", _("mapping period")
        INTERIM = "interim", _("interim assessment")
        FINAL = "final", _("final assessment")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="assessments")
    episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=16, choices=Kind)
    starts_on = models.DateField()
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="final") | Q(episode__isnull=False), name="assessment_final_is_of_episode"),
            models.CheckConstraint(
                condition=~Q(kind="final") | Q(held_on__isnull=True) | ~Q(next_step=""), name="assessment_final_names_next_step"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
