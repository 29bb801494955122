"""What is cleared up beside the services: who answers first, a pension or rehabilitation clarification, an obligation, a placement."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models import Organisation, User
from nivel.paths.models.episodes import Episode
from nivel.paths.models.joint import Dated
from nivel.paths.models.path import Path


@recorded
class PrimaryService(models.Model):
    """Ensisijainen palvelu: who answers first for the person's matter, e.g. adult psychiatry; employment service then supports (JOU-50)."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="primary_services")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=120)
    contact = models.CharField(max_length=120)
    support = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(ends_on__isnull=True), name="primaryservice_one_in_force"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="primaryservice_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(contact="") & ~Q(support=""), name="primaryservice_tells_contact_and_support"),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.organisation}"


@recorded
class LinkedService(models.Model):
    """Liitetty palvelu: a substance or mental-health service of the social rehabilitation, arranged in its own unit (JOU-27)."""

    class Service(models.TextChoices):
        SUBSTANCE = "substance", _("substance service")
        MENTAL_HEALTH = "mental_health", _("mental-health service")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="linked_services")
    service = models.CharField(max_length=16, choices=Service)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    client_agreed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    linked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["episode", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "service"], condition=Q(ends_on__isnull=True), name="linkedservice_one_of_kind_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="linkedservice_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(unit=""), name="linkedservice_has_own_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()}, {self.unit}"


class Clarifications(models.QuerySet["Clarification"]):
    def open_on(self, on: date) -> "Clarifications":
        return self.filter(begun_on__lte=on).exclude(decided_on__lte=on).exclude(dropped_on__lte=on)


@recorded
class Clarification(models.Model):
    """Eläkeselvitys: the way to a pension or to Kela's rehabilitation: examinations, ready, application, decision (JOU-47, P6).

    `helper` is the health centre's case manager, who helps with the applications (JOU-48). What the examinations found is not here.
    """

    class Purpose(models.TextChoices):
        PENSION = "pension", _("pension")
        REHABILITATION = "rehabilitation", _("Kela's rehabilitation")

    class Decision(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="clarifications")
    purpose = models.CharField(max_length=16, choices=Purpose)
    begun_on = models.DateField()
    due_on = models.DateField()
    helper = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="clarifications")
    ready_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Clarifications.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "purpose"],
                condition=Q(decided_on__isnull=True, dropped_on__isnull=True),
                name="clarification_one_open_of_purpose",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True) | Q(ready_on__lte=F("applied_on")),
                name="clarification_ready_before_application",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision="") | (Q(applied_on__lte=F("decided_on")) & ~Q(decision="")),
                name="clarification_applied_before_decision",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(dropped_reason=""), name="clarification_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()


@recorded
class Examination(models.Model):
    """Perusterveydenhuollon tutkimus: one line of the checklist: what, by when, and done on which day (JOU-47)."""

    clarification = models.ForeignKey(Clarification, on_delete=models.CASCADE, related_name="examinations")
    name = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["clarification", "due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["clarification", "name"], name="examination_once_in_clarification")]

    def __str__(self) -> str:
        return self.name


class Obligations(models.QuerySet["VisitObligation"]):
    def open_on(self, on: date) -> "Obligations":
        return self.filter(obliged_on__lte=on).exclude(settled_on__lte=on)


@recorded_without("ground", "outcome")
class VisitObligation(models.Model):
    """Velvoite päihdetyöntekijän käyntiin: made when use endangers taking part in a service (JOU-49). Sensitive.

    Ground and outcome are encrypted, are never searched or exported, and the history is without them.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="visit_obligations")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    ground = models.BinaryField()
    obliged_on = models.DateField()
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    visited = models.BooleanField(null=True, blank=True)
    outcome = models.BinaryField(null=True, blank=True)
    obliged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Obligations.as_manager()

    class Meta:
        ordering = ["-obliged_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(settled_on__isnull=True), name="visitobligation_one_open"),
            models.CheckConstraint(condition=Q(due_on__gte=F("obliged_on")), name="visitobligation_due_after_made"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, visited__isnull=True, outcome__isnull=True)
                | Q(settled_on__gte=F("obliged_on"), visited__isnull=False, outcome__isnull=False),
                name="visitobligation_outcome_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"


@recorded_without("details")
class RestrictedPlacement(models.Model):
    """Rangaistusseuraamuksen sijoitus: what an 'other placement' really is, encrypted; only those who run it read it (JOU-19, REL-27).

    `details` holds the kind, the limits and the authority's contact. The period itself is of a service that tells nothing.
    """

    episode = models.OneToOneField(Episode, on_delete=models.CASCADE, related_name="restricted_placement")
    details = models.BinaryField()
    placed_on = models.DateField()
    placed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-placed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.placed_on}"


@recorded
class PlacementRunner(models.Model):
    """Sijoituksen hoitaja: who runs a restricted placement and so reads what it is, from day to day (REL-27)."""

    placement = models.ForeignKey(RestrictedPlacement, on_delete=models.CASCADE, related_name="runners")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="run_placements")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["placement", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "worker"], condition=Q(ends_on__isnull=True), name="placementrunner_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placementrunner_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker}"
