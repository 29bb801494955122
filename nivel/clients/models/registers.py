from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.clients.models.client import Client


@recorded
class EmploymentStatus(models.Model):
    """Työllisyystilanne: a dated employment status with its source. `code` is the source's own code, e.g. URA 02."""

    class Status(models.TextChoices):
        UNEMPLOYED = "unemployed", _("unemployed jobseeker")
        LAID_OFF = "laid_off", _("laid off")
        SHORTENED_WEEK = "shortened_week", _("on a shortened week")
        EMPLOYED = "employed", _("employed")
        OUTSIDE = "outside", _("outside the labour force")
        IN_SERVICE = "in_service", _("in a service")
        STUDYING = "studying", _("studying")
        NOT_REGISTERED = "not_registered", _("not registered as a jobseeker")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="employment_statuses")
    status = models.CharField(max_length=16, choices=Status)
    code = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40)
    batch = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        ordering = ["client", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["client", "source", "starts_on"], name="employmentstatus_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="employmentstatus_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()


@recorded
class RegisterEntry(models.Model):
    """Rekisterimerkintä: what another register said of the person on a day, in the few fields our work needs; never a shadow of it."""

    class Register(models.TextChoices):
        LABOUR = "te-register", _("labour authority's register")
        SOCIAL = "social-register", _("adult social work's register")
        JOINT = "typpi", _("joint service's register (TYPPI)")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="register_entries")
    register = models.CharField(max_length=20, choices=Register)
    facts = models.JSONField()
    as_of = models.DateField()
    batch = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        ordering = ["client", "register"]
        constraints = [models.UniqueConstraint(fields=["client", "register"], name="registerentry_one_a_register")]

    def __str__(self) -> str:
        return self.get_register_display()
