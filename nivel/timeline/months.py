"""Kuukaudet: calendar months, and months that are full on the same day of the month."""

from calendar import monthrange
from datetime import date

from nivel.timeline.period import DAY, Period

MONTHS_A_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where it has no such day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_months(starts_on: date, on: date) -> int:
    """How many months are full on the day; each fills on the same day of the month it began."""
    if on < starts_on:
        return 0
    months = (on.year - starts_on.year) * MONTHS_A_YEAR + on.month - starts_on.month
    return months if add_months(starts_on, months) <= on else months - 1


def month_of(day: date) -> date:
    """The first day of the day's month, which is how Nivel names a month."""
    return day.replace(day=1)


def last_day_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_period(day: date) -> Period:
    """The calendar month of a day, first to last."""
    return Period(month_of(day), last_day_of_month(day))


def months_between(first: date, last: date) -> list[date]:
    """The months from the one of `first` to the one of `last`, by their first days."""
    months = [month_of(first)]
    while months[-1] < month_of(last):
        months.append(add_months(months[-1], 1))
    return months


def age_on(born: date, on: date) -> int:
    """Ikä: full years on the day. Who is born on 29 February turns on 28 February in a common year."""
    return full_months(born, on) // MONTHS_A_YEAR


def year_before(on: date) -> Period:
    """The last twelve calendar months, ending on the day."""
    return Period(add_months(on, -MONTHS_A_YEAR) + DAY, on)
