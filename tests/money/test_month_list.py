"""The month's list: new, left and corrected people, the law's count beside Kela's, contacts, coverage, and few queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.clients.commands import name_responsible
from nivel.clients.models import Client, EmploymentStatus
from nivel.money.commands import decide, open_review
from nivel.money.models import ReviewDecision
from nivel.money.queries import coverage, month_list
from nivel.paths.commands import record_contact
from tests.money.lists import paid
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db

FEBRUARY, MARCH = date(2020, 2, 1), date(2020, 3, 1)
IN_JANUARY, IN_FEBRUARY, IN_MARCH = date(2020, 1, 4), date(2020, 2, 4), date(2020, 3, 4)


def told(on=DAY):
    return month_list(MARCH, on, list(Client.objects.all()))


def only(on=DAY):
    [row] = told(on).people
    return row


def test_new_ones_come_first_and_those_who_left_are_told(world):
    ahonen, nieminen, salo = person(1, "Helmi Ahonen"), person(2, "Teemu Nieminen"), person(3, "Väinö Salo")
    for client in (ahonen, salo):
        paid(client, 3, IN_FEBRUARY, counted=500)
    paid(ahonen, 4, IN_MARCH, counted=520)
    paid(nieminen, 4, IN_MARCH, counted=306)
    found = told()
    assert [row.client for row in found.people] == [nieminen, ahonen]
    assert [row.is_new for row in found.people] == [True, False]
    assert [departure.client for departure in found.left] == [salo]
    assert (found.new, found.corrected, found.undecided) == (1, 0, 2)
    assert found.municipal_share == Decimal("673.20")


def test_nobody_is_called_new_when_the_month_before_is_not_known(world):
    paid(person(1), 4, IN_MARCH, counted=306)
    assert not told().has_previous
    assert not only().is_new


def test_somebody_back_after_a_month_away_came_back(world):
    client, other = person(1), person(2)
    paid(client, 2, IN_JANUARY, counted=480)
    paid(other, 3, IN_FEBRUARY, counted=480)
    paid(client, 4, IN_MARCH, counted=520)
    assert only().came_back
    assert not only().is_new


def test_a_departure_says_what_is_known(world):
    client = person(1)
    paid(client, 3, IN_FEBRUARY, counted=500)
    EmploymentStatus.objects.create(client=client, status="employed", starts_on=date(2020, 2, 24), source="te-register")
    [departure] = told().left
    assert departure.on == date(2020, 2, 24)
    assert departure.what == EmploymentStatus.Status.EMPLOYED.label


def test_a_correction_is_marked_and_kela_s_count_stands_beside_the_law_s(world):
    client = person(1)
    paid(client, 3, IN_FEBRUARY, counted=500)
    paid(client, 3, IN_MARCH, days=-20, counted=500)
    paid(client, 3, IN_MARCH, days=12, counted=500, correction=True)
    row = only()
    assert row.is_corrected
    assert (row.kela_days, row.days_then) == (500, 492)
    assert not row.days_agree
    assert row.percent_agrees


def test_a_charge_the_law_does_not_give_is_told(world):
    paid(person(1), 4, IN_MARCH, counted=700, percent=70)
    row = only()
    assert row.verdict.value == 50
    assert not row.percent_agrees


def test_the_period_s_own_percentage_is_compared_not_the_next_one_s(world):
    """1 000 days filled in this period: Kela rightly charged 50 % of it, though the next one bears 70 %."""
    paid(person(1), 4, IN_MARCH, counted=1004)
    row = only()
    assert row.verdict.value == 70
    assert row.percent_agrees


@pytest.mark.requirement("JOU-88")
def test_a_contact_older_than_the_interval_is_old(world):
    """Everybody on the list is contacted at least every eight weeks, which is the programme's parameter."""
    client = person(1)
    paid(client, 4, IN_MARCH, counted=500)
    assert only().contact_is_old
    record_contact(
        client, worker=world.aino, channel="phone", at=moment(DAY - timedelta(weeks=8)), result="reached", by=world.aino
    )
    assert not only().contact_is_old
    assert only(on=DAY + timedelta(days=1)).contact_is_old
    assert only().responsible == world.aino


@pytest.mark.requirement("JOU-83")
def test_coverage_climbs_to_all_as_people_are_named_and_contacted(world):
    people = [person(number) for number in range(4)]
    for client in people:
        paid(client, 4, IN_MARCH, counted=500)
    review = open_review(MARCH, [world.aino], on=DAY, by=world.lead)
    # What another month's review decided is no decision of this one's.
    paid(person(9), 3, date(2020, 2, 4), counted=500)
    former = open_review(date(2020, 2, 1), [world.aino], on=DAY, by=world.lead)
    ReviewDecision.objects.create(review=former, client=people[0], need="no_service_now", note="Muuttaa", decided_on=DAY)
    seen = coverage(MARCH, DAY)
    assert (seen.people, seen.named, seen.contacted, seen.decided) == (4, 0, 0, 0)
    for done, client in enumerate(people, start=1):
        decide(review, client, need="contact", contact_by=world.aino, channel="phone", due_on=DAY, on=DAY, by=world.aino)
        record_contact(client, worker=world.aino, channel="phone", at=moment(DAY), result="not_reached", by=world.aino)
        seen = coverage(MARCH, DAY)
        assert (seen.named, seen.contacted, seen.reached, seen.decided) == (done, done, 0, done)
    assert (seen.named, seen.contacted, seen.undecided) == (seen.people, seen.people, 0)


def test_a_contact_of_long_ago_does_not_cover(world):
    client = person(1)
    paid(client, 4, IN_MARCH, counted=500)
    record_contact(client, worker=world.aino, channel="phone", at=moment(date(2019, 11, 1)), result="reached", by=world.aino)
    assert coverage(MARCH, DAY).contacted == 0


def test_a_worker_who_has_gone_covers_nobody(world):
    client = person(1)
    paid(client, 4, IN_MARCH, counted=500)
    name_responsible(client, world.sari, on=DAY, by=None)
    world.sari.is_active = False
    world.sari.save()
    assert coverage(MARCH, DAY).named == 0


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_takes_as_few_queries_for_many_as_for_few(world, count, django_assert_max_num_queries):
    people = [person(number) for number in range(count)]
    for client in people[1:]:
        paid(client, 3, IN_FEBRUARY, counted=500)
        paid(client, 4, IN_MARCH, counted=520)
    paid(people[0], 3, IN_FEBRUARY, counted=500)
    open_review(MARCH, [world.aino], on=DAY, by=world.lead)
    shown = list(Client.objects.all())
    with django_assert_max_num_queries(14):
        found = month_list(MARCH, DAY, shown)
    assert (len(found.people), len(found.left)) == (count - 1, 1)
