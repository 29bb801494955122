"""Plain calendar arithmetic, written a second time."""

from calendar import monthrange
from datetime import date, timedelta

ONE = timedelta(days=1)


def day(text):
    return date.fromisoformat(text) if text else None


def months_after(start, months):
    """The same day of the month so many months on; the last day of the month where there is no such day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def months_full(start, on, months):
    """N months are full on the same day of the month."""
    return months_after(start, months) <= on


def turned(born, years, on):
    return months_after(born, 12 * years) <= on


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, rest = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, rest + 1)


def public_holidays(year):
    """Finnish public holidays, and the eves that are no working days when a time limit ends (150/1930 5 §)."""
    sunday = easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)]
    midsummer_eve = next(date(year, 6, n) for n in range(19, 26) if date(year, 6, n).weekday() == 4)
    return {date(year, *each) for each in fixed} | {sunday - 2 * ONE, sunday + ONE, sunday + 39 * ONE, midsummer_eve}


def working_days_after(start, count):
    at = start
    while count:
        at += ONE
        if at.weekday() < 5 and at not in public_holidays(at.year):
            count -= 1
    return at


def next_weekday(on):
    while on.weekday() > 4:
        on += ONE
    return on


def weekdays_of(starts_on, ends_on):
    at = starts_on
    while at <= ends_on:
        if at.weekday() < 5:
            yield at
        at += ONE
