"""How a service is attended and supported: the code lists of the workshop (JOU-20, JOU-23, JOU-39)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityForm(models.TextChoices):
    """Toiminnan muoto: what is done in the service (JOU-23)."""

    WORK = "work", _("work activity")
    GROUP = "group", _("group activity")
    INDIVIDUAL = "individual", _("individual coaching as the activity")
    CAPACITY = "capacity", _("functional-capacity assessment")


class Coaching(models.TextChoices):
    """Valmennuksen muoto: by whom and how the client is supported (JOU-20, JOU-39)."""

    WORK = "work", _("work coaching")
    INDIVIDUAL = "individual", _("individual coaching")
    GROUP = "group", _("group coaching")
    START = "start", _("start coaching")


class UnitType(models.TextChoices):
    """Yksikkötyyppi: what kind of place it is (JOU-22)."""

    WORKSHOP = "workshop", _("workshop")
    MUNICIPAL = "municipal", _("unit of the municipality")
    ASSOCIATION = "association", _("association or foundation")
    COMPANY = "company", _("company")
    OTHER = "other", _("another kind of place")
