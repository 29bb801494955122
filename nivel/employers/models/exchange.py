from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.employers.models.kinds import Industry, PlaceKind, sector_of


class LabourNeeds(models.QuerySet["LabourNeed"]):
    def standing(self, on: date) -> "LabourNeeds":
        """Told by the day and not ended."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), told_on__lte=on)


@recorded
class LabourNeed(models.Model):
    """Työvoimatarve: what an employer needs now, or foresees (JOU-16, RAA-07). A need of today is a vacancy told to coaches."""

    class Time(models.TextChoices):
        NOW = "now", _("needed now")
        FORESEEN = "foreseen", _("foreseen")

    class Ending(models.TextChoices):
        FILLED = "filled", _("filled")
        WITHDRAWN = "withdrawn", _("withdrawn")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="labour_needs")
    time = models.CharField(max_length=8, choices=Time)
    kind = models.CharField(max_length=8, choices=PlaceKind)
    industry = models.CharField(max_length=10, choices=Industry)
    job = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField(default=1)
    municipality = models.CharField(max_length=80, blank=True)
    needed_on = models.DateField()
    apply_by_on = models.DateField(null=True, blank=True)
    requirements = models.TextField(blank=True)
    told_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LabourNeeds.as_manager()

    class Meta:
        ordering = ["needed_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="labourneed_of_somebody"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | Q(ended_on__isnull=False) & ~Q(ending=""),
                name="labourneed_ends_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job}, {self.organisation}"

    @property
    def sector(self) -> str:
        """Whose work it is: private, public or third sector (VPA-09)."""
        return sector_of(self.organisation.kind)


class AvailableLabours(models.QuerySet["AvailableLabour"]):
    def standing(self, on: date) -> "AvailableLabours":
        return self.filter(published_on__lte=on, until_on__gte=on)


@recorded
class AvailableLabour(models.Model):
    """Saatavilla oleva työvoima: how many people could come to what work, without names, told to business advisers (VSS-17)."""

    industry = models.CharField(max_length=10, choices=Industry)
    job = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()
    municipality = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    published_on = models.DateField()
    until_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AvailableLabours.as_manager()

    class Meta:
        ordering = ["until_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="availablelabour_of_somebody"),
            models.CheckConstraint(condition=Q(until_on__gte=F("published_on")), name="availablelabour_until_later"),
        ]

    def __str__(self) -> str:
        return self.job


@recorded
class Telling(models.Model):
    """Tiedonvälitys: a vacancy told to one coach, or available labour told to one business adviser, and when it was read (VSS-17)."""

    need = models.ForeignKey(LabourNeed, null=True, blank=True, on_delete=models.CASCADE, related_name="tellings")
    available = models.ForeignKey(AvailableLabour, null=True, blank=True, on_delete=models.CASCADE, related_name="tellings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tellings")
    told_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-told_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(need__isnull=False, available__isnull=True) | Q(need__isnull=True, available__isnull=False),
                name="telling_of_one_thing",
            ),
            models.UniqueConstraint(fields=["need", "user"], name="telling_of_need_once"),
            models.UniqueConstraint(fields=["available", "user"], name="telling_of_labour_once"),
            models.CheckConstraint(condition=Q(read_on__isnull=True) | Q(read_on__gte=F("told_on")), name="telling_read_later"),
        ]

    def __str__(self) -> str:
        return f"{self.need or self.available}"
