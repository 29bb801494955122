from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nivel.timeline.period import Period
from nivel.timeline.timeline import OverlappingPeriods, Timeline

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def test_value_begins_on_its_day_and_not_before():
    rate = Timeline.from_days([(date(2020, 1, 1), "33.66"), (date(2021, 1, 1), "33.78")])
    assert rate.value_on(date(2019, 12, 31)) is None
    assert rate.value_on(date(2020, 12, 31)) == "33.66"
    assert rate.value_on(date(2021, 1, 1)) == "33.78"
    assert rate.next_change(date(2020, 5, 1)) == date(2021, 1, 1)
    assert rate.next_change(date(2021, 1, 1)) is None


def test_nothing_holds_in_a_gap():
    line = Timeline([(Period(date(2020, 1, 1), date(2020, 1, 31)), 1), (Period(date(2020, 3, 1)), 2)])
    assert line.value_on(date(2020, 2, 15)) is None
    assert line.next_change(date(2020, 1, 15)) == date(2020, 2, 1)
    assert line.next_change(date(2020, 2, 15)) == date(2020, 3, 1)


def test_overlap_is_refused():
    with pytest.raises(OverlappingPeriods):
        Timeline([(Period(date(2020, 1, 1), date(2020, 1, 31)), 1), (Period(date(2020, 1, 31)), 2)])


@given(st.dictionaries(DAYS, st.integers(), min_size=1, max_size=10), DAYS)
def test_the_latest_begun_value_holds(changes, day):
    begun = [start for start in changes if start <= day]
    expected = changes[max(begun)] if begun else None
    assert Timeline.from_days(changes.items()).value_on(day) == expected


@given(st.dictionaries(DAYS, st.integers(), min_size=1, max_size=10), DAYS)
def test_value_stays_until_the_next_change(changes, day):
    line = Timeline.from_days(changes.items())
    change = line.next_change(day)
    if change is not None:
        assert change > day
        assert line.value_on(change - timedelta(days=1)) == line.value_on(day)
