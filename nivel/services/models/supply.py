from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, Unit


class Direction(models.TextChoices):
    """Polun suunta: where a step leads (KEM-01); support walks beside the others."""

    WORK = "work", _("Work")
    EDUCATION = "education", _("Education")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    SUPPORT = "support", _("Support")


@recorded
class Service(models.Model):
    """Palvelu: something a client attends, with its direction and who by law arranges it (KEM-18)."""

    class Kind(models.TextChoices):
        REHABILITATIVE_WORK = "rehabilitative_work", _("rehabilitative work")
        WORK_TRYOUT = "work_tryout", _("work try-out")
        SOCIAL_REHABILITATION = "social_rehabilitation", _("social rehabilitation")
        COACHING = "coaching", _("coaching")
        GROUP = "group", _("group")
        ASSESSMENT = "assessment", _("assessment")
        SUBSIDISED_WORK = "subsidised_work", _("subsidised work")
        LABOUR_TRAINING = "labour_training", _("labour market training")
        EDUCATION = "education", _("education")
        HEALTH = "health", _("health service")
        DEBT_COUNSELLING = "debt_counselling", _("debt counselling")
        WORKSHOP = "workshop", _("youth workshop")
        OTHER = "other", _("other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind)
    direction = models.CharField(max_length=16, choices=Direction)
    arranger = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="arranged_services")
    provider_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="services")
    permanent = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="service_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class Place(models.Model):
    """Paikka: where a service is attended, e.g. the workshop, the library or an association, with its places (JOU-22, JOU-72).

    `unit` is the unit that keeps the place: its work coaches and its supervisor see who is placed there (JOU-10).
    """

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="places")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    sector = models.CharField(max_length=80, blank=True)
    places_total = models.PositiveSmallIntegerField(null=True, blank=True)
    ready_for_rehabilitative_work = models.BooleanField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="place_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name
