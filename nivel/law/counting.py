"""Päivien laskeminen: the only place where paid days are counted.

Every function is a plain loop over whole numbers, so that the same code runs interpreted for one
person and compiled for a population. A day is its ordinal (`date.toordinal`): day 1 is a Monday.
The paid days of a row are the first Monday-to-Friday days of its period.

Rows are parallel sequences: `starts` and `days`, and `counts`, which is 1 when the row's benefit and
basis count under the rule and 0 when they do not.
"""

from collections.abc import MutableSequence, Sequence

Ints = Sequence[int]

DAYS_A_WEEK = 7
PAID_DAYS_A_WEEK = 5
NEVER_LAST = -1
FOREVER = 4_000_000


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


def paid_between(start: int, days: int, first: int, last: int) -> int:
    """How many of a row's paid days fall from `first` to `last`."""
    if last < first or last < start:
        return 0
    by_last = weekdays_between(start, last)
    before = weekdays_between(start, first - 1) if first > start else 0
    return (by_last if by_last < days else days) - (before if before < days else days)


def paid_outside(start: int, days: int, first: int, last: int, exempt_first: int, exempt_last: int) -> int:
    """A row's paid days from `first` to `last`, without those of the exempt days."""
    paid = paid_between(start, days, first, last)
    low = first if first > exempt_first else exempt_first
    high = last if last < exempt_last else exempt_last
    return paid - paid_between(start, days, low, high)


def days_counted(
    starts: Ints, days: Ints, counts: Ints, exempt: Ints, first: int, last: int, exempt_first: int, exempt_last: int
) -> int:
    """The paid days of all rows that count, from `first` to `last`."""
    total = 0
    for i in range(len(starts)):
        if counts[i] == 0:
            continue
        if exempt[i] == 1:
            total += paid_outside(starts[i], days[i], first, last, exempt_first, exempt_last)
        else:
            total += paid_between(starts[i], days[i], first, last)
    return total


def day_filled(starts: Ints, days: Ints, before: int, limit: int) -> int:
    """The day on which the rows, in order of starts, fill the limit after `before` days; -1 when they do not."""
    done = before
    for i in range(len(starts)):
        if done < limit <= done + days[i]:
            return nth_weekday(starts[i], limit - done)
        done += days[i]
    return NEVER_LAST


def balance_counted(days: Ints, by: Ints, counts: Ints, first: int, last: int) -> int:
    """Opening balances that count: whole when their day is on or after `first`, and not after `last`."""
    total = 0
    for i in range(len(days)):
        if counts[i] == 1 and first <= by[i] <= last:
            total += days[i]
    return total


def first_counted_day(look_back: int, resets: Ints, day: int) -> int:
    """The day from which days count on `day`: the look-back, or the day after the latest reset before `day`."""
    first = look_back
    for reset in resets:
        if reset < day and reset + 1 > first:
            first = reset + 1
    return first


def percent_of(days: int, limits: Ints, percents: Ints) -> int:
    """The percentage after so many full days."""
    percent = 0
    for i in range(len(limits)):
        if days >= limits[i]:
            percent = percents[i]
    return percent


def split_by_limits(
    before: int, days: int, limits: Ints, percents: Ints, out_days: MutableSequence[int], out_percents: MutableSequence[int]
) -> int:
    """Splits `days` that follow `before` counted ones at each limit; returns how many parts were written.

    Day N bears the percentage of the limit that was full the day before: the 101st day is the first at 10 %.
    """
    parts = 0
    left = days
    done = before
    while left > 0:
        step = left
        for limit in limits:
            if done < limit < done + step:
                step = limit - done
        out_days[parts] = step
        out_percents[parts] = percent_of(done, limits, percents)
        parts += 1
        done += step
        left -= step
    return parts


def next_limit(days: int, limits: Ints) -> int:
    """The first limit that is not yet full, or -1 when none is left."""
    for limit in limits:
        if limit > days:
            return limit
    return -1


def period_after(first: int, days_missing: int, period_days: int) -> int:
    """The first day of the payment period after the one in which the missing days fill, periods running from `first`."""
    if days_missing <= 0:
        return first
    filled = nth_weekday(first, days_missing)
    return first + ((filled - first) // period_days + 1) * period_days


def days_before_rows(
    starts: Ints,
    days: Ints,
    counts: Ints,
    exempt: Ints,
    look_back: int,
    resets: Ints,
    exempt_first: int,
    exempt_last: int,
    balance_days: Ints,
    balance_by: Ints,
    balance_counts: Ints,
    out: MutableSequence[int],
) -> None:
    """For each row, in order of starts, the counted days of the rows before it and of the opening balances."""
    total = 0
    counted_from = look_back
    for i in range(len(starts)):
        first = first_counted_day(look_back, resets, starts[i])
        if first != counted_from:
            counted_from = first
            total = days_counted(starts[:i], days[:i], counts[:i], exempt[:i], first, FOREVER, exempt_first, exempt_last)
        out[i] = total + balance_counted(balance_days, balance_by, balance_counts, first, starts[i] - 1)
        if counts[i] == 1:
            if exempt[i] == 1:
                total += paid_outside(starts[i], days[i], first, FOREVER, exempt_first, exempt_last)
            else:
                total += paid_between(starts[i], days[i], first, FOREVER)
