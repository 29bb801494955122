"""Jakson tiedot loppuarvioon: how a period has gone by a day: its attendance, what it aimed at, and the newest measurements."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nivel.paths.limits import Extent, agreed_days
from nivel.paths.models import Agreement, AttendanceDay, Episode, Goal, GoalRating, Plan
from nivel.paths.sections import Distance, distance_travelled


@dataclass(frozen=True)
class PeriodSummary:
    """Jakson yhteenveto: `agreed` counts the days that every full week would have had by the day, when they were agreed."""

    attended: int
    hours: Decimal
    agreed: int | None
    absences: tuple[tuple[str, int], ...]
    goal: str
    plan_goals: tuple[Goal, ...]
    ratings: tuple[GoalRating, ...]
    measured: tuple[Distance, ...]

    @property
    def untold(self) -> int:
        """Agreed days of which nobody has told anything yet."""
        return max(0, (self.agreed or 0) - self.attended - sum(count for _label, count in self.absences))


def period_summary(episode: Episode, on: date, language: str) -> PeriodSummary:
    """The period up to the day, in a constant number of queries."""
    days = list(AttendanceDay.objects.filter(episode=episode, on__lte=on))
    agreements = list(Agreement.objects.filter(episode=episode).order_by("starts_on"))
    absent = Counter(day.absence for day in days if day.absence)
    plan = Plan.objects.filter(path=episode.path).in_force(on).prefetch_related("goals").first()
    return PeriodSummary(
        attended=sum(1 for day in days if not day.absence),
        hours=sum((day.hours for day in days), Decimal(0)),
        agreed=_agreed(episode, agreements, on),
        absences=tuple((str(label), absent[code]) for code, label in AttendanceDay.Absence.choices if absent[code]),
        goal=agreements[-1].goal if agreements else "",
        plan_goals=tuple(plan.goals.all()) if plan else (),
        ratings=tuple(GoalRating.objects.filter(agreement__in=agreements)),
        measured=tuple(distance_travelled(episode.path, on, language)),
    )


def _agreed(episode: Episode, agreements: list[Agreement], on: date) -> int | None:
    """How many days were agreed by the day; None when some agreement tells no days a week."""
    if not agreements or any(row.days_a_week is None for row in agreements):
        return None
    last = min(filter(None, (on, episode.ended_on)))
    extents = (
        Extent(row.starts_on, min(row.ends_on, last), row.days_a_week, row.hours_a_day, tuple(row.weekdays))
        for row in agreements
        if row.starts_on <= last
    )
    return sum(1 for extent in extents for _day in agreed_days(extent))
