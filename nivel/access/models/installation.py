from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """Asennus: what this database is for. Only one marked as a demo may be opened without a password or on a told day."""

    class Kind(models.TextChoices):
        LIVE = "live", _("in real use")
        DEMO = "demo", _("demonstration with invented people")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LIVE)
    municipality_code = models.CharField(max_length=3, blank=True)
    municipality_name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one_row")]

    def __str__(self) -> str:
        return f"{self.municipality_name} ({self.get_kind_display()})"
