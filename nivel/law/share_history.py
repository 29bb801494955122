"""Maksupäivien historia: a person's paid days in order, and what share each day of them bore or would bear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nivel.law import counting
from nivel.law.facts import DaysBefore, Integration, Payment, Reset, WrongFact
from nivel.law.parameters import in_force
from nivel.law.share_wordings import (
    SHARED_2025,
    WORDING_DAYS,
    Wording,
    restart_days,
    wording_for,
)
from nivel.timeline.months import MONTHS_A_YEAR, add_months

NEVER = -1
FAR = date.max.toordinal()
EXEMPT_BENEFITS = ("tmt", "yt")


@dataclass(frozen=True, slots=True)
class Part:
    """Maksun osa: paid days of one payment that bear the same share. `bears` is the share on unemployment."""

    first: int
    days: int
    percent: int
    bears: int | None


@dataclass(slots=True)
class _Count:
    """One wording's view of the rows: which of them count, and the days before each."""

    counts: list[int]
    opening: list[int]
    restarts: list[int]
    before: list[int]


class PaidDays:
    """Maksupäivät: payments in the order of their periods, counted under any wording."""

    def __init__(
        self,
        payments: Sequence[Payment],
        opening: Sequence[DaysBefore] = (),
        resets: Sequence[Reset] = (),
        integration: Integration | None = None,
    ) -> None:
        self.order = sorted(range(len(payments)), key=lambda i: (payments[i].starts_on, payments[i].ends_on))
        self.rows = [payments[i] for i in self.order]
        if any(row.days < 0 for row in self.rows):
            raise WrongFact("A payment has negative days: corrections are netted before the law counts.")
        self.opening, self.resets = opening, resets
        self.starts = [row.starts_on.toordinal() for row in self.rows]
        self.ends = [row.ends_on.toordinal() for row in self.rows]
        self.paid = [(row.paid_on or row.ends_on).toordinal() for row in self.rows]
        self.days = [row.days for row in self.rows]
        self.balance_days = [balance.days for balance in opening]
        self.balance_by = [balance.by.toordinal() for balance in opening]
        self.exempt_first, self.exempt_last = exempt_days(integration)
        self._exempt = [1 if row.benefit in EXEMPT_BENEFITS else 0 for row in self.rows]
        self._counted: dict[str, _Count] = {}

    def count(self, wording: Wording) -> _Count:
        """The wording's view, made once."""
        found = self._counted.get(wording.name)
        if found is None:
            found = self._counted[wording.name] = self._make_count(wording)
        return found

    def _make_count(self, wording: Wording) -> _Count:
        count = _Count(
            [1 if (row.benefit, row.basis) in wording.counts else 0 for row in self.rows],
            [1 if (row.benefit, row.basis) in wording.counts else 0 for row in self.opening],
            restart_days(wording, self.resets),
            [0] * len(self.rows),
        )
        exempt_first, exempt_last = self.exempt_under(wording)
        counting.days_before_rows(
            self.starts,
            self.days,
            count.counts,
            self._exempt,
            wording.look_back,
            count.restarts,
            exempt_first,
            exempt_last,
            self.balance_days,
            self.balance_by,
            count.opening,
            count.before,
        )
        return count

    def exempt_under(self, wording: Wording) -> tuple[int, int]:
        return (self.exempt_first, self.exempt_last) if wording.exempts_integration else (FAR, NEVER)

    def counted(self, wording: Wording, last: int) -> int:
        """The days that count under the wording at the end of a day."""
        count = self.count(wording)
        first = counting.first_counted_day(wording.look_back, count.restarts, last + 1)
        exempt_first, exempt_last = self.exempt_under(wording)
        paid = counting.days_counted(self.starts, self.days, count.counts, self._exempt, first, last, exempt_first, exempt_last)
        return paid + counting.balance_counted(self.balance_days, self.balance_by, count.opening, first, last)

    def bears(self, benefit: str, basis: str, day: int) -> int | None:
        """The share of a day outside every payment, as the first day of a new payment period."""
        wording = wording_for(benefit, day, day)
        if wording is None:
            return None
        if self.is_exempt(wording, benefit, basis, day):
            return 0
        return counting.percent_of(self.counted(wording, day - 1), wording.limits, wording.percents)

    def is_exempt(self, wording: Wording, benefit: str, basis: str, day: int) -> bool:
        """True when the State pays the whole day: the Integration Act, or a lay-off and its like."""
        if benefit == "apr":
            return basis in exempt_bases()
        return wording.exempts_integration and self.exempt_first <= day <= self.exempt_last

    def parts(self, index: int) -> Iterator[Part]:
        """A payment in parts of one share each, in the order of its days."""
        if self.days[index] == 0:
            return
        last_paid = counting.nth_weekday(self.starts[index], self.days[index])
        for first, last in self._segments(index, last_paid):
            days = counting.paid_between(self.starts[index], self.days[index], first, last)
            if days:
                yield from self._parts_of_segment(index, first, days)

    def _segments(self, index: int, last_paid: int) -> list[tuple[int, int]]:
        """The payment's days cut where the wording, an exemption or a restart changes inside it."""
        start = self.starts[index]
        edges = [*WORDING_DAYS, self.exempt_first, self.exempt_last + 1]
        edges += [reset.on.toordinal() + 1 for reset in self.resets]
        firsts = [start, *sorted({edge for edge in edges if start < edge <= last_paid})]
        return list(zip(firsts, [first - 1 for first in firsts[1:]] + [last_paid], strict=True))

    def _parts_of_segment(self, index: int, first: int, days: int) -> Iterator[Part]:
        row = self.rows[index]
        wording = wording_for(row.benefit, first, self.paid[index])
        if wording is None:
            yield Part(first, days, 0, None)
        elif self.is_exempt(wording, row.benefit, row.basis, first):
            yield Part(first, days, 0, 0)
        elif wording.by_period:
            counts = (row.benefit, row.basis) in wording.counts
            # A service row may share its period with a counted one; only earlier periods set the share.
            before = self.count(wording).before[index] if counts else self.counted(wording, self.starts[index] - 1)
            bears = counting.percent_of(before, wording.limits, wording.percents)
            yield Part(first, days, bears if counts else 0, bears)
        else:
            yield from self._day_by_day(wording, index, first, days)

    def _day_by_day(self, wording: Wording, index: int, first: int, days: int) -> Iterator[Part]:
        """From 2025: the share changes inside the payment, on the day after a limit is full."""
        before = self._before_segment(wording, index, first)
        part_days, percents = [0] * (len(wording.limits) + 1), [0] * (len(wording.limits) + 1)
        written = counting.split_by_limits(before, days, wording.limits, wording.percents, part_days, percents)
        done = 0
        for i in range(written):
            starts = counting.nth_weekday(first, done + 1)
            yield Part(starts, part_days[i], percents[i], percents[i])
            done += part_days[i]

    def _before_segment(self, wording: Wording, index: int, first: int) -> int:
        """Days counted before a segment: those before the payment, and the payment's own earlier ones."""
        count = self.count(wording)
        start = self.starts[index]
        counted_from = counting.first_counted_day(wording.look_back, count.restarts, first)
        if counted_from > start:
            return self.counted(wording, first - 1)
        exempt_first, exempt_last = self.exempt_under(wording)
        own = counting.paid_outside(start, self.days[index], start, first - 1, exempt_first, exempt_last)
        return count.before[index] + own


def exempt_days(integration: Integration | None) -> tuple[int, int]:
    """The days for which the State pays a person under the Integration Act: 1 or 3 years from the first home municipality."""
    if integration is None or not integration.applies or integration.first_home_municipality_on is None:
        return FAR, NEVER
    first = integration.first_home_municipality_on
    return first.toordinal(), add_months(first, integration.years * MONTHS_A_YEAR).toordinal() - 1


def exempt_bases() -> list[str]:
    held = in_force("municipal_share.exempt_bases", SHARED_2025)
    return [] if held is None else held.value
