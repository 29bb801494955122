"""What the register, the wishes of clients and the needs of employers have in common: field of work, and kind of place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation


class Industry(models.TextChoices):
    """Toimiala: the same list for a wish and for a need, so that they meet."""

    FOREST = "forest", _("farming and forestry")
    INDUSTRY = "industry", _("manufacturing")
    BUILDING = "building", _("building")
    TRADE = "trade", _("trade")
    TRANSPORT = "transport", _("transport and storage")
    FOOD = "food", _("kitchens and restaurants")
    CARE = "care", _("care")
    CLEANING = "cleaning", _("cleaning and property upkeep")
    OFFICE = "office", _("office and service")
    CULTURE = "culture", _("culture and leisure")
    OTHER = "other", _("another field")


class PlaceKind(models.TextChoices):
    """Haettava paikka: what is looked for, or offered (VSS-07)."""

    JOB = "job", _("job")
    TRAINING = "training", _("training place")
    TRIAL = "trial", _("try-out place")
    PRACTICE = "practice", _("practice place")
    SUBSIDY = "subsidy", _("pay-subsidised job")


def sector_of(kind: str) -> str:
    """Whose employer it is by the organisation's type: private, third sector, and every other a public one (VSS-08, VPA-09)."""
    return {str(Organisation.Kind.COMPANY): "private", str(Organisation.Kind.ASSOCIATION): "third"}.get(kind, "public")
