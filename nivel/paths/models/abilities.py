from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models import User
from nivel.clients.models import DataClass, Disclosure, Prohibition
from nivel.paths.models.episodes import Agreement
from nivel.paths.models.path import Path


class Abilities(models.QuerySet["WorkAbility"]):
    def in_force(self, on: date) -> "Abilities":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded_without("ground")
class WorkAbility(models.Model):
    """Osatyökykyisyys: the client is able to a part of the work, from day to day (REL-28).

    `summary` is what the client's own workers read: what the client can do. `ground`, the illness or injury, is encrypted, open to health
    care alone, and in no history.
    """

    class Source(models.TextChoices):
        ASSESSMENT = "assessment", _("work-ability assessment")
        HEALTH_CARE = "health_care", _("statement of health care")
        PENSION = "pension", _("decision on a partial pension")
        CLIENT = "client", _("told by the client")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="work_abilities")
    summary = models.CharField(max_length=300)
    source = models.CharField(max_length=12, choices=Source)
    ground = models.BinaryField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Abilities.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(ends_on__isnull=True), name="workability_one_open"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="workability_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(summary=""), name="workability_tells_what_is_possible"),
        ]

    def __str__(self) -> str:
        return self.summary


@recorded
class Accommodation(models.Model):
    """Työn mukautus: what is done otherwise at work so that the client can do it; says nothing of why (REL-28)."""

    ability = models.ForeignKey(WorkAbility, on_delete=models.CASCADE, related_name="accommodations")
    text = models.CharField(max_length=300)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="accommodation_tells_something")]

    def __str__(self) -> str:
        return self.text


class Tellings(models.QuerySet["AccommodationTelling"]):
    def open_on(self, on: date) -> "Tellings":
        """Those the place may read on the day: the ability holds, and neither the consent nor the permission is taken back."""
        rows = self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), told_on__lte=on)
        ability = WorkAbility.objects.in_force(on).filter(pk=OuterRef("accommodation__ability"))
        forbidden = Prohibition.objects.in_force(on).filter(
            Q(data_class="") | Q(data_class=DataClass.WORK_ABILITY),
            Q(sender__isnull=True) | Q(sender=OuterRef("disclosure__sender")),
            Q(receiver__isnull=True) | Q(receiver=OuterRef("disclosure__receiver")),
            client=OuterRef("disclosure__client"),
        )
        allowed = Q(disclosure__permission__isnull=True) | (
            (Q(disclosure__permission__withdrawn_on__isnull=True) | Q(disclosure__permission__withdrawn_on__gt=on))
            & Q(disclosure__permission__ends_on__gte=on)
        )
        return rows.filter(Exists(ability), allowed).exclude(Exists(forbidden)).select_related("accommodation")


@recorded
class AccommodationTelling(models.Model):
    """Mukautuksen kertominen: the place of an agreement is told an accommodation on the day the client agreed to it (REL-28).

    `disclosure` is the transfer to the place's organisation, with its ground.
    """

    accommodation = models.ForeignKey(Accommodation, on_delete=models.CASCADE, related_name="tellings")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="accommodations")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    client_agreed_on = models.DateField()
    told_to = models.CharField(max_length=120)
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = Tellings.as_manager()

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["accommodation", "agreement"], condition=Q(withdrawn_on__isnull=True), name="accommodationtelling_once"
            ),
            models.CheckConstraint(condition=Q(client_agreed_on__lte=F("told_on")), name="accommodationtelling_after_consent"),
        ]

    def __str__(self) -> str:
        return f"{self.accommodation}"
