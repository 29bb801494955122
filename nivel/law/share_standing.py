"""Tilanne päivänä: what a day would bear, and since when it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from nivel.law import counting_share
from nivel.law.counting_rows import FAR, NONE
from nivel.law.share_history import PaidDays
from nivel.law.share_tables import KIND_NAMES, all_wordings
from nivel.law.share_wordings import Wording

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
    row, kind, day, paid_row, number, percent, count = counting_share.stand_on(*paid.all, on)
    if kind == NONE:
        return None
    return Standing(
        on,
        day,
        *KIND_NAMES[kind],
        row=None if paid_row == NONE else paid_row,
        wording=None if number == NONE else all_wordings()[number],
        percent=None if percent == NONE else percent,
        days_counted=count,
        since=None if percent == NONE else _since(paid, max(row, paid_row), day, percent),
    )


def steps(paid: PaidDays, first_row: int, last_row: int) -> Iterator[Step]:
    """The shares day after day: of the time after the opening balance, of each payment's parts, and of the time between them."""
    starts, ends = paid.numbers.starts, paid.numbers.ends
    if paid.opening:
        latest = max(paid.opening, key=lambda balance: balance.by)
        until = starts[0] if starts else FAR
        yield from _gap_steps(paid, latest.benefit, latest.basis, latest.by.toordinal() + 1, until)
    for index in range(first_row, last_row + 1):
        for part in paid.parts(index):
            yield part.first, part.bears
        until = starts[index + 1] if index + 1 < len(starts) else FAR
        yield from _gap_steps(paid, paid.rows[index].benefit, paid.rows[index].basis, ends[index] + 1, until)


def _gap_steps(paid: PaidDays, benefit: str, basis: str, day: int, until: int) -> Iterator[Step]:
    """Between payments the share stays, unless a law, an exemption or a restart changes it."""
    while day < until:
        yield day, paid.bears(benefit, basis, day)
        day = counting_share.edge_after(paid.past, paid.law, day, True)


def _since(paid: PaidDays, last_row: int, paid_day: int, percent: int) -> int | None:
    """The day from which the share has held; None when it held already before the known payments."""
    run: int | None = None
    history = [step for step in steps(paid, 0, last_row) if step[0] <= paid_day]
    for first, bears in sorted(history, key=lambda step: step[0], reverse=True):
        if bears != percent:
            return paid_day if run is None else run
        run = first
    return None if paid.opening else run
