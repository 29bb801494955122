"""Tilanne päivänä: what a day would bear, and since when it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from nivel.law import counting
from nivel.law.share_history import FAR, PaidDays
from nivel.law.share_wordings import (
    BEGINS,
    WORDING_DAYS,
    Wording,
    first_wording,
    wording_for,
)

Step = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Tilanne: the paid day the answer is for, its wording and share, and the days counted by the end of `on`."""

    on: int
    paid_day: int
    benefit: str
    basis: str
    row: int | None
    wording: Wording | None
    percent: int | None
    days_counted: int
    since: int | None


def standing(paid: PaidDays, on: int) -> Standing | None:
    """Where the person stands, or None when no benefit is known by the day."""
    row = last_begun(paid, on)
    kind = _kind(paid, row, on)
    if kind is None:
        return None
    benefit, basis = kind
    paid_day, paid_row = next_paid_day(paid, row, on)
    begun = on >= BEGINS[benefit][0][0]
    wording = _wording(paid, paid_row, benefit, paid_day) if begun else None
    percent = _percent(paid, paid_row, wording, kind, paid_day) if begun else None
    counted = paid.counted(wording or first_wording(benefit), on)
    since = None if percent is None else _since(paid, row, paid_row, paid_day, percent)
    return Standing(on, paid_day, benefit, basis, paid_row, wording, percent, counted, since)


def last_begun(paid: PaidDays, on: int) -> int | None:
    """The last payment whose period began on or before the day."""
    found = None
    for index, start in enumerate(paid.starts):
        if start <= on:
            found = index
    return found


def _kind(paid: PaidDays, row: int | None, on: int) -> tuple[str, str] | None:
    if row is not None:
        return paid.rows[row].benefit, paid.rows[row].basis
    begun = [balance for balance in paid.opening if balance.by.toordinal() <= on]
    if not begun:
        return None
    latest = max(begun, key=lambda balance: balance.by)
    return latest.benefit, latest.basis


def next_paid_day(paid: PaidDays, row: int | None, on: int) -> tuple[int, int | None]:
    """The day itself when it is paid, else the next paid one, known or (row None) as it would be."""
    earliest = counting.nth_weekday(on, 1)
    if row is None:
        return earliest, None
    benefit = paid.rows[row].benefit
    found = [(_paid_day_from(paid, index, on), -index) for index in range(row + 1) if paid.rows[index].benefit == benefit]
    within = [(day, index) for day, index in found if day is not None]
    if within:
        day, index = min(within)
        return day, -index
    if row + 1 < len(paid.rows) and paid.rows[row + 1].benefit == benefit and paid.days[row + 1]:
        return counting.nth_weekday(paid.starts[row + 1], 1), row + 1
    return max(earliest, counting.nth_weekday(max(paid.ends[: row + 1]) + 1, 1)), None


def _paid_day_from(paid: PaidDays, index: int, on: int) -> int | None:
    """The first paid day of a payment on or after the day."""
    if paid.days[index] == 0 or paid.ends[index] < on:
        return None
    day = counting.nth_weekday(max(on, paid.starts[index]), 1)
    return day if day <= counting.nth_weekday(paid.starts[index], paid.days[index]) else None


def _wording(paid: PaidDays, row: int | None, benefit: str, day: int) -> Wording | None:
    return wording_for(benefit, day, day if row is None else paid.paid[row])


def _percent(paid: PaidDays, row: int | None, wording: Wording | None, kind: tuple[str, str], day: int) -> int | None:
    if row is None or wording is None:
        return paid.bears(*kind, day)
    if paid.is_exempt(wording, paid.rows[row].benefit, paid.rows[row].basis, day):
        return 0
    by = paid.starts[row] if wording.by_period else day
    return counting.percent_of(paid.counted(wording, by - 1), wording.limits, wording.percents)


def steps(paid: PaidDays, first_row: int, last_row: int) -> Iterator[Step]:
    """The shares day after day: of each payment's parts, and of the time between payments."""
    for index in range(first_row, last_row + 1):
        for part in paid.parts(index):
            yield part.first, part.bears
        next_start = paid.starts[index + 1] if index + 1 < len(paid.starts) else None
        if next_start is None or next_start > paid.ends[index] + 1:
            yield from _gap_steps(paid, index, next_start)


def _gap_steps(paid: PaidDays, index: int, next_start: int | None) -> Iterator[Step]:
    """Between payments the share stays, unless a law, an exemption or a restart changes it."""
    row, first = paid.rows[index], paid.ends[index] + 1
    edges = {first, *WORDING_DAYS, paid.exempt_first, paid.exempt_last + 1}
    edges |= {reset.on.toordinal() + 1 for reset in paid.resets}
    until = FAR if next_start is None else next_start
    for edge in sorted(edges):
        if first <= edge < until:
            yield edge, paid.bears(row.benefit, row.basis, edge)


def _since(paid: PaidDays, row: int | None, paid_row: int | None, paid_day: int, percent: int) -> int | None:
    """The day from which the share has held; None when it held already before the known payments."""
    if row is None:
        return None
    reached = row if paid_row is None else max(row, paid_row)
    run: int | None = None
    history = [step for step in steps(paid, 0, reached) if step[0] <= paid_day]
    for first, bears in sorted(history, key=lambda step: step[0], reverse=True):
        if bears != percent:
            return paid_day if run is None else run
        run = first
    return None if paid.opening else run
