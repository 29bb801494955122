"""Seuraava muutos lukuina: when the share next changes, from known payments and, after them, as if the benefit went on.

Plain loops over whole numbers, interpreted for one person and compiled for a population. A change is its day and the
share from it; NONE as the day when none is known.
"""

from collections.abc import MutableSequence

from nivel.law import counting
from nivel.law.counting_rows import BASES_A_BENEFIT, FAR, NONE, Parts, Past, Rows, Wordings
from nivel.law.counting_share import (
    bears,
    counted,
    edge_after,
    is_exempt,
    last_end,
    limit_after,
    percent_after,
    wording_on,
    write_parts,
)


def change_after(
    rows: Rows,
    past: Past,
    law: Wordings,
    lo: int,
    hi: int,
    on: int,
    kind: int,
    paid_day: int,
    row: int,
    percent: int,
    before: MutableSequence[int],
    made: MutableSequence[int],
    out: Parts,
) -> tuple[int, int]:
    """The next change after a standing: `row` is the payment of its paid day, NONE when that is not yet known."""
    last = last_end(rows, past, lo, hi)
    if last >= on:
        day, becomes = known_change(rows, past, law, lo, hi, on, paid_day, row, percent, last, before, made, out)
        if day != NONE:
            return day, becomes
    for k in range(len(past.balance_by)):
        last = max(last, past.balance_by[k])
    anchor = last + 1
    if anchor <= paid_day and percent_then(rows, past, law, lo, hi, kind, anchor, paid_day) != percent:
        # Paid without a break since the last known payment the share would already be another: the time runs from the day.
        anchor = counting.nth_weekday(on, 1)
    return expected_change(rows, past, law, lo, hi, kind, paid_day, percent, anchor)


def known_change(
    rows: Rows,
    past: Past,
    law: Wordings,
    lo: int,
    hi: int,
    on: int,
    paid_day: int,
    row: int,
    percent: int,
    last: int,
    before: MutableSequence[int],
    made: MutableSequence[int],
    out: Parts,
) -> tuple[int, int]:
    """The first change inside payments already known for days after `on`, and in the time between them."""
    known_by = paid_day
    found, becomes = FAR, NONE
    for i in range(lo, hi):
        # Another benefit may begin on the very day on which this one would have gone on.
        if row == NONE and on < rows.starts[i] <= known_by:
            known_by = rows.starts[i] - 1
    for i in range(lo, hi):
        if rows.ends[i] > known_by:
            for k in range(write_parts(rows, past, law, lo, hi, i, before, made, out)):
                if known_by < out.firsts[k] < found and out.bears[k] != NONE and out.bears[k] != percent:
                    found, becomes = out.firsts[k], out.bears[k]
        next_start = rows.starts[i + 1] if i + 1 < hi else FAR
        day = rows.ends[i] + 1
        while day < next_start and day < found:
            if known_by < day <= last:
                borne = bears(rows, past, law, lo, hi, rows.kinds[i], day)
                if borne != NONE and borne != percent:  # noqa: PLR1714 - the compiled form knows no `in`
                    found, becomes = day, borne
            day = edge_after(past, law, day, True)
    return (found, becomes) if found <= last else (NONE, NONE)


def expected_change(
    rows: Rows, past: Past, law: Wordings, lo: int, hi: int, kind: int, paid_day: int, percent: int, anchor: int
) -> tuple[int, int]:
    """The first change if the benefit is paid five days a week from `anchor` on, in payment periods.

    It is sought stage by stage: a stage is a stretch with one wording and one exemption.
    """
    first = anchor if anchor > paid_day else paid_day
    while first < FAR:
        next_first = edge_after(past, law, first, False)
        day = counting.nth_weekday(first, 1)
        w = wording_on(law, kind // BASES_A_BENEFIT, day, day)
        if w != NONE:
            becomes = percent_then(rows, past, law, lo, hi, kind, anchor, day)
            if becomes != percent and day > paid_day:
                return day, becomes
            if not is_exempt(past, law, w, kind, day):
                turn, becomes = crossing(rows, past, law, lo, hi, w, anchor, day)
                if turn != NONE and (next_first == FAR or turn < next_first):
                    return turn, becomes
        first = next_first
    return NONE, NONE


def period_days(law: Wordings, anchor: int) -> int:
    """The length of the payment periods that run from a day."""
    found = law.period_days[0]
    for k in range(len(law.period_begins)):
        if law.period_begins[k] <= anchor:
            found = law.period_days[k]
    return found


def count_day(law: Wordings, w: int, anchor: int, day: int) -> int:
    """The last day that matters for a day's share: the day before it, or before its payment period."""
    if law.by_period[w] == 0:
        return day - 1
    return day - (day - anchor) % period_days(law, anchor) - 1


def count_then(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, anchor: int, last: int) -> int:
    """Days counted at the end of a coming day: the known ones and five a week from the anchor."""
    known = counted(rows, past, law, lo, hi, w, last if last < anchor - 1 else anchor - 1)
    coming = last - anchor + 1
    if coming <= 0:
        return known
    exempts = law.exempts[w] == 1
    exempt_first = past.exempt_first if exempts else FAR
    exempt_last = past.exempt_last if exempts else NONE
    return known + counting.paid_outside(anchor, coming, anchor, last, exempt_first, exempt_last)


def percent_then(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, kind: int, anchor: int, day: int) -> int:
    """The share of a coming day."""
    w = wording_on(law, kind // BASES_A_BENEFIT, day, day)
    if w == NONE:
        return NONE
    if is_exempt(past, law, w, kind, day):
        return 0
    return percent_after(law, w, count_then(rows, past, law, lo, hi, w, anchor, count_day(law, w, anchor, day)))


def crossing(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, anchor: int, day: int) -> tuple[int, int]:
    """When the next limit fills: from the next period until 2024, from the next paid day after."""
    count = count_then(rows, past, law, lo, hi, w, anchor, count_day(law, w, anchor, day))
    limit = limit_after(law, w, count)
    if limit == NONE:
        return NONE, NONE
    percent = percent_after(law, w, limit)
    if law.by_period[w] == 1:
        length = period_days(law, anchor)
        period = day - (day - anchor) % length
        return counting.period_after(period, limit - count, length), percent
    return counting.nth_weekday(day, limit - count + 1), percent
