from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Plan
from nivel.services.models import Service


@recorded
class PlanParty(models.Model):
    """Suunnitelman osapuoli: who accepts the plan, as what, and how it can help the client towards work (KEM-20, KEM-30).

    `signed_on` is the day of the signature or of the acceptance; without it the party has not accepted yet.
    """

    class Party(models.TextChoices):
        CLIENT = "client", _("client")
        MUNICIPALITY = "municipality", _("municipality")
        LABOUR_AUTHORITY = "labour_authority", _("labour authority")
        KELA = "kela", _("Kela")
        COUNTY = "wellbeing_county", _("wellbeing services county")
        PROVIDER = "provider", _("service provider")

    class Means(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        SPOKEN = "spoken", _("by word of mouth")
        ELECTRONIC = "electronic", _("electronically")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parties")
    party = models.CharField(max_length=20, choices=Party)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contribution = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    means = models.CharField(max_length=12, choices=Means, blank=True)

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "party", "name"], name="planparty_once_in_plan"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, means="") | (Q(signed_on__isnull=False) & ~Q(means="")),
                name="planparty_signed_by_some_means",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_party_display()


@recorded
class PlanService(models.Model):
    """Suunnitelman palvelu: a service in the plan, the authority that arranges it, and how it supports employment (JOU-29, KEM-18, KEM-29).

    Only the arranging authority may decide it; until then it is a proposal.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="services")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    arranger = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    employment_goal = models.CharField(max_length=300)
    due_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "service"], name="planservice_once_in_plan"),
            models.CheckConstraint(condition=~Q(employment_goal=""), name="planservice_supports_employment"),
        ]

    def __str__(self) -> str:
        return f"{self.service}"


@recorded
class PlanPhase(models.Model):
    """Suunnitelman vaihe: a row of the phase table: phase, time, goal, action, who is responsible, material (REL-08)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=120)
    time = models.CharField(max_length=80, blank=True)
    goal = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=120, blank=True)
    material = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planphase_number_once")]

    def __str__(self) -> str:
        return self.phase


@recorded
class PlanReview(models.Model):
    """Suunnitelman seuranta: the plan was looked at with the client and goes on as it is, with the next day by the law (KEM-07)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    text = models.TextField()
    next_review_on = models.DateField()
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(next_review_on__gt=F("held_on")), name="planreview_next_is_later"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on}"


@recorded
class StatementRequest(models.Model):
    """Lausuntopyyntö: the labour authority is asked for a statement to the payer of a benefit, and its answer recorded (JOU-60, POR-21).

    Nivel never issues a statement or a notice: it holds a draft, whom it was asked of, and what the authority told it had given.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="statement_requests")
    topic = models.CharField(max_length=200)
    draft = models.TextField(blank=True)
    asked_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField(null=True, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(null=True, blank=True)
    given_by_name = models.CharField(max_length=120, blank=True)
    content = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | (Q(requested_on__isnull=False) & ~Q(given_by_name="") & ~Q(content="")),
                name="statementrequest_given_by_the_authority",
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def state(self) -> str:
        """draft, asked or given."""
        return "given" if self.given_on else "asked" if self.requested_on else "draft"


@recorded
class PathStage(models.Model):
    """Polun vaihe: in which stage towards the client's goals the path is, from a day on, until the next (KEM-28)."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=40)
    starts_on = models.DateField()
    reason = models.CharField(max_length=300)
    # Whose the process is in this stage, and the handover by which it goes there when it was elsewhere (REL-12).
    responsible = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handover = models.ForeignKey("paths.Handover", null=True, blank=True, on_delete=models.PROTECT, related_name="stages")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["path", "starts_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["path", "starts_on"], name="pathstage_one_a_day")]

    def __str__(self) -> str:
        return self.stage
