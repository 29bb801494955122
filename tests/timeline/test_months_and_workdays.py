from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nivel.timeline.months import (
    add_months,
    age_on,
    full_months,
    month_period,
    months_between,
    year_before,
)
from nivel.timeline.workdays import add_workdays, is_workday, next_workday

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day, months, expected):
    assert add_months(day, months) == expected


def test_a_month_is_full_on_the_same_day():
    assert full_months(date(2020, 1, 15), date(2020, 2, 14)) == 0
    assert full_months(date(2020, 1, 15), date(2020, 2, 15)) == 1
    assert full_months(date(2020, 1, 31), date(2020, 2, 29)) == 1


@given(DAYS, st.integers(0, 400))
def test_added_months_are_full_and_not_a_day_before(day, months):
    assert full_months(day, add_months(day, months)) == months


def test_age_changes_on_the_birthday():
    assert age_on(date(1995, 6, 1), date(2020, 5, 31)) == 24
    assert age_on(date(1995, 6, 1), date(2020, 6, 1)) == 25


def test_months():
    assert month_period(date(2020, 2, 10)).days() == 29
    assert months_between(date(2019, 12, 31), date(2020, 2, 1)) == [
        date(2019, 12, 1),
        date(2020, 1, 1),
        date(2020, 2, 1),
    ]
    assert year_before(date(2020, 3, 2)).starts_on == date(2019, 3, 3)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2020, 1, 6), False),  # Epiphany on a Monday
        (date(2020, 1, 7), True),
        (date(2020, 4, 10), False),  # Good Friday
        (date(2020, 4, 11), False),  # Saturday
        (date(2020, 6, 19), False),  # Midsummer Eve
        (date(2020, 12, 24), False),  # Christmas Eve
        (date(2021, 12, 6), False),  # Independence Day on a Monday
    ],
)
def test_working_days(day, working):
    assert is_workday(day) is working


def test_five_working_days_over_easter():
    assert add_workdays(date(2020, 4, 9), 5) == date(2020, 4, 20)
    assert next_workday(date(2020, 4, 10)) == date(2020, 4, 14)
