from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded


@recorded
class Organisation(models.Model):
    """Organisaatio: a municipality, an authority, a company or an association that takes part in the path (KEM-08)."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        LABOUR_AUTHORITY = "labour_authority", _("labour authority")
        WELLBEING_COUNTY = "wellbeing_county", _("wellbeing services county")
        KELA = "kela", _("Kela")
        HEALTH_CENTRE = "health_centre", _("health centre")
        SCHOOL = "school", _("school")
        MINISTRY = "ministry", _("ministry")
        SOCIAL_SERVICES = "social_services", _("municipal social services")
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association or foundation")

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@recorded
class Unit(models.Model):
    """Yksikkö: a workshop, office or team with a start year and its sector, where people work and are served (JOU-01, JOU-11)."""

    class Sector(models.TextChoices):
        EMPLOYMENT = "employment", _("employment care")
        WELLBEING = "wellbeing", _("social and health care")
        EDUCATION = "education", _("education and youth work")
        TECHNICAL = "technical", _("technical services")
        ADMINISTRATION = "administration", _("administration")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=16, choices=Sector, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once_in_organisation"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="unit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name
