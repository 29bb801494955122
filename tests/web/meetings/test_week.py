"""Ajat: whose week it is, whose names are seen, how many questions the page asks, and what one click tells."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import AccessEvent
from nivel.clients.commands import name_responsible
from nivel.meetings.commands import tell_outcome
from nivel.meetings.models import Appointment
from tests.meetings.people import book, can_be_called, popup, reachable
from tests.web.meetings.sameness import bare
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(world, on_day):
    can_be_called(world)
    return world


@pytest.fixture
def aino(town):
    return sign_in(Browser(), town.aino)


def own(town, number: int, name: str = "", worker=None):
    client = reachable(number, name)
    name_responsible(client, worker or town.aino, on=DAY, by=None)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_week_shows_my_meetings_by_day(aino, town):
    book(town, own(town, 1, "Eino Salo"), starts_at=moment(DAY + timedelta(days=1), 9), minutes=90)
    popup(town, DAY)
    page = text(aino.get(reverse("meetings")))
    for part in ["Viikko 11, 9.3.–15.3.2020", "Eino Salo", "9.00–10.30", "alkuhaastattelu", "PopUp-työkkäri"]:
        assert part in page
    assert "Eino Salo" not in text(aino.get(reverse("meetings"), {"week": "2020-03-16"}))


def test_others_clients_are_only_booked_time(aino, town):
    book(town, own(town, 1, "Helmi Mäkinen", worker=town.bertil), worker=town.bertil, starts_at=moment(DAY, 9))
    page = text(aino.get(reverse("meetings"), {"worker": town.bertil.pk}))
    assert "Helmi" not in page
    assert "Varattu" in page
    assert "Helmi Mäkinen" in text(sign_in(Browser(), town.clerk).get(reverse("meetings"), {"worker": "all"}))


def test_those_shown_are_logged_as_one_look_and_others_not(aino, town):
    mine, other = own(town, 1), own(town, 2, worker=town.bertil)
    book(town, mine, starts_at=moment(DAY, 9))
    book(town, other, worker=town.bertil, starts_at=moment(DAY, 9))
    aino.get(reverse("meetings"), {"worker": "all"})
    looks = AccessEvent.objects.filter(route="meetings")
    assert [look.clients for look in looks] == [[mine.pk]]


def test_the_week_asks_no_more_when_there_is_more_in_it(aino, town, django_assert_num_queries, django_assert_max_num_queries):
    book(town, own(town, 1), starts_at=moment(DAY, 8), minutes=15)
    aino.get(reverse("meetings"))
    with django_assert_max_num_queries(30) as few:
        aino.get(reverse("meetings"))
    asked = len(few)
    for number in range(2, 10):
        book(town, own(town, number), starts_at=moment(DAY, 8) + timedelta(minutes=30 * number), minutes=30)
    with django_assert_num_queries(asked):
        aino.get(reverse("meetings"))


def test_a_meeting_with_no_outcome_is_asked_about_until_it_is_told(aino, town):
    client = own(town, 1, "Eino Salo")
    meeting = book(town, client, starts_at=moment(DAY - timedelta(days=10), 9))
    page = text(aino.get(reverse("meetings")))
    assert "Mitä näistä tuli?" in page
    told = aino.post(
        reverse("meetings_outcome", args=[meeting.pk]), {"outcome": "held", "checked": "1", "next": "/meetings"}, follow=True
    )
    assert "Tapaaminen on merkitty pidetyksi." in text(told)
    assert "Mitä näistä tuli?" not in told.content.decode()
    assert {detail.checked_on for detail in client.contact_details.all()} == {DAY}


@pytest.mark.parametrize("outcome", ["no_show", "excused", "cancelled"])
def test_one_click_tells_any_outcome(aino, town, outcome):
    meeting = book(town, own(town, 1), starts_at=moment(DAY, 9))
    aino.post(reverse("meetings_outcome", args=[meeting.pk]), {"outcome": outcome})
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.outcome_on) == (outcome, DAY)


def test_a_meeting_held_without_checking_the_details_says_so_until_they_are_checked(aino, town):
    meeting = book(town, own(town, 1), starts_at=moment(DAY, 9))
    client = meeting.client
    client.contact_details.update(checked_on=DAY - timedelta(days=30))
    address = reverse("meetings_meeting", args=[meeting.pk])
    aino.post(reverse("meetings_outcome", args=[meeting.pk]), {"outcome": "held"})
    assert "Yhteystietoja ei ole tarkistettu" in text(aino.get(address))
    page = text(aino.post(reverse("client_details_check", args=[client.pk]), {"next": address}, follow=True))
    assert "Yhteystietoja ei ole tarkistettu" not in page


def test_an_outcome_of_another_s_client_is_not_told(aino, town):
    meeting = book(town, own(town, 1, worker=town.bertil), worker=town.bertil, starts_at=moment(DAY, 9))
    assert aino.post(reverse("meetings_outcome", args=[meeting.pk]), {"outcome": "held"}).status_code == 404
    assert Appointment.objects.get().outcome == ""
    assert not AccessEvent.objects.latest("id").allowed


def test_no_such_meeting_and_no_right_to_it_look_the_same(aino, town):
    meeting = book(town, own(town, 1, worker=town.bertil), worker=town.bertil)
    closed, missing = (aino.get(reverse("meetings_meeting", args=[number])) for number in (meeting.pk, 999999))
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert bare(closed) == bare(missing)


def test_the_day_list_has_the_day_s_meetings_and_a_wrong_day_is_told(aino, town):
    cancelled = book(town, own(town, 1, "Eino Salo"), starts_at=moment(DAY, 9))
    tell_outcome(cancelled, "cancelled", on=DAY, by=town.aino)
    page = text(aino.get(reverse("meetings_day", args=["2020-03-12"])))
    assert "Eino Salo" in page
    assert "Peruttu meidän puolestamme" in page
    assert aino.get(reverse("meetings_day", args=["2020-02-31"])).status_code == 400
    assert aino.get(reverse("meetings"), {"week": "eilen"}).status_code == 400


def test_booking_from_the_client_s_page_makes_the_meeting_and_the_letter(aino, town):
    client = own(town, 1, "Eino Salo")
    form = {
        "kind": "initial",
        "worker": town.aino.pk,
        "on": "2020-03-19",
        "clock": "10.00",
        "channel": "present",
        "place": "TyöVarikko",
        "letter": "on",
    }
    page = text(aino.post(reverse("client_appointment", args=[client.pk]), form, follow=True))
    assert "Aika on varattu." in page
    assert "Kutsukirje on tehty." in page
    meeting = Appointment.objects.get()
    assert (meeting.length, meeting.booked_by) == (timedelta(minutes=60), town.aino)
    assert meeting.invitations.count() == 1


def test_a_refused_booking_keeps_what_was_typed(aino, town):
    client = own(town, 1)
    book(town, own(town, 2, "Helmi Mäkinen"), starts_at=moment(DAY, 14))
    form = {
        "kind": "plan",
        "worker": town.aino.pk,
        "on": "2020-03-12",
        "clock": "14:30",
        "channel": "phone",
        "note": "Muista paperit",
    }
    page = text(aino.post(reverse("client_appointment", args=[client.pk]), form))
    assert "Työntekijällä Aino Laine on jo tapaaminen siihen aikaan." in page
    assert "Muista paperit" in page
    assert "Helmi" not in page


def test_a_letter_that_cannot_be_made_is_told_and_the_time_is_booked(aino, town):
    client = reachable(1, address="")
    name_responsible(client, town.aino, on=DAY, by=None)
    form = {
        "kind": "initial",
        "worker": town.aino.pk,
        "on": "2020-03-19",
        "clock": "10.00",
        "channel": "present",
        "place": "TyöVarikko",
        "letter": "on",
    }
    page = text(aino.post(reverse("client_appointment", args=[client.pk]), form, follow=True))
    assert "Kirjettä ei tehty, koska osoite puuttuu. Aino Laine sai tehtäväksi selvittää sen." in page
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "2020-03-11"}, "Päivä on jo mennyt"),
        ({"place": ""}, "Kirjoita, missä tavataan."),
        ({"minutes": "3"}, "Kesto minuutteina"),
    ],
)
def test_a_booking_form_explains_what_is_wrong(aino, town, change, said):
    form = {
        "kind": "initial",
        "worker": town.aino.pk,
        "on": "2020-03-19",
        "clock": "10.00",
        "channel": "present",
        "place": "TyöVarikko",
    }
    assert said in text(aino.post(reverse("client_appointment", args=[own(town, 1).pk]), form | change))
    assert not Appointment.objects.exists()


def test_booking_here_finds_own_clients_by_a_sent_search(aino, town):
    own(town, 1, "Eino Salo"), person(2, "Eino Vieras")
    page = text(aino.post(reverse("meetings_new"), {"sought": "eino"}))
    assert "Salo, Eino" in page
    assert "Vieras" not in page
    assert "Ketään ei löytynyt." in text(aino.post(reverse("meetings_new"), {"sought": "vieras"}))


def test_moving_a_meeting(aino, town):
    meeting = book(town, own(town, 1), starts_at=moment(DAY, 9))
    form = {"worker": town.aino.pk, "on": "2020-03-13", "clock": "13:00", "place": "Kirjasto"}
    page = text(aino.post(reverse("meetings_move", args=[meeting.pk]), form, follow=True))
    assert "Aika on siirretty." in page
    assert "Perjantai 13.3.2020 13.00–14.00" in page
    assert "Siirretty" in text(aino.get(reverse("meetings_meeting", args=[meeting.pk])))


def test_the_clerk_books_but_sees_no_note(town):
    clerk = sign_in(Browser(), town.clerk)
    meeting = book(town, own(town, 1), note="Salainen huomio")
    page = text(clerk.get(reverse("meetings_meeting", args=[meeting.pk])))
    assert "Salainen huomio" not in page
    assert "Siirrä aika" in page


@pytest.mark.parametrize("route", ["meetings", "meetings_new", "meetings_drop_in", "meetings_drop_in_new", "meetings_letters"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_opens_in_every_language(town, route, language):
    town.aino.language = language
    town.aino.save()
    assert f'lang="{language}"' in text(sign_in(Browser(), town.aino).get(reverse(route)))
