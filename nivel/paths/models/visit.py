from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Task


@recorded
class SpecialistVisit(models.Model):
    """Asiantuntijakäynti: a specialist is briefed before the client's visit, and it is discussed with both after it (VSS-14)."""

    class Speciality(models.TextChoices):
        VOCATIONAL_PSYCHOLOGIST = "vocational_psychologist", _("vocational psychologist")
        PSYCHOLOGIST = "psychologist", _("psychologist")
        MENTAL_HEALTH = "mental_health", _("mental-health service")
        SUBSTANCE = "substance", _("substance service")
        DOCTOR = "doctor", _("doctor")
        OTHER = "other", _("another specialist")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="specialist_visits")
    speciality = models.CharField(max_length=24, choices=Speciality)
    specialist = models.CharField(max_length=120)
    visit_on = models.DateField()
    briefing = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="briefs")
    debriefing = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="debriefs")
    agreed = models.TextField(blank=True)
    discussed_with = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-visit_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.specialist}"
