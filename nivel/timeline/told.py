"""Kerrottu päivä: a day that somebody typed, sent or wrote into a file, within the years that a person's case can be about.

The edges of Python's calendar are no days: reckoning a month from 31 December 9999 fails.
"""

from datetime import date

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
# How registers write that a thing has no end.
NO_END = date(9999, 12, 31)


def is_a_day(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def day_told(text: str) -> date:
    """An ISO day. Raises ValueError for what is none, and for one outside the years."""
    day = date.fromisoformat(text)
    if not is_a_day(day):
        raise ValueError(f"{text} is not a day from {FIRST_DAY} to {LAST_DAY}")
    return day
