"""Arkipäivä: Monday to Friday, not a public holiday.

Christmas Eve and Midsummer Eve are no working days here either: laki säädettyjen määräaikain
laskemisesta 150/1930 5 § treats them as holidays when a time limit ends.
"""

from datetime import date
from functools import cache

import holidays

from nivel.timeline.period import DAY

SATURDAY = 5


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Pyhäpäivät: the public holidays of Finland in a year."""
    return frozenset(holidays.country_holidays("FI", years=year))


def is_weekday(day: date) -> bool:
    """Monday to Friday: benefits are paid for at most these five days of a week (1290/2002 3:2 §)."""
    return day.weekday() < SATURDAY


def is_workday(day: date) -> bool:
    """Arkipäivä."""
    return is_weekday(day) and day not in public_holidays(day.year)


def add_workdays(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`; the day itself is not counted."""
    while count > 0:
        day += DAY
        count -= is_workday(day)
    return day


def next_workday(day: date) -> date:
    """The day itself when it is a working day, else the first working day after it."""
    while not is_workday(day):
        day += DAY
    return day
