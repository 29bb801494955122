from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.services.models import Direction


class Plans(models.QuerySet["Plan"]):
    def in_force(self, on: date) -> "Plans":
        """Those whose last day has not passed; on the day of a change its new version only, though both stood on that day."""
        newer = Plan.objects.filter(replaces=OuterRef("pk"), starts_on__lte=on)
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ~Exists(newer), starts_on__lte=on)


@recorded
class Plan(models.Model):
    """Suunnitelma: what was agreed with the client, in force from day to day, to be looked at again by a day (C6).

    A change is a new version that replaces the former. `law_basis` holds the section by which its review day was set, as it stood then.
    `owner` is the worker who answers for it; the client's main need decides of which role the owner is (JOU-07).
    """

    class Kind(models.TextChoices):
        EMPLOYMENT = "employment", _("employment plan")
        ACTIVATION = "activation", _("activation plan")
        JOINT = "joint", _("multisectoral employment plan")
        INTEGRATION = "integration", _("integration plan")
        COACHING = "coaching", _("coaching plan")
        PROGRESS = "progress", _("progress plan")
        CONTINUATION = "continuation", _("continuation plan")
        PHASES = "phases", _("plan by phases")

    # A path has one plan of these at a time; the others walk beside it, one of each kind.
    MAIN = (Kind.EMPLOYMENT, Kind.ACTIVATION, Kind.JOINT, Kind.INTEGRATION)

    class Channel(models.TextChoices):
        PRESENT = "present", _("client present")
        PHONE = "phone", _("by phone")
        REMOTE = "remote", _("remotely")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    client_agreed_on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PRESENT)
    own_words = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    municipality_present = models.BooleanField(default=True)
    law_basis = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_plans")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Plans.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="plan_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(review_on__gte=F("starts_on")), name="plan_reviewed_after_start"),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(ends_on__isnull=True, kind__in=("employment", "activation", "joint", "integration")),
                name="plan_one_main_in_force",
            ),
            models.UniqueConstraint(fields=["path", "kind"], condition=Q(ends_on__isnull=True), name="plan_one_of_kind_in_force"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@recorded
class Goal(models.Model):
    """Tavoite: what the client and the worker aim at, in one direction of the path (KEM-28)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    direction = models.CharField(max_length=16, choices=Direction)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return self.text


class Tasks(models.QuerySet["Task"]):
    def undone_on(self, on: date) -> "Tasks":
        return self.filter(
            Q(done_on__isnull=True) | Q(done_on__gt=on), Q(dropped_on__isnull=True) | Q(dropped_on__gt=on), made_on__lte=on
        )

    def settled_since(self, day: date) -> "Tasks":
        """Done or dropped on the day or after it."""
        return self.filter(Q(done_on__gte=day) | Q(dropped_on__gte=day))


@recorded
class Task(models.Model):
    """Tehtävä: who does what by when; the client's own tasks and the workers' alike (JOU-29, JOU-56)."""

    class Doer(models.TextChoices):
        CLIENT = "client", _("client")
        WORKER = "worker", _("worker")
        PARTNER = "partner", _("partner")

    class Kind(models.TextChoices):
        AGREED = "agreed", _("agreed task")
        ADDRESS = "address", _("find out the address")
        CONTACT = "contact", _("make contact")
        BRIEFING = "briefing", _("brief the specialist")
        DEBRIEFING = "debriefing", _("discuss after the visit")
        PLAN = "plan", _("from the plan")
        ACTIVATION = "activation", _("make an activation plan")
        EMPLOYER = "employer", _("contact the employer")
        PROCESS = "process", _("step of a process")
        INTERVIEW = "interview", _("periodic interview")
        PROPOSAL = "proposal", _("answer the client's proposal")
        REFERRAL = "referral", _("ask after the answer to a referral")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AGREED)
    text = models.CharField(max_length=300)
    doer = models.CharField(max_length=10, choices=Doer)
    worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    partner = models.CharField(max_length=120, blank=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    # The agreement at an employer during which the contact is to be made (VPA-14), or that was sent back unconfirmed (JOU-06).
    agreement = models.ForeignKey("paths.Agreement", null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    made_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = Tasks.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(doer="worker") | Q(worker__isnull=False), name="task_worker_is_named"),
            models.CheckConstraint(condition=Q(due_on__gte=F("made_on")), name="task_due_after_made"),
        ]
        indexes = [models.Index(fields=["worker", "due_on"], condition=Q(done_on__isnull=True), name="task_undone_of_worker")]

    def __str__(self) -> str:
        return self.text

    @property
    def reopens(self) -> bool:
        """Whether a mark made by mistake is taken back: it was only a mark."""
        return not self.settled_elsewhere and self.kind != self.Kind.DEBRIEFING

    @property
    def settled_elsewhere(self) -> bool:
        """Done by an act of its own, never by marking it done: a step of a process, an answer to the client or to a referral."""
        return self.kind in (self.Kind.PROCESS, self.Kind.PROPOSAL, self.Kind.REFERRAL)
