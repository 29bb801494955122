"""Päivien laskeminen: the only place where paid days are counted.

Every function is a plain loop over whole numbers, so that the same code runs interpreted for one
person and compiled for a population. A day is its ordinal (`date.toordinal`): day 1 is a Monday.
The paid days of a row are the first Monday-to-Friday days of its period.

What is counted for the municipal share is in `counting_share.py` and `counting_change.py`, loops of the same form.
"""

from bisect import bisect_right

from nivel.law.counting_rows import NONE, Ints

DAYS_A_WEEK = 7
PAID_DAYS_A_WEEK = 5


def weekdays_by(day: int) -> int:
    """How many Monday-to-Friday days there are from day 1 to `day`."""
    rest = day % DAYS_A_WEEK
    return day // DAYS_A_WEEK * PAID_DAYS_A_WEEK + (rest if rest < PAID_DAYS_A_WEEK else PAID_DAYS_A_WEEK)


def weekdays_between(first: int, last: int) -> int:
    """How many Monday-to-Friday days there are from `first` to `last`, both included."""
    return weekdays_by(last) - weekdays_by(first - 1)


def nth_weekday(first: int, n: int) -> int:
    """The n-th Monday-to-Friday day on or after `first`; n is at least 1."""
    target = weekdays_by(first - 1) + n - 1
    return target // PAID_DAYS_A_WEEK * DAYS_A_WEEK + target % PAID_DAYS_A_WEEK + 1


def surely_passed(start: int, days: int) -> int:
    """A day by which so many weekdays have passed, whichever weekday they begin: tells quickly that nothing is cut off."""
    return start + 2 * days + 2


def paid_between(start: int, days: int, first: int, last: int) -> int:
    """How many of a row's paid days fall from `first` to `last`."""
    if last < first or last < start:
        return 0
    passed = surely_passed(start, days)
    if passed < first:
        return 0
    if first <= start and passed <= last:
        return days
    by_last = weekdays_between(start, last)
    before = weekdays_between(start, first - 1) if first > start else 0
    return (by_last if by_last < days else days) - (before if before < days else days)


def paid_outside(start: int, days: int, first: int, last: int, exempt_first: int, exempt_last: int) -> int:
    """A row's paid days from `first` to `last`, without those of the exempt days."""
    paid = paid_between(start, days, first, last)
    low = first if first > exempt_first else exempt_first
    high = last if last < exempt_last else exempt_last
    return paid - paid_between(start, days, low, high)


def days_of_kinds(starts: Ints, days: Ints, kinds: Ints, wanted: Ints, lo: int, hi: int, first: int, last: int) -> int:
    """The paid days of the wanted kinds from `first` to `last`, of the rows from `lo` to `hi`; `wanted` is 1 for a kind that counts."""
    total = 0
    for i in range(lo, hi):
        if wanted[kinds[i]] == 1:
            total += paid_between(starts[i], days[i], first, last)
    return total


def balances_of_kinds(days: Ints, by: Ints, kinds: Ints, wanted: Ints, first: int, last: int) -> int:
    """Opening balances of the wanted kinds: whole when their day is on or after `first`, and not after `last`."""
    total = 0
    for k in range(len(days)):
        if wanted[kinds[k]] == 1 and first <= by[k] <= last:
            total += days[k]
    return total


def day_filled(starts: Ints, days: Ints, before: int, limit: int) -> int:
    """The day on which the rows, in order of starts, fill the limit after `before` days; -1 when they do not."""
    done = before
    for i in range(len(starts)):
        if done < limit <= done + days[i]:
            return nth_weekday(starts[i], limit - done)
        done += days[i]
    return NONE


def period_after(first: int, days_missing: int, period_days: int) -> int:
    """The first day of the payment period after the one in which the missing days fill, periods running from `first`."""
    if days_missing <= 0:
        return first
    filled = nth_weekday(first, days_missing)
    return first + ((filled - first) // period_days + 1) * period_days


def running_days(starts: Ints, days: Ints) -> list[int] | None:
    """For rows in order, the days of those before each; None when two of them share days."""
    before, total, last_paid = [], 0, 0
    for i in range(len(starts)):
        if days[i] > 0 and starts[i] <= last_paid:
            return None
        before.append(total)
        total += days[i]
        if days[i] > 0:
            last_paid = nth_weekday(starts[i], days[i])
    return before


def paid_by(starts: Ints, days: Ints, before: Ints, last: int) -> int:
    """The paid days of rows that follow each other, to the end of a day; `before` is from `running_days`."""
    i = bisect_right(starts, last) - 1
    return 0 if i < 0 else before[i] + paid_between(starts[i], days[i], starts[i], last)
