"""Seuraava muutos: the day the share next changes, from the known payments and, after them, as if the benefit went on."""

from datetime import date

from nivel.law import counting_change
from nivel.law.counting_rows import NONE
from nivel.law.share_history import PaidDays
from nivel.law.share_standing import Standing
from nivel.law.share_tables import KIND_NUMBERS
from nivel.law.verdict import Change


def next_change(paid: PaidDays, here: Standing) -> Change | None:
    """The next change after the day, assuming that the benefit continues without a break."""
    day, percent = counting_change.change_after(
        *paid.all,
        here.on,
        KIND_NUMBERS[here.benefit, here.basis],
        here.paid_day,
        NONE if here.row is None else here.row,
        NONE if here.percent is None else here.percent,
        paid.before,
        paid.made,
        paid.out,
    )
    return None if day == NONE else Change(percent, date.fromordinal(day))
