from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.services.models import Place


@recorded
class Event(models.Model):
    """Tilaisuus: an information event, training, orientation visit or development day with its material (JOU-69, JOU-70)."""

    class Kind(models.TextChoices):
        INFO = "info", _("information event")
        TRAINING = "training", _("training")
        ORIENTATION_VISIT = "orientation_visit", _("orientation visit")
        COACHING_DAY = "coaching_day", _("coaching day")
        DEVELOPMENT_DAY = "development_day", _("development day")
        OTHER = "other", _("another event")

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="info_events")
    material = models.TextField(blank=True)
    visited = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["title", "held_on"], name="event_title_once_a_day"),
            models.CheckConstraint(
                condition=~Q(kind="orientation_visit") | Q(visited__isnull=False), name="event_visit_names_the_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@recorded
class EventParticipant(models.Model):
    """Tilaisuuden osallistuja: who was invited to an event, and whether they came; unknown until it is told."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "name", "organisation"], name="eventparticipant_once")]

    def __str__(self) -> str:
        return self.name


@recorded
class Mailing(models.Model):
    """Markkinointikirje: one letter sent to many, to whom and to how many (VSS-23)."""

    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=200)
    recipients = models.PositiveIntegerField()
    sent_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(recipients__gte=1), name="mailing_to_somebody")]

    def __str__(self) -> str:
        return self.title
