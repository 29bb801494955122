"""Sovi jatkosta: which form mends a period that ended with nothing after it."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from nivel.paths.models import Episode, Path, Plan, PlanService
from nivel.services.models import Service


@dataclass(frozen=True)
class WhatFollows:
    """Jatko: the period that is over, whether its own agreement may be continued, and the service that the plan names next."""

    period: Episode
    continues: bool
    service: Service | None


def what_follows(path: Path, on: date) -> WhatFollows | None:
    """What is agreed after the last period that is over on the day; None when none is.

    One that only ran out is continued. After one that was ended comes the plan's next service that has not begun, when it names one.
    """
    over = Episode.objects.ended_by(on).filter(path=path)
    period = over.order_by(Coalesce("ended_on", "planned_ends_on").desc(), "-pk").first()
    if period is None:
        return None
    continues = period.ended_on is None and period.agreements.exists()
    return WhatFollows(period, continues, None if continues else _next_in_plan(path, on))


def _next_in_plan(path: Path, on: date) -> Service | None:
    begun = Episode.objects.filter(path=path, dropped_on__isnull=True).values("service")
    plans = Plan.objects.filter(path=path).in_force(on)
    found = PlanService.objects.filter(plan__in=plans).exclude(service__in=begun).select_related("service")
    row = found.order_by("due_on", "pk").first()
    return row.service if row else None
