"""Ajanjakso: a run of whole days, its end included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


class EndBeforeStart(ValueError):
    """A period cannot end before it begins."""


@dataclass(frozen=True, slots=True)
class Period:
    """Ajanjakso: from `starts_on` to `ends_on`, both included; without an end it goes on."""

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise EndBeforeStart(f"{self.ends_on} is before {self.starts_on}")

    def __contains__(self, day: date) -> bool:
        return self.contains(day)

    def __iter__(self) -> Iterator[date]:
        """Each day of the period. An open period never ends by itself."""
        day = self.starts_on
        while self.contains(day):
            yield day
            day += DAY

    def contains(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """The days both periods share, or None when they share no day."""
        starts_on = max(self.starts_on, other.starts_on)
        ends_on = earliest_end(self.ends_on, other.ends_on)
        if ends_on is not None and ends_on < starts_on:
            return None
        return Period(starts_on, ends_on)

    def is_followed_by(self, other: "Period") -> bool:
        """True when the other begins on the very next day, so that no day is left between."""
        return self.ends_on is not None and self.ends_on + DAY == other.starts_on

    def days(self, until: date | None = None) -> int:
        """How many days the period has, or has had by the end of `until`."""
        last = earliest_end(self.ends_on, until)
        if last is None:
            raise ValueError("A period without an end has no number of days until a day is named.")
        return max(0, (last - self.starts_on).days + 1)


def earliest_end(one: date | None, other: date | None) -> date | None:
    """The end that comes first; None means no end."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def joined(periods: Iterable[Period]) -> list[Period]:
    """Yhtäjaksoiset jaksot: the periods as unbroken runs; those that overlap or adjoin become one."""
    runs: list[Period] = []
    for period in sorted(periods, key=lambda each: each.starts_on):
        if runs and (runs[-1].overlaps(period) or runs[-1].is_followed_by(period)):
            runs[-1] = _spanning(runs[-1], period)
        else:
            runs.append(period)
    return runs


def _spanning(one: Period, other: Period) -> Period:
    if one.ends_on is None or other.ends_on is None:
        return Period(one.starts_on, None)
    return Period(one.starts_on, max(one.ends_on, other.ends_on))
