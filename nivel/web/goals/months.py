"""The month a screen speaks of: the one asked for, or the newest that is not ahead."""

import re
from datetime import date

from nivel.timeline.months import add_months, month_of, months_between

SHOWN = 18
MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")


def chosen_month(text: str, on: date) -> date:
    """The month as `2020-06`; the present one when nothing, nonsense or a month ahead is asked."""
    if not MONTH.fullmatch(text):
        return month_of(on)
    return min(date.fromisoformat(f"{text}-01"), month_of(on))


def months_to_choose(on: date) -> list[date]:
    """The newest first."""
    return months_between(add_months(on, 1 - SHOWN), on)[::-1]
