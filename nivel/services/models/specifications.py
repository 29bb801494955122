from django.db import models
from django.db.models import Q

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.services.models.supply import Service


@recorded
class ServiceSpecification(models.Model):
    """Palvelukuvaus: the annex of a voucher's rulebook, by its headings; a new wording is a new version, the old ones stay (REL-07)."""

    HEADINGS = ("name", "basis", "target_group", "steering", "goal")

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="specifications")
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    basis = models.TextField()
    target_group = models.TextField()
    steering = models.TextField()
    goal = models.TextField()
    starts_on = models.DateField()
    written_on = models.DateField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["service", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="servicespecification_version_once"),
            models.CheckConstraint(
                condition=~(Q(name="") | Q(basis="") | Q(target_group="") | Q(steering="") | Q(goal="")),
                name="servicespecification_has_every_heading",
            ),
        ]

    def __str__(self) -> str:
        return self.name
