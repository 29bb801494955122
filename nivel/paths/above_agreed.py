"""Yli sovitun: the days and weeks of an agreement with more hours or days attended than were agreed. No law limits it; it is seen."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nivel.paths.models import Agreement, AttendanceDay


@dataclass(frozen=True)
class LongDay:
    """Pitkä päivä: more hours than the agreement tells for a day."""

    on: date
    hours: Decimal


@dataclass(frozen=True)
class FullWeek:
    """Täysi viikko: more days than the agreement tells for a week, by its Monday."""

    monday: date
    days: int


@dataclass(frozen=True)
class AboveAgreed:
    """Yli sovitun merkityt päivät ja viikot, uusin ensin."""

    days: tuple[LongDay, ...]
    weeks: tuple[FullWeek, ...]

    def __bool__(self) -> bool:
        return bool(self.days or self.weeks)


def above_agreed(agreement: Agreement, on: date) -> AboveAgreed:
    """What has been marked above the agreement up to the day: one query."""
    rows = AttendanceDay.objects.filter(episode=agreement.episode_id, on__range=(agreement.starts_on, min(agreement.ends_on, on)))
    marked = list(rows.order_by("-on"))
    most, agreed = agreement.hours_a_day, agreement.days_a_week
    weeks = Counter(row.on - timedelta(days=row.on.weekday()) for row in marked if not row.absence)
    return AboveAgreed(
        days=tuple(LongDay(row.on, row.hours) for row in marked if most is not None and row.hours > most),
        weeks=tuple(FullWeek(monday, days) for monday, days in weeks.items() if agreed is not None and days > agreed),
    )
