"""Kello: the only place that asks what day it is. Only fronts may: screens, the command line, tasks."""

import os
from datetime import date, datetime

from nivel.timeline.moments import HELSINKI


def fixed_day() -> date | None:
    """The day NIVEL_TODAY has fixed, as in the demo; None on a living system."""
    day = os.environ.get("NIVEL_TODAY")
    return date.fromisoformat(day) if day else None


def today() -> date:
    """The day in Finland, or the fixed one."""
    return fixed_day() or datetime.now(HELSINKI).date()


def now() -> datetime:
    """The moment in Finland; on a fixed day, that day with the clock on the wall."""
    moment = datetime.now(HELSINKI)
    day = fixed_day()
    return moment if day is None else datetime.combine(day, moment.timetz())


def true_moment() -> datetime:
    """The moment on the wall, also where NIVEL_TODAY fixes the day: sessions and the access log know no other."""
    return datetime.now(HELSINKI)
