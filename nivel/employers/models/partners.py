from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.employers.models.exchange import AvailableLabour
from nivel.employers.models.kinds import Industry


class Priority(models.TextChoices):
    """Etusijan peruste: why an employer is contacted before others (VPA-13)."""

    SECTOR = "sector", _("field of work")
    REGION = "region", _("development of the region")
    GOALS = "goals", _("clients' goals")


@recorded
class Employer(models.Model):
    """Työnantajakortti: what an organisation does and where, when it may employ (KEM-08, KEM-23).

    `worker` is the one of ours whom the employer turns to in everything (POR-40).
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="employer")
    industry = models.CharField(max_length=10, choices=Industry)
    municipality = models.CharField(max_length=80, blank=True)
    priorities = ArrayField(models.CharField(max_length=8, choices=Priority), default=list, blank=True)
    worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="employers")
    registered_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return f"{self.organisation}"


class NamedContacts(models.QuerySet["NamedContact"]):
    def named_on(self, on: date) -> "NamedContacts":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class NamedContact(models.Model):
    """Nimetty yhteyshenkilö: who answers at an organisation, e.g. at the TE office for the project, from day to day (VSS-13)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="named_contacts")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = NamedContacts.as_manager()

    class Meta:
        ordering = ["organisation", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="namedcontact_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class PartnerContact(models.Model):
    """Yhteydenotto työnantajaan tai kumppaniin: when, how, about what, and when again (KEM-23). Holds no client's name."""

    class Channel(models.TextChoices):
        VISIT = "visit", _("visit")
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        MEETING = "meeting", _("meeting")
        MORNING = "morning", _("morning meeting")
        LETTER = "letter", _("letter")

    class Topic(models.TextChoices):
        INTRODUCTION = "introduction", _("getting to know each other")
        NEED = "need", _("need of labour")
        AVAILABLE = "available", _("labour that is available")
        SUPPORT = "support", _("forms, instructions and supports")
        SCHOOLS = "schools", _("possibilities with schools")
        CONTRACT = "contract", _("work or practice under way")
        COOPERATION = "cooperation", _("cooperation")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partner_contacts")
    channel = models.CharField(max_length=8, choices=Channel)
    topic = models.CharField(max_length=12, choices=Topic)
    held_on = models.DateField()
    person = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    available = models.ForeignKey(AvailableLabour, null=True, blank=True, on_delete=models.PROTECT, related_name="told_in")
    package = models.ForeignKey("employers.InfoPackage", null=True, blank=True, on_delete=models.PROTECT, related_name="given_in")
    next_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=F("held_on")), name="partnercontact_next_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_topic_display()}"


class Commitments(models.QuerySet["Commitment"]):
    def standing(self, on: date) -> "Commitments":
        """Made by the day, neither kept nor given up."""
        return self.filter(
            Q(kept_on__isnull=True) | Q(kept_on__gt=on), Q(given_up_on__isnull=True) | Q(given_up_on__gt=on), made_on__lte=on
        )


@recorded
class Commitment(models.Model):
    """Työnantajan sitoumus: what an entrepreneur has promised, by when, and whether it was kept (KEM-23)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="commitments")
    contact = models.ForeignKey(PartnerContact, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments")
    text = models.CharField(max_length=300)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    made_on = models.DateField()
    due_on = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    given_up_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Commitments.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("made_on")), name="commitment_due_after_made"),
            models.CheckConstraint(
                condition=Q(kept_on__isnull=True) | Q(given_up_on__isnull=True), name="commitment_kept_or_given_up"
            ),
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True) | ~Q(outcome=""), name="commitment_given_up_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text
