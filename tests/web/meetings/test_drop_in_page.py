"""PopUp-päivä on the screen: arriving by search, from the invited or without a name, and being served."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.commands import name_responsible
from nivel.meetings.commands import invite
from nivel.meetings.models import DropInDay, DropInVisit
from tests.meetings.people import can_be_called, popup, reachable
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(world, on_day):
    can_be_called(world)
    return world


@pytest.fixture
def aino(town):
    return sign_in(Browser(), town.aino)


@pytest.fixture
def day(town) -> DropInDay:
    return popup(town, DAY)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def own(town, number: int, name: str):
    client = reachable(number, name)
    name_responsible(client, town.aino, on=DAY, by=None)
    return client


def test_a_day_is_announced(aino, town):
    form = {
        "name": "PopUp-työkkäri",
        "unit": town.workshop.pk,
        "held_on": "2020-04-02",
        "opens_at_time": "9.00",
        "closes_at_time": "15.00",
        "place": "Kirjasto",
        "visiting": "TE-toimisto",
    }
    page = text(aino.post(reverse("meetings_drop_in_new"), form, follow=True))
    assert "PopUp-päivä on ilmoitettu." in page
    assert "Sille päivälle on jo samanniminen PopUp-päivä." in text(aino.post(reverse("meetings_drop_in_new"), form))
    assert "Päivä suljetaan vasta" in text(aino.post(reverse("meetings_drop_in_new"), form | {"closes_at_time": "8.00"}))


def test_a_person_arrives_by_search_and_is_served(aino, town, day):
    client = own(town, 1, "Eino Salo")
    found = text(aino.post(reverse("meetings_drop_in_day", args=[day.pk]), {"sought": "eino"}))
    assert "Salo, Eino" in found
    page = text(aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"client": client.pk}, follow=True))
    assert "Eino Salo" in page
    visit = DropInVisit.objects.get()
    aino.post(reverse("meetings_drop_in_service", args=[visit.pk]), {"checked": "1"})
    visit.refresh_from_db()
    assert visit.served_by == town.aino
    assert client.contact_attempts.get().drop_in_day == day
    assert {detail.checked_on for detail in client.contact_details.all()} == {DAY}


def test_a_visitor_without_a_name_waits_and_is_served(aino, day):
    page = text(aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"topic": "Kurssit"}, follow=True))
    assert "Kävijä ilman nimeä" in page
    assert "Kurssit" in page
    aino.post(reverse("meetings_drop_in_service", args=[DropInVisit.objects.get().pk]))
    assert DropInVisit.objects.get().served_at


def test_the_invited_stand_ready_until_they_come(aino, town, day):
    client = own(town, 1, "Eino Salo")
    invite(client, day, on=DAY, by=town.aino)
    assert "Kutsuttu, ei vielä tullut" in text(aino.get(reverse("meetings_drop_in_day", args=[day.pk])))
    aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"client": client.pk})
    assert "Kutsuttu, ei vielä tullut" not in text(aino.get(reverse("meetings_drop_in_day", args=[day.pk])))


def test_nobody_finds_or_enters_a_person_who_is_not_theirs(aino, town, day):
    other = reachable(1, "Helmi Mäkinen")
    assert "Mäkinen" not in text(aino.post(reverse("meetings_drop_in_day", args=[day.pk]), {"sought": "helmi"}))
    page = text(aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"client": other.pk}, follow=True))
    assert "Kävijää ei löytynyt." in page
    assert not DropInVisit.objects.exists()


def test_the_queue_is_closed_on_other_days(aino, town):
    day = popup(town, DAY + timedelta(days=1))
    page = text(aino.get(reverse("meetings_drop_in_day", args=[day.pk])))
    assert "Kuka saapuu?" not in page
    aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"topic": "Kurssit"})
    assert not DropInVisit.objects.exists()


def test_the_queue_asks_no_more_when_more_wait(aino, town, day, django_assert_num_queries, django_assert_max_num_queries):
    def come(number):
        aino.post(reverse("meetings_drop_in_arrival", args=[day.pk]), {"client": own(town, number, f"Eino Salo{number}").pk})

    come(1)
    page = reverse("meetings_drop_in_day", args=[day.pk])
    aino.get(page)
    with django_assert_max_num_queries(30) as few:
        aino.get(page)
    asked = len(few)
    for number in range(2, 7):
        come(number)
    aino.get(page)
    with django_assert_num_queries(asked):
        aino.get(page)


def test_a_steering_group_member_sees_no_queue(town, day):
    town.sari.role_assignments.update(role="steering_group")
    assert sign_in(Browser(), town.sari).get(reverse("meetings_drop_in_day", args=[day.pk])).status_code == 404
