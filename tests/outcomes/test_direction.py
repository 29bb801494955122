"""The direction of the payment share: the quarter up although the month looks down (JOU-87)."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.clients.models import BenefitPayment
from nivel.outcomes.direction import direction, newest_quarter
from tests.money.lists import paid, read_joutsa_lists
from tests.world import person

pytestmark = pytest.mark.django_db

JUNE = date(2020, 6, 1)
JUNE_30 = date(2020, 6, 30)


@pytest.mark.parametrize(
    ("month", "quarter"),
    [((2020, 6), (2020, 4)), ((2020, 5), (2020, 1)), ((2020, 3), (2020, 1)), ((2020, 2), (2019, 10)), ((2020, 1), (2019, 10))],
)
def test_the_newest_quarter_is_the_last_one_that_has_ended(month, quarter):
    assert newest_quarter(date(*month, 1)) == date(*quarter, 1)


def arrived(month, lags):
    """Euros by hand: those for the month that came on its own list and on so many lists later."""
    rows = BenefitPayment.objects.filter(ends_on__year=2020, ends_on__month=month)
    return sum((row.municipal_share for row in rows if row.list_month.month - month <= lags), Decimal(0))


@pytest.mark.requirement("JOU-87")
def test_joutsas_quarter_is_up_though_june_looks_down():
    """April to June against January to March, each month with as many later lists as the other has had."""
    read_joutsa_lists()
    found = direction(JUNE, JUNE_30)
    assert found.now == arrived(4, 2) + arrived(5, 1) + arrived(6, 0)
    assert found.before == arrived(1, 2) + arrived(2, 1) + arrived(3, 0)
    assert found.month_looks == -1
    assert found.month_fills
    assert found.change == (100 * (found.now - found.before) / found.before).quantize(Decimal("0.1"))
    assert found.change > 0
    with translation.override("en"):
        looks, quarter = found.sentences
    assert looks == "June 2020 looks smaller than the month before, but it is still filling."
    assert quarter.startswith("Quarter 2/2020 is")
    assert "up on quarter 1/2020" in quarter


@pytest.mark.requirement("JOU-87")
def test_full_quarters_that_fall_are_told_to_fall(world):
    """Every list up to September: nothing fills any more, and the second quarter is half of the first."""
    for month in range(1, 10):
        for number in range(4 if month <= 3 else 2):
            day = date(2020, month, 20)
            paid(person(10 * month + number), 0, day, starts_on=date(2020, month, 1), ends_on=day, counted=500)
    found = direction(JUNE, date(2020, 9, 30))
    assert found.change == Decimal("-50.0")
    assert not found.month_fills


def test_without_the_own_list_of_every_month_the_quarters_are_not_compared():
    read_joutsa_lists(*(date(2020, month, 1) for month in (1, 2, 4, 5, 6)))
    found = direction(JUNE, JUNE_30)
    assert not found.known
    with translation.override("en"):
        assert "cannot be compared" in found.sentences[-1]


def test_of_an_empty_register_nothing_is_claimed(world):
    found = direction(JUNE, JUNE_30)
    assert (found.known, found.month_looks) == (False, 0)


def test_what_came_later_is_not_known_earlier():
    read_joutsa_lists()
    may = direction(date(2020, 3, 1), date(2020, 5, 31))
    assert may.month_now == arrived(3, 2)
