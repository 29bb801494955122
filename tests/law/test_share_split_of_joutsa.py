"""The split of labour market subsidy that Joutsa's lost diagram 2.4 drew (JOU-94), on its limits and turns of law (facts B1-B6)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.law.facts import DaysBefore, Payment
from nivel.law.municipal_share import payment_shares, stand

pytestmark = pytest.mark.requirement("JOU-94")


def period(starts_on: date, days: int = 20, **more) -> Payment:
    ends_on = starts_on + timedelta(days=27)
    return Payment("tmt", starts_on, ends_on, days, paid_on=ends_on + timedelta(days=4), gross=Decimal(100), **more)


def percents(first_on: date, before: int, periods: int = 3, **more) -> list[int | None]:
    rows = [period(first_on + timedelta(days=28 * number), **more) for number in range(periods)]
    opening = [DaysBefore(before, first_on - timedelta(days=1))]
    return [share.percent for share in payment_shares(rows, opening=opening)]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (279, [0, 0, 50]),  # 299, then 319: the change takes effect from the period after the one that reaches 300
        (280, [0, 50, 50]),  # exactly 300 at the end of the first period
        (979, [50, 50, 70]),
        (980, [50, 70, 70]),
    ],
)
def test_b1_the_state_pays_to_300_days_then_half_then_the_municipality_70(before, expected):
    assert percents(date(2020, 1, 6), before) == expected


def test_b2_days_in_services_do_not_count_and_adjusted_subsidy_is_billed():
    assert percents(date(2020, 1, 6), 280, basis="service") == [0, 0, 0]
    assert percents(date(2020, 1, 6), 280, adjusted=True) == [0, 50, 50]


def test_b5_before_2015_half_from_500_days():
    assert percents(date(2014, 1, 6), 480) == [0, 50, 50]
    assert percents(date(2014, 1, 6), 300) == [0, 0, 0]


def test_b6_from_2025_the_share_begins_on_the_101st_day_to_the_day():
    (share,) = payment_shares([period(date(2025, 2, 3))], opening=[DaysBefore(90, date(2025, 2, 2))])
    assert share.parts == ((10, 0), (10, 10))
    assert share.percent is None


def test_the_reader_is_told_why_and_what_comes_next():
    verdict = stand([period(date(2020, 1, 6))], date(2020, 2, 3), opening=[DaysBefore(480, date(2020, 1, 5))])
    assert (verdict.value, verdict.next_change.value) == (50, 70)
    assert any("1370/2014" in str(reason.citation) for reason in verdict.because)
