from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client


class Paths(models.QuerySet["Path"]):
    def open_on(self, on: date) -> "Paths":
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), opened_on__lte=on)


@recorded
class Path(models.Model):
    """Polku: the person's one path, from the first contact or named worker to an accepted closure (KEM-01).

    Two paths of a person never overlap. `closed_on` is set only by the closure that closes it, so that a constraint can keep
    the rule. One opened again names the closed one it goes on from, and why.
    """

    class Ground(models.TextChoices):
        CONTACT = "contact", _("a contact was recorded")
        REVIEW = "review", _("the month's review named a responsible worker")
        NOTICE = "notice", _("an employment notice was received")
        REOPENED = "reopened", _("opened again")
        REFERRAL = "referral", _("a referral was accepted")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="paths")
    opened_on = models.DateField()
    ground = models.CharField(max_length=10, choices=Ground)
    reason = models.CharField(max_length=500, blank=True)
    former = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    objects = Paths.as_manager()

    class Meta:
        ordering = ["client", "opened_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(ground="reopened") | ~Q(reason=""), name="path_reopened_with_reason"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="path_closes_after_opening"
            ),
            ExclusionConstraint(
                name="path_one_at_a_time",
                index_type="GIST",
                expressions=[
                    (
                        Func(F("client_id"), F("client_id"), Value("[]"), function="int8range", output_field=DateRangeField()),
                        "&&",
                    ),
                    (
                        Func(F("opened_on"), F("closed_on"), Value("[)"), function="daterange", output_field=DateRangeField()),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}"

    def is_open(self, on: date) -> bool:
        """Whether this path is among those `open_on` the day."""
        return self.opened_on <= on and (self.closed_on is None or self.closed_on > on)
