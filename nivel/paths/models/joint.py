"""Työllistymistä edistävä monialainen yhteispalvelu (1369/2014, 381/2023): the agreement, who is in it, and a person's clientship."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.clients.models import Client
from nivel.meetings.models import Body


class Party(models.TextChoices):
    """Osapuoli: which authority somebody stands for; the law tells which of them take part on a day (`joint_service.parties`)."""

    LABOUR = "labour_authority", _("labour authority")
    MUNICIPALITY = "municipality", _("municipality")
    COUNTY = "wellbeing_county", _("wellbeing services county")
    KELA = "kela", _("Kela")


class Dated(models.QuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@recorded
class JointAgreement(models.Model):
    """Yhteispalvelusopimus: by what law, for what and from when the authorities serve together (1369/2014, REL-01, REL-03).

    `law_basis` keeps the section that was in force on the first day. The management group and the network are bodies with their
    own members, meetings and minutes (JOU-35).
    """

    name = models.CharField(max_length=120, unique=True)
    purpose = models.TextField()
    office = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    law_basis = models.JSONField(default=dict)
    management_group = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="jointagreement_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="jointagreement_has_purpose"),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class JointMember(models.Model):
    """Sopimuksen jäsen: a municipality or another authority in the agreement, as which party and from day to day (REL-02, REL-21)."""

    class Languages(models.TextChoices):
        FINNISH = "fi", _("Finnish")
        SWEDISH = "sv", _("Swedish")
        BOTH = "both", _("bilingual")

    agreement = models.ForeignKey(JointAgreement, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=20, choices=Party)
    languages = models.CharField(max_length=4, choices=Languages, default=Languages.FINNISH)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["agreement", "party", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "party"], condition=Q(ends_on__isnull=True), name="jointmember_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="jointmember_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


@recorded
class JointWorker(models.Model):
    """Yhteispalvelun nimetty työntekijä: one person, with a user id of their own to the national register, from day to day (JOU-34)."""

    member = models.ForeignKey(JointMember, on_delete=models.CASCADE, related_name="workers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="joint_memberships")
    register_id = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["member", "user__last_name", "user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register_id"], condition=Q(ends_on__isnull=True), name="jointworker_register_id_is_one_persons"
            ),
            models.UniqueConstraint(
                fields=["member", "user"], condition=Q(ends_on__isnull=True), name="jointworker_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="jointworker_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(register_id=""), name="jointworker_has_own_register_id"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


@recorded
class JointClientship(models.Model):
    """Yhteispalvelun asiakkuus: from the assessed need to the joint assessment that the need has ended (1369/2014 2-6 §, 381/2023 3-8 §).

    `law_basis` holds the law's verdict on the need, with its reasons, as it stood on the first day.
    """

    class End(models.TextChoices):
        WORK = "work", _("work")
        EDUCATION = "education", _("education")
        NO_NEED = "no_need", _("no longer needs joint service")
        MOVED = "moved", _("moved elsewhere")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="joint_clientships")
    agreement = models.ForeignKey(JointAgreement, on_delete=models.PROTECT, related_name="clientships")
    ground = models.TextField(blank=True)
    law_basis = models.JSONField(default=dict)
    starts_on = models.DateField()
    plan_due_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=10, choices=End, blank=True)
    end_assessment = models.TextField(blank=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(ends_on__isnull=True), name="jointclientship_one_in_force"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, end_reason="", end_assessment="")
                | (Q(ends_on__gte=F("starts_on")) & ~Q(end_reason="") & ~Q(end_assessment="")),
                name="jointclientship_ends_on_joint_assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}"


class Seats(Dated):
    def held_on(self, on: date) -> Self:
        """Those whose worker is at work here and still named under an agreement in force."""
        rows = self.in_force(on).filter(worker__user__is_active=True, worker__starts_on__lte=on)
        for dated in ("worker", "worker__member", "clientship__agreement"):
            rows = rows.filter(Q(**{f"{dated}__ends_on__isnull": True}) | Q(**{f"{dated}__ends_on__gte": on}))
        return rows


@recorded
class JointSeat(models.Model):
    """Asiakkaan nimetty työntekijä: who serves the person for one of the parties, from day to day (JOU-34, JOU-95)."""

    clientship = models.ForeignKey(JointClientship, on_delete=models.CASCADE, related_name="seats")
    party = models.CharField(max_length=20, choices=Party)
    worker = models.ForeignKey(JointWorker, on_delete=models.PROTECT, related_name="seats")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = Seats.as_manager()

    class Meta:
        ordering = ["clientship", "party", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clientship", "party"], condition=Q(ends_on__isnull=True), name="jointseat_one_a_party"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="jointseat_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker}"


@recorded
class JointView(models.Model):
    """Viranomaisen arvio: how one party assesses the person's need of service before the joint plan (1369/2014 3 §, JOU-95)."""

    clientship = models.ForeignKey(JointClientship, on_delete=models.CASCADE, related_name="views")
    party = models.CharField(max_length=20, choices=Party)
    text = models.TextField()
    told_on = models.DateField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["clientship", "told_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["clientship", "party"], name="jointview_once_a_party")]

    def __str__(self) -> str:
        return self.get_party_display()
