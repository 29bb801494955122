"""Aikajana: a value that changes by the day."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Generic, TypeVar

from nivel.timeline.period import DAY, Period

T = TypeVar("T")


class OverlappingPeriods(ValueError):
    """Two values would hold on the same day."""


class Timeline(Generic[T]):
    """Aikajana: periods that never overlap, in order, each with its value. Between them nothing holds."""

    __slots__ = ("_starts", "spans")

    def __init__(self, spans: Iterable[tuple[Period, T]] = ()) -> None:
        self.spans = tuple(sorted(spans, key=lambda span: span[0].starts_on))
        self._starts = [period.starts_on for period, _ in self.spans]
        for (earlier, _), (later, _) in zip(self.spans, self.spans[1:], strict=False):
            if earlier.overlaps(later):
                raise OverlappingPeriods(f"{earlier} and {later}")

    @classmethod
    def from_days(cls, changes: Iterable[tuple[date, T]]) -> "Timeline[T]":
        """A timeline from the days on which a value begins; each holds until the next begins."""
        ordered = sorted(changes, key=lambda change: change[0])
        ends = [day - DAY for day, _ in ordered[1:]] + [None]
        return cls((Period(day, end), value) for (day, value), end in zip(ordered, ends, strict=True))

    def __iter__(self) -> Iterator[tuple[Period, T]]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def span_on(self, day: date) -> tuple[Period, T] | None:
        """The period that holds on the day, with its value."""
        index = bisect_right(self._starts, day) - 1
        if index < 0 or not self.spans[index][0].contains(day):
            return None
        return self.spans[index]

    def value_on(self, day: date) -> T | None:
        span = self.span_on(day)
        return None if span is None else span[1]

    def next_change(self, day: date) -> date | None:
        """The first day after `day` on which another period begins or the present one has ended."""
        held = self.span_on(day)
        if held is not None and held[0].ends_on is not None:
            return held[0].ends_on + DAY
        index = bisect_right(self._starts, day)
        return self._starts[index] if index < len(self._starts) else None
