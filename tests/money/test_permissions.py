"""Reviewers see the people of their month; whoever is asked to make contact sees that one person; nobody else sees anybody."""

from datetime import date

import pytest

from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.money.commands import close_review, decide, open_review
from tests.money.lists import paid
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

MARCH, FEBRUARY, JANUARY = date(2020, 3, 1), date(2020, 2, 1), date(2020, 1, 1)


@pytest.fixture
def listed(world):
    """Helmi is on March's list, Kaarlo left it after February, Teemu after January."""
    helmi, kaarlo, teemu = person(1, "Helmi Ahonen"), person(2, "Kaarlo Väisänen"), person(3, "Teemu Nieminen")
    paid(helmi, 4, date(2020, 3, 3), counted=500)
    paid(kaarlo, 3, date(2020, 2, 3), counted=500)
    paid(teemu, 2, date(2020, 1, 3), counted=500)
    return helmi, kaarlo, teemu


def seen(world, user, action="share.see", on=DAY):
    return {client.first_names for client in open_clients(world.door(user, on=on), action, Client.objects.all())}


def test_before_a_review_is_opened_nobody_sees_the_list(world, listed):
    assert seen(world, world.lead) == set()


def test_a_reviewer_sees_those_on_the_list_and_those_who_left_it(world, listed):
    open_review(MARCH, [world.aino, world.lead], on=DAY, by=world.lead)
    assert seen(world, world.aino) == {"Helmi", "Kaarlo"}
    assert seen(world, world.sari) == set()


def test_a_clerk_is_not_let_in_by_being_named(world, listed):
    open_review(MARCH, [world.clerk], on=DAY, by=world.lead)
    assert seen(world, world.clerk) == set()


def test_a_closed_review_stops_opening_people_after_three_months(world, listed):
    helmi, *_ = listed
    review = open_review(MARCH, [world.aino], on=DAY, by=world.lead)
    decide(review, helmi, need="no_service_now", note="Eläkehakemus vireillä", on=DAY, by=world.aino)
    assert seen(world, world.aino, on=date(2020, 7, 31)) == {"Helmi", "Kaarlo"}
    close_review(review, on=DAY, by=world.lead)
    assert seen(world, world.aino, on=date(2020, 6, 30)) == {"Helmi", "Kaarlo"}
    assert seen(world, world.aino, on=date(2020, 7, 1)) == set()


def test_who_is_asked_to_make_contact_may_record_it_for_sixty_days(world, listed):
    helmi, *_ = listed
    review = open_review(MARCH, [world.lead], on=DAY, by=world.lead)
    terms = {"channel": "phone", "due_on": date(2020, 3, 20), "responsible": world.aino}
    decide(review, helmi, need="contact", contact_by=world.sari, on=DAY, by=world.lead, **terms)
    assert seen(world, world.sari, "contacts.record") == {"Helmi"}
    assert seen(world, world.bertil, "contacts.record") == set()
    assert seen(world, world.sari, "contacts.record", on=date(2020, 5, 11)) == {"Helmi"}
    assert seen(world, world.sari, "contacts.record", on=date(2020, 5, 12)) == set()


def test_the_relations_are_part_of_the_same_query(world, listed, django_assert_num_queries):
    open_review(MARCH, [world.aino], on=DAY, by=world.lead)
    from nivel.clients.permissions import visible

    actor = world.actor(world.aino)
    with django_assert_num_queries(1):
        list(Client.objects.filter(visible(actor, "contacts.record") | visible(actor, "share.see")))
