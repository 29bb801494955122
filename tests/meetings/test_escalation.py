"""From channel to channel: phone, letter, drop-in day; what is impossible is passed over, and nobody is given up."""

from datetime import timedelta

import pytest

from nivel.clients.commands import answer_protection
from nivel.meetings.commands import arrive, record_attempt
from nivel.meetings.escalation import channels_ahead, next_channel, suggested_channel, suggested_channels
from nivel.meetings.parameters import channel_order, slot_minutes
from nivel.meetings.queries import attempts_of
from nivel.paths.letters import invite_or_task, send_letter, serve_visitor
from tests.meetings.people import LATER, can_be_called, popup, reachable
from tests.world import DAY, moment

ORDER = ["phone", "sms", "letter", "popup", "home"]


@pytest.mark.parametrize(
    ("tried", "impossible", "expected"),
    [
        ([], set(), "phone"),
        (["phone"], set(), "sms"),
        (["phone", "sms", "letter"], set(), "popup"),
        (["letter"], set(), "popup"),
        (["phone"], {"sms", "letter"}, "popup"),
        ([], {"phone", "sms"}, "letter"),
        (["phone", "sms", "letter", "popup", "home"], set(), "home"),
        (["home"], {"home"}, "popup"),
        (["meeting"], set(), "phone"),
        ([], set(ORDER), ""),
    ],
)
def test_the_next_channel(tried, impossible, expected):
    assert next_channel(ORDER, tried, frozenset(impossible)) == expected


def test_order_and_lengths_come_from_the_operating_model():
    assert channel_order() == ["phone", "letter", "popup"]
    assert (slot_minutes("initial"), slot_minutes("interim")) == (60, 30)


def attempt(world, client, channel, result, day=DAY):
    return record_attempt(client, worker=world.aino, channel=channel, at=moment(day), result=result, by=world.aino)


@pytest.mark.django_db
def test_being_reached_begins_the_order_anew(world):
    client = reachable(1)
    assert suggested_channel(client) == "phone"
    attempt(world, client, "phone", "not_reached")
    assert suggested_channel(client) == "letter"
    attempt(world, client, "letter", "sent", DAY + timedelta(days=1))
    assert suggested_channel(client) == "popup"
    attempt(world, client, "popup", "reached", DAY + timedelta(days=2))
    assert suggested_channel(client) == "phone"


@pytest.mark.django_db
def test_what_is_impossible_is_passed_over(world):
    no_phone, protected, unknown, no_address = (
        reachable(1, phone=""),
        reachable(2, protected="yes"),
        reachable(3, protected=""),
        reachable(4, address=""),
    )
    assert suggested_channel(no_phone) == "letter"
    for client in (protected, unknown, no_address):
        attempt(world, client, "phone", "not_reached")
        assert suggested_channel(client) == "popup"
    answer_protection(unknown, "no", source="test", on=DAY, by=None)
    assert suggested_channel(unknown) == "letter"


@pytest.mark.django_db
def test_suggestions_for_many_take_a_constant_number_of_queries(world, django_assert_num_queries):
    people = [reachable(number) for number in range(1, 8)]
    with django_assert_num_queries(3):
        assert set(suggested_channels([client.pk for client in people]).values()) == {"phone"}


@pytest.mark.requirement("JOU-81")
@pytest.mark.django_db
def test_sc1_one_person_is_not_reached_by_phone_then_letter_then_drop_in_day(world):
    """SC1 step 6: escalation from channel to channel until the person is met, and the contact data checked there."""
    can_be_called(world)
    client, day = reachable(1, "Eino Salo"), popup(world)
    attempt(world, client, suggested_channel(client), "not_reached")
    assert suggested_channel(client) == "letter"
    letter = invite_or_task(client, day, on=DAY, by=world.aino)
    send_letter(letter, at=moment(DAY, 15), by=world.aino, printed_otherwise=True)
    assert suggested_channel(client) == "popup"
    visit = arrive(day, client=client, at=moment(LATER), by=world.clerk)
    serve_visitor(visit, at=moment(LATER, 11), by=world.aino, details_checked=True)
    told = [(each.channel, each.result) for each in attempts_of(client)]
    assert told == [("popup", "reached"), ("letter", "sent"), ("phone", "not_reached")]
    assert {detail.checked_on for detail in client.contact_details.all()} == {LATER}
    assert client.contact_attempts.get(channel="popup").drop_in_day == day


@pytest.mark.django_db
def test_the_channel_now_and_the_one_after_it(world):
    client = reachable(1)
    assert channels_ahead(client) == ("phone", "letter")
    attempt(world, client, "phone", "not_reached")
    assert channels_ahead(client) == ("letter", "popup")


def test_a_model_without_an_order_suggests_no_channel_and_an_interim_contact_is_as_long_as_any_meeting(world, settings):
    client = reachable(1)
    settings.PROGRAMME = "kemi-2012"
    assert (channels_ahead(client), suggested_channel(client)) == (("", ""), "")
    assert (slot_minutes("interim"), slot_minutes("initial")) == (60, 60)
