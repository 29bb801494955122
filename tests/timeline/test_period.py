from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nivel.timeline.period import EndBeforeStart, Period, joined

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@st.composite
def periods(draw):
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 400))
    return Period(start, None if length is None else start + timedelta(days=length))


def test_end_is_included():
    january = Period(date(2020, 1, 1), date(2020, 1, 31))
    assert date(2020, 1, 31) in january
    assert date(2020, 2, 1) not in january
    assert january.days() == 31


def test_one_day_is_a_period():
    assert Period(date(2020, 1, 1), date(2020, 1, 1)).days() == 1


def test_end_before_start_is_refused():
    with pytest.raises(EndBeforeStart):
        Period(date(2020, 1, 2), date(2020, 1, 1))


def test_open_period_counts_until_a_named_day():
    assert Period(date(2020, 1, 1)).days(until=date(2020, 1, 10)) == 10
    with pytest.raises(ValueError, match="without an end"):
        Period(date(2020, 1, 1)).days()


@given(periods(), periods(), DAYS)
def test_a_day_is_in_the_intersection_when_in_both(one, other, day):
    common = one.intersection(other)
    assert (day in one and day in other) == (common is not None and day in common)
    assert one.overlaps(other) == other.overlaps(one)


@given(st.lists(periods(), max_size=8), DAYS)
def test_joined_runs_keep_every_day_and_leave_a_gap_between(many, day):
    runs = joined(many)
    assert any(day in period for period in many) == any(day in run for run in runs)
    for earlier, later in pairwise(runs):
        assert earlier.ends_on is not None
        assert (later.starts_on - earlier.ends_on).days > 1
