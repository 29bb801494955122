from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.services.models.supply import Service


@recorded
class Group(models.Model):
    """Ryhmä: a group planned for a term, started when `starts_on` is told; a pilot is tried before it stays (JOU-74, JOU-75)."""

    class Kind(models.TextChoices):
        RESOURCES = "resources", _("resource-centred group")
        START = "start", _("start coaching")
        JOB_SEARCH = "job_search", _("job search group")
        WORK_ACTIVITY = "work_activity", _("group of rehabilitative work")
        PEER = "peer", _("peer group")
        OTHER = "other", _("another kind of group")

    class Term(models.TextChoices):
        SPRING = "spring", _("spring")
        AUTUMN = "autumn", _("autumn")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=Kind)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    partner = models.CharField(max_length=120, blank=True)
    pilot = models.BooleanField(default=False)
    size = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=6, choices=Term)
    planned_on = models.DateField()
    planned_starts_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "term", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "year", "term"], name="group_name_once_in_term"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="group_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class GroupPerson(models.Model):
    """Ryhmän ohjaaja tai kokemusasiantuntija: who leads a group or brings their own experience to it (JOU-74)."""

    class Role(models.TextChoices):
        LEADER = "leader", _("leader of the group")
        EXPERT = "expert_by_experience", _("expert by experience")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=20, choices=Role)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-role", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "role", "name"], name="groupperson_role_once")]

    def __str__(self) -> str:
        return self.name


@recorded
class GroupSession(models.Model):
    """Ryhmän kerta: one meeting of a group, planned and then held; who came is told for each person on their path."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    starts_at_time = models.TimeField(null=True, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "held_on"], name="groupsession_once_a_day")]

    def __str__(self) -> str:
        return f"{self.group} {self.held_on}"
