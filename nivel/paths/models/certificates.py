from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.documents.models import Document
from nivel.paths.models.episodes import Episode


@recorded
class Certificate(models.Model):
    """Osaamistodistus: the skills shown in a period, by the criteria of vocational qualifications, with issuer and day (JOU-21)."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="certificates")
    issued_on = models.DateField()
    issuer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="issued_certificates")
    tasks = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.episode} {self.issued_on}"


@recorded
class QualificationUnit(models.Model):
    """Tutkinnon osa: what a person gained within a period: a card, a part of a qualification, a whole one, or recognised studies.

    Assessed by the criteria of the qualification (JOU-21, RAA-04, POR-20, POR-33).
    """

    class Kind(models.TextChoices):
        CARD = "card", _("card or permit")
        PART = "part", _("part of a qualification")
        WHOLE = "whole", _("whole qualification")
        RECOGNISED = "recognised", _("studies recognised")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="qualification_units")
    kind = models.CharField(max_length=12, choices=Kind)
    qualification = models.CharField(max_length=160)
    unit = models.CharField(max_length=160, blank=True)
    skills = models.TextField(blank=True)
    shown_on = models.DateField()
    assessor = models.CharField(max_length=120)
    certificate = models.ForeignKey(Certificate, null=True, blank=True, on_delete=models.SET_NULL, related_name="units")

    class Meta:
        ordering = ["shown_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="part") | ~Q(unit=""), name="qualificationunit_part_is_named"),
        ]

    def __str__(self) -> str:
        return self.unit or self.qualification
