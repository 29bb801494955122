from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models import User
from nivel.paths.models.episodes import Assessment
from nivel.paths.models.path import Path


@recorded
class Section(models.Model):
    """Arvion osa: one profession's part of an assessment, written and signed with its day by its author (VPA-01, VSS-03).

    An open part has its text here; a closed one has it encrypted in `ClosedText`, and here only the summary the team reads. So neither
    this table nor its history ever holds what is closed.
    """

    class Compartment(models.TextChoices):
        OPEN = "open", _("open to the team")
        HEALTH = "health", _("closed: health")
        SEALED = "sealed", _("sealed: the author only")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    compartment = models.CharField(max_length=8, choices=Compartment)
    text = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="section_once_in_assessment"),
            models.CheckConstraint(condition=Q(compartment="open") | Q(text=""), name="section_closed_text_is_elsewhere"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_by__isnull=True)
                | Q(signed_on__isnull=False, signed_by=F("written_by")),
                name="section_signed_by_its_author",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def closed(self) -> bool:
        return self.compartment != self.Compartment.OPEN


@recorded_without("cipher")
class ClosedText(models.Model):
    """Suljettu teksti: what a nurse or a psychologist wrote, or a health check's feedback, encrypted under the field key.

    In a table of its own, never searched, exported or copied: also its history is without the text.
    """

    section = models.OneToOneField(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="closed_text")
    health_check = models.OneToOneField(
        "paths.HealthCheck", null=True, blank=True, on_delete=models.CASCADE, related_name="closed_text"
    )
    cipher = models.BinaryField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, health_check__isnull=True)
                | Q(section__isnull=True, health_check__isnull=False),
                name="closedtext_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written_on}"


@recorded
class Successor(models.Model):
    """Sinetöidyn muistiinpanon jatkaja: a colleague of the same profession who may read a sealed part, named with a reason."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="successors")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    named_on = models.DateField()
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["section", "named_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "worker"], name="successor_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="successor_named_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}"


class Ratings(models.QuerySet["Rating"]):
    def by_day(self, on: date) -> "Ratings":
        return self.filter(rated_on__lte=on).order_by("measure", "rated_on", "pk")


@recorded
class Rating(models.Model):
    """Arvio asteikolla 0-10: how something goes on a day, by the client or the worker; two tell the way gone (VAL-40, JOU-25)."""

    class Rater(models.TextChoices):
        CLIENT = "client", _("client")
        WORKER = "worker", _("worker")

    HIGHEST = 10

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="ratings")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    measure = models.CharField(max_length=40)
    rater = models.CharField(max_length=8, choices=Rater)
    value = models.PositiveSmallIntegerField()
    rated_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Ratings.as_manager()

    class Meta:
        ordering = ["measure", "rated_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "measure", "rater"], name="rating_once_in_assessment"),
            models.CheckConstraint(condition=Q(value__range=(0, 10)), name="rating_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"
