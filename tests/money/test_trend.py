"""The direction of the share: by the month the benefit was for, with the months still filling told apart (JOU-87)."""

from datetime import date
from decimal import Decimal

import pytest

from nivel.clients.models import BenefitPayment
from nivel.money.queries import State, by_arrival_month, day_classes, trend_by_benefit_month, trend_by_quarter
from tests.money.lists import paid, read_joutsa_lists
from tests.world import person

pytestmark = pytest.mark.django_db

JUNE = date(2020, 6, 30)


def months(figures):
    return {figure.month: figure for figure in figures}


def test_a_payment_that_comes_late_belongs_to_the_month_it_was_for(world):
    paid(person(1), 3, date(2020, 3, 20), counted=500)
    [figure] = trend_by_benefit_month(JUNE)
    assert figure.month == date(2020, 1, 1)
    [arrived] = by_arrival_month(JUNE)
    assert arrived.month == date(2020, 3, 1)


def test_corrections_net_in_the_month_they_correct(world):
    client = person(1)
    paid(client, 3, date(2020, 1, 28), counted=500)
    paid(client, 3, date(2020, 3, 20), days=-20, counted=500)
    paid(client, 3, date(2020, 3, 20), days=12, counted=500, correction=True)
    [figure] = trend_by_benefit_month(JUNE)
    assert figure.municipal_share == Decimal("201.96")


def test_what_came_later_is_not_known_earlier(world):
    paid(person(1), 3, date(2020, 3, 20), counted=500)
    assert trend_by_benefit_month(date(2020, 2, 29)) == []


@pytest.mark.requirement("JOU-87")
def test_the_newest_months_are_marked_still_filling_and_the_quarter_with_them():
    """Joutsa's six lists: January to March have all their lists, April to June fill still, and autumn lacks lists we never read."""
    read_joutsa_lists()
    found = months(trend_by_benefit_month(JUNE))
    assert {month.month for month, figure in found.items() if figure.state == State.WHOLE} == {1, 2, 3}
    assert {month.month for month, figure in found.items() if figure.state == State.FILLING} == {4, 5, 6}
    assert {month.month for month, figure in found.items() if figure.state == State.LISTS_MISSING} == {10, 11, 12}
    assert found[date(2020, 5, 1)].missing == (date(2020, 7, 1), date(2020, 8, 1))
    quarters = {(quarter.year, quarter.quarter): quarter for quarter in trend_by_quarter(JUNE)}
    assert quarters[2020, 1].state == State.WHOLE
    assert quarters[2020, 2].state == State.FILLING
    whole = sum(found[date(2020, month, 1)].municipal_share for month in (1, 2, 3))
    assert quarters[2020, 1].municipal_share == whole
    # the month looks down although nothing has gone down: its payments have not all come
    assert found[date(2020, 6, 1)].municipal_share < found[date(2020, 3, 1)].municipal_share


def test_nothing_is_lost_between_the_two_ways_of_looking():
    read_joutsa_lists()
    total = sum(row.municipal_share for row in BenefitPayment.objects.all())
    assert sum(figure.municipal_share for figure in trend_by_benefit_month(JUNE)) == total
    assert sum(figure.municipal_share for figure in by_arrival_month(JUNE)) == total


def test_day_classes_are_those_of_the_open_data(world):
    for number, counted in enumerate((300, 499, 500, 999, 1000, None)):
        paid(person(number), 4, date(2020, 3, 4), counted=counted)
    classes = day_classes(date(2020, 3, 1))
    assert [(each.first, each.last, each.people) for each in classes] == [(300, 499, 2), (500, 999, 2), (1000, None, 1)]


def test_the_trend_is_two_queries(django_assert_num_queries):
    read_joutsa_lists()
    with django_assert_num_queries(2):
        trend_by_quarter(JUNE)
