"""Everybody on the list is contacted at least every eight weeks: who is overdue, and where the list of them is read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.clients.models import Client
from nivel.meetings.commands import book_appointment, tell_outcome
from nivel.money.overdue import overdue
from nivel.money.parameters import contact_interval
from nivel.paths.commands import record_contact
from tests.money.lists import paid
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db
IN_MARCH = date(2020, 3, 9)
WEEKS = contact_interval()


def overdue_on(on):
    return set(Client.objects.filter(overdue(on)))


def listed(number, month=IN_MARCH):
    client = person(number)
    paid(client, 4, month, counted=500)
    return client


def tried(world, client, on):
    record_contact(client, worker=world.aino, channel="phone", at=moment(on), result="not_reached", by=world.aino)


@pytest.mark.requirement("JOU-88")
def test_whoever_is_on_the_list_and_not_contacted_within_the_interval_is_overdue(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    never, long_ago, lately, _unlisted = listed(1), listed(2), listed(3), person(4)
    tried(world, long_ago, DAY - WEEKS - timedelta(days=1))
    tried(world, lately, DAY - WEEKS)
    assert overdue_on(DAY) == {never, long_ago}
    assert overdue_on(DAY + timedelta(days=1)) == {never, long_ago, lately}
    page = sign_in(client, world.clerk).get(reverse("clients"), {"who": "all", "state": "overdue"}).content.decode()
    assert never.list_name in page
    assert long_ago.list_name in page
    assert lately.list_name not in page


def test_a_contact_ends_being_overdue_and_a_meeting_does_too(world):
    by_phone, met = listed(1), listed(2)
    tried(world, by_phone, DAY)
    booked = book_appointment(
        met, worker=world.aino, kind="initial", starts_at=moment(DAY), minutes=60, place="TyöVarikko", by=world.aino
    )
    assert overdue_on(DAY) == {met}, "a booked time is not yet a contact"
    tell_outcome(booked, "held", on=DAY, by=world.aino)
    assert overdue_on(DAY) == set()


def test_before_any_list_nobody_is_overdue(world):
    person(1)
    assert overdue_on(date(2019, 1, 1)) == set()


def test_in_a_model_without_such_a_rule_nobody_is_overdue(world, settings):
    listed(1)
    settings.PROGRAMME = "pori-2017"
    assert overdue_on(DAY) == set()
