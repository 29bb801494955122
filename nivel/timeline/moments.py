"""Moments and days: which Finnish day a moment belongs to, and when a day begins. Calendar days only, never seconds divided."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def day_of(moment: datetime) -> date:
    """The day in Finland at an aware moment."""
    return moment.astimezone(HELSINKI).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in Finland."""
    return datetime.combine(day, time.min, HELSINKI)


def moment_of(day: date, clock: time) -> datetime:
    """The moment when the clock shows a time on a day in Finland."""
    return datetime.combine(day, clock, HELSINKI)
