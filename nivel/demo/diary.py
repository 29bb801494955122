"""The demo's diary: what happens on which day, told in any order and carried out in the order of the days."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from nivel.access.models import User
from nivel.timeline.workdays import is_workday

STARTS = (time(9), time(10, 30), time(12, 30), time(14))


@dataclass
class Diary:
    """Days to come, in order; and each worker's free times, so that nobody is in two meetings."""

    until: date
    _entries: list[tuple[date, int, Callable[[date], None]]] = field(default_factory=list)
    _told: int = 0
    _taken: set[tuple[int, datetime]] = field(default_factory=set)

    def on(self, day: date, happening: Callable[[date], None]) -> None:
        """Something will happen that day, if the story reaches it."""
        self._told += 1
        heapq.heappush(self._entries, (day, self._told, happening))

    def live(self) -> None:
        """Carry everything out, day by day, also what is told on the way; the days after the end stay untold."""
        while self._entries and self._entries[0][0] <= self.until:
            day, _, happening = heapq.heappop(self._entries)
            happening(day)

    def free_time(self, worker: User, day: date) -> datetime:
        """The worker's next free time on a working day from the day on; it is taken now."""
        while True:
            for start in STARTS if is_workday(day) else ():
                moment = timezone.make_aware(datetime.combine(day, start))
                if (worker.pk, moment) not in self._taken:
                    self._taken.add((worker.pk, moment))
                    return moment
            day += timedelta(days=1)


def at_ten(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
