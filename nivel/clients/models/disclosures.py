from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.clients.models.client import Client


class DataClass(models.TextChoices):
    """Tietoryhmä: what kind of data a transfer is about. A permission is always for one of them (JOU-43)."""

    CONTACT = "contact", _("contact details")
    EMPLOYMENT = "employment", _("employment and services")
    PLAN = "plan", _("plans and agreements")
    WORK_ABILITY = "work_ability", _("summary of work ability")
    HEALTH = "health", _("health")
    SOCIAL = "social", _("social care")
    FINANCE = "finance", _("livelihood and debts")
    PROFILE = "profile", _("profile for employers")


class Permissions(models.QuerySet["Permission"]):
    def in_force(self, on: date) -> "Permissions":
        """Given, not ended, and not withdrawn: a withdrawal counts from the moment it is recorded, so also the same day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), starts_on__lte=on, ends_on__gte=on)


@recorded
class Permission(models.Model):
    """Suostumus, lupa: the client lets one organisation give one class of data to another for a purpose until a day (C4, JOU-43).

    `text` is what the client was asked, as it stood in that version; it never changes afterwards.
    """

    class Form(models.TextChoices):
        WRITTEN = "written", _("in writing")
        SPOKEN = "spoken", _("by word of mouth")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="permissions")
    data_class = models.CharField(max_length=16, choices=DataClass)
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    text = models.TextField()
    text_version = models.CharField(max_length=12)
    form = models.CharField(max_length=10, choices=Form)
    given_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Permissions.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="permission_ends_after_start"),
            models.CheckConstraint(condition=~Q(purpose=""), name="permission_has_purpose"),
        ]

    def __str__(self) -> str:
        return self.get_data_class_display()


class Prohibitions(models.QuerySet["Prohibition"]):
    def in_force(self, on: date) -> "Prohibitions":
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=on), starts_on__lte=on)

    def against(self, data_class: str, sender: Organisation, receiver: Organisation) -> "Prohibitions":
        """Those that speak of the transfer: a part left open means every one."""
        return self.filter(
            Q(data_class="") | Q(data_class=data_class),
            Q(sender__isnull=True) | Q(sender=sender),
            Q(receiver__isnull=True) | Q(receiver=receiver),
        )


@recorded
class Prohibition(models.Model):
    """Luovutuskielto: the client forbids giving data on; an open class, sender or receiver means all. It goes before permissions."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="prohibitions")
    data_class = models.CharField(max_length=16, choices=DataClass, blank=True)
    sender = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Prohibitions.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("starts_on")), name="prohibition_lifted_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.get_data_class_display() or str(_("all data"))


@recorded
class Disclosure(models.Model):
    """Tietojen luovutus: which class of data went from whom to whom, for what, and on which ground it did (GDPR art. 5, JOU-43)."""

    class Ground(models.TextChoices):
        PERMISSION = "permission", _("the client's permission")
        STATUTE = "statute", _("a statute")
        SAME = "same", _("the same controller")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="disclosures")
    data_class = models.CharField(max_length=16, choices=DataClass)
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    ground = models.CharField(max_length=12, choices=Ground)
    permission = models.ForeignKey(Permission, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures")
    citation = models.CharField(max_length=80, blank=True)
    disclosed_on = models.DateField()
    disclosed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-disclosed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground="permission", permission__isnull=False)
                | Q(ground="statute", permission__isnull=True) & ~Q(citation="")
                | Q(ground="same", permission__isnull=True, sender=F("receiver")),
                name="disclosure_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_data_class_display()} {self.disclosed_on}"
