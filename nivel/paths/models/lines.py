from datetime import date

from django.db import models

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client


class ClientLines(models.QuerySet["ClientLine"]):
    def held_on(self, on: date) -> "ClientLines":
        """Of each person the line told last by the day."""
        newest = self.filter(starts_on__lte=on).order_by("client_id", "-starts_on").distinct("client_id")
        return self.filter(pk__in=newest.values("pk"))


@recorded
class ClientLine(models.Model):
    """Asiakkaan palvelulinja: on which of the labour authority's lines the person is, from a day on, until the next (REL-11)."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="lines")
    line = models.CharField(max_length=20)
    starts_on = models.DateField()
    source = models.CharField(max_length=160)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ClientLines.as_manager()

    class Meta:
        ordering = ["client", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["client", "starts_on"], name="clientline_one_a_day")]

    def __str__(self) -> str:
        return self.line
