from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Unit, User
from nivel.clients.models import Client
from nivel.meetings.session_types import session_title


@recorded
class Appointment(models.Model):
    """Ajanvaraus: a booked meeting of a client and a worker. What came of it is told afterwards; a moved one names its successor."""

    class Kind(models.TextChoices):
        INITIAL = "initial", _("initial interview")
        PLAN = "plan", _("plan meeting")
        FOLLOW_UP = "follow_up", _("follow-up meeting")
        INTERIM = "interim", _("interim contact")
        PERIODIC = "periodic", _("periodic interview")
        FINAL_ASSESSMENT = "final_assessment", _("final assessment")
        HANDOVER = "handover", _("handover meeting")
        VISIT = "visit", _("visit to a place")
        OTHER = "other", _("other meeting")

    class Channel(models.TextChoices):
        PRESENT = "present", _("present")
        PHONE = "phone", _("by phone")
        REMOTE = "remote", _("remotely")

    class Outcome(models.TextChoices):
        HELD = "held", _("held")
        NO_SHOW = "no_show", _("did not come")
        EXCUSED = "excused", _("cancelled with a reason")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled by us")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="appointments")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PRESENT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    session_type = models.CharField(max_length=40, blank=True)  # what an individual session is about, by the model (VPA-06)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    moved_to = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_from")
    booked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_start"),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(outcome_on__isnull=True)) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="appointment_outcome_has_day",
            ),
            ExclusionConstraint(
                name="appointment_worker_not_twice",
                index_type="GIST",
                condition=Q(outcome__in=["", "held", "no_show"]),
                expressions=[
                    (
                        Func(
                            F("worker_id"), F("worker_id"), Value("[]"), function="int8range", output_field=DateTimeRangeField()
                        ),
                        "&&",
                    ),
                    (
                        Func(F("starts_at"), F("ends_at"), Value("[)"), function="tstzrange", output_field=DateTimeRangeField()),
                        "&&",
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["worker", "starts_at"], name="appointment_of_worker")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def where_it_stands(self) -> "Appointment":
        """Missä aika nyt on: a moved meeting is where it was last moved to."""
        found = self
        while found.moved_to is not None:
            found = found.moved_to
        return found

    @property
    def session_title(self) -> str:
        return session_title(self.session_type)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


@recorded
class DropInDay(models.Model):
    """PopUp-päivä: a day when people may come without an appointment (JOU-37)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="drop_in_days")
    name = models.CharField(max_length=120)
    held_on = models.DateField()
    opens_at_time = models.TimeField()
    closes_at_time = models.TimeField()
    place = models.CharField(max_length=120)
    visiting = models.CharField(max_length=200, blank=True, help_text=_("who visits, e.g. experts of the TE Office"))

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at_time__gt=F("opens_at_time")), name="dropinday_closes_after_opening"),
            models.UniqueConstraint(fields=["unit", "held_on", "name"], name="dropinday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.held_on}"


@recorded
class DropInVisit(models.Model):
    """Käynti ilman ajanvarausta: one person's visit in the walk-in queue, in order of arrival."""

    day = models.ForeignKey(DropInDay, on_delete=models.PROTECT, related_name="visits")
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.CASCADE, related_name="drop_in_visits")
    arrived_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True, blank=True)
    served_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day", "arrived_at", "pk"]

    def __str__(self) -> str:
        return f"{self.day}"
