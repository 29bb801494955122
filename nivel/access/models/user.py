from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models.organisation import Unit


class Accounts(BaseUserManager["User"]):
    """The accounts themselves, as Django's login reads them."""


@recorded_without("password", "last_login")
class User(AbstractBaseUser):
    """Käyttäjä: a person with a personal account. Shared accounts are not allowed (JOU-34); rights come from dated roles."""

    username = models.CharField(max_length=60, unique=True)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=80, blank=True)
    language = models.CharField(max_length=2, default="fi")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    login_renewed_at = models.DateTimeField(null=True, blank=True)

    objects = Accounts()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    get_full_name = name.fget  # type: ignore[attr-defined]


class RoleAssignments(models.QuerySet["RoleAssignment"]):
    def in_force(self, on: date) -> "RoleAssignments":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)


@recorded
class RoleAssignment(models.Model):
    """Rooli: what a person may do in a unit between two days, with the share of working time (JOU-09). Roles are named in policy.toml."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    time_share = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("per cent of working time"))

    objects = RoleAssignments.as_manager()

    class Meta:
        ordering = ["user", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="roleassignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(time_share__isnull=True) | Q(time_share__range=(1, 100)), name="roleassignment_share_is_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class ClientAccounts(models.QuerySet["ClientAccount"]):
    def in_force(self, on: date) -> "ClientAccounts":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)


@recorded
class ClientAccount(models.Model):
    """Asiakkaan oma tunnus: the account by which one client sees their own affairs, from day to day; it opens nobody else (REL-05)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="client_accounts")
    client_number = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ClientAccounts.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ends_on__isnull=True), name="clientaccount_one_of_user"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="clientaccount_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["client_number"], name="clientaccount_of_client")]

    def __str__(self) -> str:
        return f"{self.user}"


class StatedReasons(models.QuerySet["StatedReason"]):
    def in_force(self, at: datetime) -> "StatedReasons":
        return self.filter(stated_at__lte=at, expires_at__gt=at)

    def waiting(self) -> "StatedReasons":
        return self.filter(reviewed_at__isnull=True)


@recorded
class StatedReason(models.Model):
    """Perusteltu avaus: why a lead opened one person outside own clients, for 60 minutes; every one is reviewed."""

    class Finding(models.TextChoices):
        FOUNDED = "founded", _("the reason was good")
        UNFOUNDED = "unfounded", _("to be looked into")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stated_reasons")
    client_number = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    stated_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="reviewed_reasons")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=10, choices=Finding, blank=True)

    objects = StatedReasons.as_manager()

    class Meta:
        ordering = ["-stated_at", "-pk"]
        indexes = [models.Index(fields=["user", "client_number"], name="statedreason_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, finding="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(finding="") & ~Q(reviewed_by=F("user"))),
                name="statedreason_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.client_number}"
