"""A drop-in day: announced once, its queue in order of arrival, each visitor taken in once, the visits counted."""

from datetime import timedelta

import pytest

from nivel.clients.models import ContactDetail
from nivel.meetings.commands import arrive, serve
from nivel.meetings.models import ContactAttempt
from nivel.meetings.queries import drop_in_days, queue_of
from nivel.meetings.refusals import AlreadyServed, DropInDayExists, DropInDayIsClosed
from nivel.paths.letters import serve_visitor
from tests.meetings.people import LATER, popup, reachable
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db


def test_a_day_is_announced_once(world):
    popup(world)
    with pytest.raises(DropInDayExists):
        popup(world)


def test_the_queue_is_in_order_of_arrival_and_nobody_waits_twice(world):
    day = popup(world)
    second = arrive(day, client=person(2), at=moment(LATER, 11), by=world.clerk)
    first = arrive(day, client=person(1), at=moment(LATER, 10), topic="Palkkatuki", by=world.clerk)
    nameless = arrive(day, at=moment(LATER, 12), topic="Kysymys", by=world.clerk)
    assert arrive(day, client=person(1), at=moment(LATER, 13), by=world.clerk) == first
    assert queue_of(day) == [first, second, nameless]


def test_visitors_come_on_the_day_itself(world):
    with pytest.raises(DropInDayIsClosed, match=r"19\.3\.2020"):
        arrive(popup(world), at=moment(DAY), by=world.clerk)


def test_of_two_who_call_the_same_visitor_one_wins(world):
    visit = arrive(popup(world), client=person(1), at=moment(LATER), by=world.clerk)
    serve(visit, at=moment(LATER, 11), by=world.aino)
    with pytest.raises(AlreadyServed, match="Aino Laine"):
        serve(visit, at=moment(LATER, 11), by=world.bertil)


def test_a_served_visitor_comes_again_as_a_new_visit(world):
    day, client = popup(world), person(1)
    first = arrive(day, client=client, at=moment(LATER), by=world.clerk)
    serve(first, at=moment(LATER, 11), by=world.aino)
    assert arrive(day, client=client, at=moment(LATER, 12), by=world.clerk) != first


def test_serving_a_known_person_is_a_contact_and_checks_the_details(world):
    client = reachable(1)
    visit = arrive(popup(world), client=client, at=moment(LATER), topic="Kurssi", by=world.clerk)
    serve_visitor(visit, at=moment(LATER, 11), by=world.aino, details_checked=True)
    attempt = client.contact_attempts.get()
    assert (attempt.channel, attempt.result, attempt.drop_in_day, attempt.note) == ("popup", "reached", visit.day, "Kurssi")
    assert {detail.checked_on for detail in client.contact_details.all()} == {LATER}
    assert client.paths.count() == 1


def test_serving_a_nameless_visitor_counts_the_visit_and_nothing_more(world):
    day = popup(world)
    serve_visitor(arrive(day, at=moment(LATER), by=world.clerk), at=moment(LATER, 11), by=world.aino)
    assert ContactAttempt.objects.count() == ContactDetail.objects.count() == 0
    assert drop_in_days(LATER).get().served == 1


@pytest.mark.requirement("JOU-37")
def test_a_drop_in_day_without_appointment_has_a_queue_and_counts_contacts(world):
    """PopUp-työkkäri: an event day, people in order of arrival without an appointment, each contact counted."""
    day = popup(world)
    visits = [arrive(day, client=reachable(number), at=moment(LATER, 9 + number), by=world.clerk) for number in (3, 1, 2)]
    waiting = [visit.client for visit in queue_of(day) if not visit.served_at]
    assert waiting == [visits[1].client, visits[2].client, visits[0].client]
    for visit in queue_of(day)[:2]:
        serve_visitor(visit, at=moment(LATER, 13), by=world.aino)
    assert [visit.client for visit in queue_of(day) if not visit.served_at] == [visits[0].client]
    counted = drop_in_days(LATER).get(pk=day.pk)
    assert (counted.came, counted.served) == (3, 2)
    assert ContactAttempt.objects.filter(drop_in_day=day, result="reached").count() == 2


def test_days_of_the_past_year_and_those_to_come_are_listed(world):
    old, near = popup(world, LATER - timedelta(days=400)), popup(world)
    assert near in drop_in_days(LATER)
    assert old not in drop_in_days(LATER)
