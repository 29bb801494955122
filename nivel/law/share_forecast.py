"""Seuraava muutos: the day the share next changes, from the known payments and, after them, as if the benefit went on."""

from datetime import date

from nivel.law import counting
from nivel.law.parameters import in_force
from nivel.law.share_history import FAR, PaidDays
from nivel.law.share_standing import Standing, steps
from nivel.law.share_wordings import WORDING_DAYS, Wording, wording_for
from nivel.law.verdict import Change

Turn = tuple[int, int]


def next_change(paid: PaidDays, here: Standing) -> Change | None:
    """The next change after the day, assuming that the benefit continues without a break."""
    turn = _known_change(paid, here) or _expected_change(paid, here)
    return None if turn is None else Change(turn[1], date.fromordinal(turn[0]))


def _known_change(paid: PaidDays, here: Standing) -> Turn | None:
    """A change that falls inside payments already known for days after `on`."""
    if not paid.rows or max(paid.ends) < here.on:
        return None
    last, known_by = max(paid.ends), here.paid_day
    if here.row is None:
        # Another benefit may begin on the very day on which this one would have gone on.
        known_by = min([known_by, *(start - 1 for start in paid.starts if start > here.on)])
    for first, percent in sorted(steps(paid, 0, len(paid.rows) - 1), key=lambda step: step[0]):
        if known_by < first <= last and percent is not None and percent != here.percent:
            return first, percent
    return None


def _expected_change(paid: PaidDays, here: Standing) -> Turn | None:
    """Payment periods run on from the last known one; from the day itself when they would have passed it by."""
    known = [*paid.ends, *paid.balance_by]
    for anchor in (max(known) + 1, counting.nth_weekday(here.on, 1)):
        turn = _Course(paid, here, anchor).change()
        if turn is None or turn[0] > here.on:
            return turn
    return None


class _Course:
    """Jatkuva etuus: unbroken five days a week from `anchor` on, in payment periods."""

    def __init__(self, paid: PaidDays, here: Standing, anchor: int) -> None:
        self.paid, self.here, self.anchor = paid, here, anchor
        held = in_force("municipal_share.payment_period_weeks", date.fromordinal(anchor))
        self.period_days = (4 if held is None else held.value) * counting.DAYS_A_WEEK

    def change(self) -> Turn | None:
        """The first change, stage by stage: a stage is a stretch with one wording and one exemption."""
        ends = (*WORDING_DAYS, self.paid.exempt_first, self.paid.exempt_last + 1)
        edges = sorted({edge for edge in ends if self.anchor < edge < FAR})
        for first, next_first in zip([self.anchor, *edges], [*edges, None], strict=True):
            turn = self._change_in_stage(first, next_first)
            if turn is not None:
                return turn
        return None

    def _change_in_stage(self, first: int, next_first: int | None) -> Turn | None:
        day = counting.nth_weekday(first, 1)
        wording = wording_for(self.here.benefit, day, day)
        if wording is None:
            return None
        exempt = self.paid.is_exempt(wording, self.here.benefit, self.here.basis, day)
        percent = 0 if exempt else self._percent(wording, day)
        if percent != self.here.percent and day > self.here.paid_day:
            return day, percent
        turn = None if exempt else self._crossing(wording, day)
        return turn if turn is not None and (next_first is None or turn[0] < next_first) else None

    def _percent(self, wording: Wording, day: int) -> int:
        return counting.percent_of(self._by(wording, self._count_day(wording, day)), wording.limits, wording.percents)

    def _count_day(self, wording: Wording, day: int) -> int:
        """The last day that matters for a day's share: the day before it, or before its payment period."""
        if not wording.by_period:
            return day - 1
        return day - (day - self.anchor) % self.period_days - 1

    def _by(self, wording: Wording, last: int) -> int:
        """Days counted at the end of a coming day: the known ones and five a week from the anchor."""
        exempt_first, exempt_last = self.paid.exempt_under(wording)
        coming = max(0, last - self.anchor + 1)
        expected = counting.paid_outside(self.anchor, coming, self.anchor, last, exempt_first, exempt_last)
        return self.paid.counted(wording, min(last, self.anchor - 1)) + expected

    def _crossing(self, wording: Wording, day: int) -> Turn | None:
        """When the next limit fills: from the next period until 2024, from the next paid day after."""
        done = self._by(wording, day - 1)
        limit = counting.next_limit(self._by(wording, self._count_day(wording, day)), wording.limits)
        if limit < 0:
            return None
        percent = counting.percent_of(limit, wording.limits, wording.percents)
        if wording.by_period:
            period = day - (day - self.anchor) % self.period_days
            missing = limit - self._by(wording, period - 1)
            return counting.period_after(period, missing, self.period_days), percent
        return counting.nth_weekday(day, limit - done + 1), percent
