from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, Unit
from nivel.services.models.forms import ActivityForm, Coaching, UnitType


class Direction(models.TextChoices):
    """Polun suunta: where a step leads (KEM-01); support walks beside the others."""

    WORK = "work", _("Work")
    EDUCATION = "education", _("Education")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    SUPPORT = "support", _("Support")


class PricePer(models.TextChoices):
    """Hinnan yksikkö: what the price is for."""

    DAY = "day", _("a day")
    MONTH = "month", _("a month")
    PERSON = "person", _("a person")
    HOUR = "hour", _("an hour")


@recorded
class Service(models.Model):
    """Palvelu: something a client attends, with its direction and who by law arranges it and alone may decide it (KEM-18).

    `provider` is who gives it, when not the arranger (KEM-22). A service of a project names it; others are permanent, and
    those come first (VSS-10). `employment_goal` says how it leads towards work (KEM-30).
    """

    class Kind(models.TextChoices):
        REHABILITATIVE_WORK = "rehabilitative_work", _("rehabilitative work")
        WORK_TRYOUT = "work_tryout", _("work try-out")
        WORK_LIFE_TRIAL = "work_life_trial", _("work-life trial")
        SOCIAL_REHABILITATION = "social_rehabilitation", _("social rehabilitation")
        COACHING = "coaching", _("coaching")
        GROUP = "group", _("group")
        ASSESSMENT = "assessment", _("assessment")
        SUBSIDISED_WORK = "subsidised_work", _("subsidised work")
        MANDATORY_EMPLOYMENT = "mandatory_employment", _("mandatory employment")
        APPRENTICESHIP = "apprenticeship", _("apprenticeship")
        GIG = "gig", _("gig work")
        START_UP_GRANT = "start_up_grant", _("start-up grant")
        ON_THE_JOB_LEARNING = "on_the_job_learning", _("on-the-job learning")
        STUDY_RECOGNITION = "study_recognition", _("recognition of studies")
        COMMUNITY_SERVICE = "community_service", _("community service")
        MONITORING_SENTENCE = "monitoring_sentence", _("monitoring sentence")
        LABOUR_TRAINING = "labour_training", _("labour market training")
        EDUCATION = "education", _("education")
        HEALTH = "health", _("health service")
        DEBT_COUNSELLING = "debt_counselling", _("debt counselling")
        WORKSHOP = "workshop", _("youth workshop")
        VOCATIONAL_ASSESSMENT = "vocational_assessment", _("vocational rehabilitation assessment")
        VOCATIONAL_TRIAL = "vocational_trial", _("work try-out as vocational rehabilitation")
        VOCATIONAL_COACHING = "vocational_coaching", _("job coaching as vocational rehabilitation")
        OTHER = "other", _("other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind)
    direction = models.CharField(max_length=16, choices=Direction)
    arranger = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="arranged_services")
    provider = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="provided_services")
    provider_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="services")
    sector = models.CharField(max_length=80, blank=True)
    site = models.CharField(max_length=120, blank=True)
    forms = ArrayField(models.CharField(max_length=12, choices=ActivityForm), default=list, blank=True)
    coaching = ArrayField(models.CharField(max_length=12, choices=Coaching), default=list, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    price_per = models.CharField(max_length=10, choices=PricePer, blank=True)
    voucher = models.BooleanField(default=False)
    permanent = models.BooleanField(default=True)
    project = models.CharField(max_length=120, blank=True)
    employment_goal = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="service_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(permanent=False) | Q(project=""), name="service_of_project_is_not_permanent"),
            models.CheckConstraint(condition=Q(price__isnull=True) | ~Q(price_per=""), name="service_price_has_unit"),
        ]

    def __str__(self) -> str:
        return self.said(self.name)

    @staticmethod
    def said(name: str) -> str:
        """The service in the reader's language when it bears the law's own name; a name of the municipality's own stays."""
        kind = _names_of_law().get(name.casefold())
        return name if kind is None or (get_language() or "fi").startswith("fi") else capfirst(str(kind.label))

    @property
    def form_labels(self) -> list[str]:
        """Forms of activity and coaching in words."""
        labels = [ActivityForm(form).label for form in self.forms] + [Coaching(form).label for form in self.coaching]
        return [str(label) for label in labels]


@cache
def _names_of_law() -> dict[str, Service.Kind]:
    """The kinds by their Finnish names, in which the catalogue is written."""
    with override("fi"):
        return {str(kind.label).casefold(): kind for kind in Service.Kind}


@recorded
class Place(models.Model):
    """Paikka: where a service is attended, e.g. the workshop, the library or an association, with its places (JOU-22, JOU-72).

    `unit` is the unit that keeps the place: its work coaches and its supervisor see who is placed there (JOU-10).
    `municipality` is told when the place is outside one's own (JOU-12). `forms` and `coaching` are what it can offer.
    """

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="places")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    sector = models.CharField(max_length=80, blank=True)
    unit_type = models.CharField(max_length=12, choices=UnitType, default=UnitType.MUNICIPAL)
    municipality = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    travel = models.CharField(max_length=200, blank=True)
    forms = ArrayField(models.CharField(max_length=12, choices=ActivityForm), default=list, blank=True)
    coaching = ArrayField(models.CharField(max_length=12, choices=Coaching), default=list, blank=True)
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

    @property
    def form_labels(self) -> list[str]:
        """Forms of activity and coaching in words."""
        labels = [ActivityForm(form).label for form in self.forms] + [Coaching(form).label for form in self.coaching]
        return [str(label) for label in labels]
