"""Aika-akseli: from days to pixels, and which months to name."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext

from nivel.web.clients.drawing import LABEL_SIZE, Tick
from nivel.web.clients.path_facts import JointState, PathFacts
from nivel.web.textwidth import text_width

WIDTH = 908
LEAST_DAYS = 170
LEAST_PIXELS_A_DAY = 0.85
AFTER = 40
MARGIN = 8
NAME_ROOM = 58


@dataclass(frozen=True)
class TimeAxis:
    """From the first day of the first month to the last day drawn."""

    starts_on: date
    ends_on: date
    reserve: int = 0

    @classmethod
    def around(cls, facts: PathFacts) -> "TimeAxis":
        days = [facts.today, *(bar.starts_on for bar in facts.bars)]
        days += [bar.ends_on for bar in facts.bars if bar.ends_on] + [joint.on for joint in facts.joints if joint.on]
        days += [mark.on for mark in facts.marks]
        starts_on = min(days).replace(day=1)
        ends_on = max(max(days) + timedelta(days=AFTER), starts_on + timedelta(days=LEAST_DAYS))
        return cls(starts_on, ends_on, _reserve(facts))

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def pixels_a_day(self) -> float:
        return max((WIDTH - MARGIN - self.reserve) / self.days, LEAST_PIXELS_A_DAY)

    @property
    def width(self) -> int:
        return MARGIN + round(self.days * self.pixels_a_day) + self.reserve

    @property
    def long(self) -> bool:
        return self.width > WIDTH + 1

    def x(self, day: date) -> float:
        return MARGIN + (day - self.starts_on).days * self.pixels_a_day

    def shows(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def months(self) -> tuple[Tick, ...]:
        """The months named: every one, third, sixth or twelfth, as room allows."""
        room = 30.4 * self.pixels_a_day
        step = next((step for step in (1, 3, 6) if step * room >= NAME_ROOM), 12)
        firsts = [day for day in self._firsts() if (day.month - 1) % step == 0]
        return tuple(Tick(round(self.x(day)), short_month(day)) for day in firsts if self.x(day) < self.width - 30)

    def years(self) -> tuple[Tick, ...]:
        """Each year over its first month drawn, except a first year that has no room before the next."""
        firsts = [day for day in self._firsts() if day.month == 1 or day == self.starts_on]
        if len(firsts) > 1 and self.x(firsts[1]) < 40:
            firsts = firsts[1:]
        return tuple(Tick(round(self.x(day)), str(day.year)) for day in firsts if self.x(day) < self.width - 30)

    def _firsts(self) -> list[date]:
        months = range(self.starts_on.year * 12 + self.starts_on.month - 1, self.ends_on.year * 12 + self.ends_on.month)
        return [date(month // 12, month % 12 + 1, 1) for month in months]


def _reserve(facts: PathFacts) -> int:
    """Room at the right edge for a step hoped for: it has words but no day."""
    texts = [joint.label for joint in facts.joints if joint.state == JointState.LATER]
    return round(max((text_width(text, size=LABEL_SIZE, semibold=True) for text in texts), default=-20)) + 20


def short_month(day: date) -> str:
    """Kuukauden lyhyt nimi."""
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )[day.month - 1]
