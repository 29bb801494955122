"""Valmennustapaamiset on the screens: the model's types and no others, recorded with the session, shown, and counted (VPA-06)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from nivel.clients.commands import name_responsible
from nivel.meetings import commands, session_types
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.meetings.refusals import MeetingIsTold, NotASessionType, SessionWasNotHeld
from nivel.meetings.session_types import session_title
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
KUOPIO = ["Uraohjaus", "Kiinnostukset", "Elämäntilanne", "Nykyaikainen työnhaku"]
CODES = ["guidance", "interests", "life_situation", "job_search"]


@pytest.fixture
def kuopio(settings):
    settings.PROGRAMME = "valke-2008"


@pytest.fixture
def taisto(world, kuopio):
    return met(world, 1, "Taisto Tervo").client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def offered(page: str) -> list[str]:
    """The types a form offers, after the empty one."""
    choices = re.search(r'<select name="session_type".*?</select>', page, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]+)</option>", choices[0])[1:]


def contacted(world, client, session_type="", on=DAY, worker=None, hour=10):
    worker = worker or world.aino
    return commands.record_attempt(
        client, worker=worker, channel="meeting", at=moment(on, hour), result="reached", session_type=session_type, by=worker
    )


def booked(world, client, session_type="", on=DAY, hour=10):
    at = moment(on, hour)
    return commands.book_appointment(
        client, worker=world.aino, kind="follow_up", starts_at=at, minutes=60, session_type=session_type, by=world.aino
    )


def rows(page: str, caption: str) -> dict[str, list[str]]:
    """The table of that caption: each row's words after its head."""
    table = next(each for each in re.findall(r"<table.*?</table>", page, re.DOTALL) if f">{caption}</caption>" in each)
    found = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "|", row)).split("|") for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]
    cells = [[word.strip() for word in row if word.strip()] for row in found]
    return {row[0]: row[1:] for row in cells[1:]}


@pytest.mark.requirement("VPA-06")
def test_a_session_carries_one_of_the_model_s_types_and_is_shown_and_counted(as_aino, world, taisto):
    contact, booking = (reverse(name, args=[taisto.pk]) for name in ("client_contact", "client_appointment"))
    assert offered(text(as_aino.get(contact))) == offered(text(as_aino.get(booking))) == KUOPIO

    told = {"channel": "meeting", "on": DAY.isoformat(), "clock": "09:00", "result": "reached", "session_type": "guidance"}
    as_aino.post(contact, told)
    time = {"worker": world.aino.pk, "on": DAY.isoformat(), "clock": "12:00", "kind": "follow_up", "channel": "phone"}
    as_aino.post(booking, time | {"session_type": "job_search"})
    meeting = Appointment.objects.get()
    assert (ContactAttempt.objects.first().session_type, meeting.session_type) == ("guidance", "job_search")

    page = text(as_aino.get(reverse("client_contacts", args=[taisto.pk])))
    assert 'class="tag">Uraohjaus' in page
    assert 'class="tag">Nykyaikainen työnhaku' in page
    assert "Nykyaikainen työnhaku" in text(as_aino.get(reverse("meetings_meeting", args=[meeting.pk])))

    # A time that is only booked is no session yet.
    coaching = reverse("client_coaching", args=[taisto.pk])
    counted = {"Uraohjaus": ["1"], "Kiinnostukset": ["0"], "Elämäntilanne": ["0"], "Nykyaikainen työnhaku": ["0"]}
    assert rows(text(as_aino.get(coaching)), "Sisällön mukaan") == counted
    commands.tell_outcome(meeting, "held", on=DAY, by=world.aino)
    assert rows(text(as_aino.get(coaching)), "Sisällön mukaan") == counted | {"Nykyaikainen työnhaku": ["1"]}

    # For the team: of the period, of each type how many and of how many clients, and client by client.
    second = met(world, 2, "Urho Ulkotyö").client
    for on in (DAY, DAY - timedelta(days=7), DAY - timedelta(days=400)):
        contacted(world, second, "guidance", on)
    page = text(as_aino.get(reverse("meetings_sessions")))
    assert rows(page, "Sisällön mukaan") == {
        "Uraohjaus": ["3", "2"], "Kiinnostukset": ["0", "0"], "Elämäntilanne": ["0", "0"], "Nykyaikainen työnhaku": ["1", "1"],
    }  # fmt: skip
    assert rows(page, "Asiakkaittain") == {
        "Tervo, Taisto": ["1971", "1", "0", "0", "1", "2"], "Ulkotyö, Urho": ["1972", "2", "0", "0", "0", "2"],
    }  # fmt: skip
    page = text(as_aino.get(reverse("meetings_sessions"), {"first": DAY.isoformat(), "last": DAY.isoformat()}))
    assert rows(page, "Asiakkaittain")["Ulkotyö, Urho"] == ["1972", "1", "0", "0", "0", "1"]


@pytest.mark.requirement("VPA-06")
def test_the_form_offers_the_types_of_its_own_day_and_the_model_s_alone(as_aino, world, taisto, monkeypatch, settings):
    over = DAY - timedelta(days=1)
    types = [replace(each, ends_on=over if each.code == "interests" else None) for each in session_types.session_types(DAY)]
    monkeypatch.setattr(session_types, "_types", lambda: types)
    contact = reverse("client_contact", args=[taisto.pk])
    assert offered(text(as_aino.get(contact))) == ["Uraohjaus", "Elämäntilanne", "Nykyaikainen työnhaku"]
    with pytest.raises(NotASessionType):
        contacted(world, taisto, "interests")
    assert contacted(world, taisto, "interests", over).session_title == "Kiinnostukset"
    monkeypatch.undo()
    # A model that tells no types has no sessions of coaching to choose.
    settings.PROGRAMME = "kemi-2012"
    assert "session_type" not in text(as_aino.get(reverse("meetings_meeting", args=[booked(world, taisto).pk])))
    with pytest.raises(NotASessionType):
        booked(world, taisto, "guidance")


def test_types_have_their_names_in_three_languages(kuopio):
    found = []
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            found.append([session_title(code) for code in CODES])
    assert found[0] == KUOPIO
    assert found[1] == ["Karriärvägledning", "Intressen", "Livssituationen", "Modern jobbsökning"]
    assert found[2] == ["Career guidance", "Interests", "Life situation", "Modern job search"]


def test_a_contact_that_did_not_reach_the_client_is_no_session(as_aino, taisto, world):
    told = {"channel": "phone", "on": DAY.isoformat(), "clock": "09:00", "result": "not_reached", "session_type": "guidance"}
    page = text(as_aino.post(reverse("client_contact", args=[taisto.pk]), told))
    assert "jossa asiakas tavoitettiin" in page
    with pytest.raises(SessionWasNotHeld):
        commands.record_attempt(
            taisto, worker=world.aino, channel="sms", at=moment(DAY), result="sent", session_type="guidance", by=None
        )


def test_what_a_meeting_is_about_is_told_also_afterwards_and_moves_with_it(as_aino, taisto, world):
    meeting = booked(world, taisto)
    page = text(as_aino.post(reverse("meetings_session", args=[meeting.pk]), {"session_type": "interests"}, follow=True))
    assert "Kiinnostukset" in page
    meeting.refresh_from_db()
    later = commands.move_appointment(meeting, starts_at=moment(DAY + timedelta(days=1)), on=DAY, by=world.aino)
    assert later.session_type == "interests"
    with pytest.raises(MeetingIsTold):
        commands.name_session(meeting, "guidance", by=world.aino)


def test_a_meeting_that_is_also_a_contact_is_one_session_and_another_worker_s_is_another(as_aino, taisto, world):
    meeting = booked(world, taisto, "guidance")
    commands.tell_outcome(meeting, "held", on=DAY, by=world.aino)
    contacted(world, taisto, "guidance")
    page = text(as_aino.get(reverse("meetings_sessions")))
    assert rows(page, "Sisällön mukaan")["Uraohjaus"] == ["1", "1"]
    contacted(world, taisto, "guidance", worker=world.bertil, hour=13)
    page = text(as_aino.get(reverse("meetings_sessions")))
    assert rows(page, "Sisällön mukaan")["Uraohjaus"] == ["2", "1"]


def test_the_lead_counts_the_unit_and_nobody_counts_others_clients(taisto, world, on_day):
    contacted(world, taisto, "guidance")
    assert rows(text(sign_in(Browser(), world.lead).get(reverse("meetings_sessions"))), "Asiakkaittain")
    page = text(sign_in(Browser(), world.sari).get(reverse("meetings_sessions")))
    assert "Tervo" not in page
    assert "Tällä aikavälillä ei ole tapaamisia" in page
    assert sign_in(Browser(), world.clerk).get(reverse("meetings_sessions")).status_code in (403, 404)


def test_a_period_that_ends_before_it_begins_is_told(as_aino, taisto):
    page = text(as_aino.get(reverse("meetings_sessions"), {"first": "2020-03-12", "last": "2020-03-01"}))
    assert "Viimeinen päivä on ennen ensimmäistä" in page


def test_the_queries_do_not_grow_with_clients(as_aino, taisto, world, django_assert_max_num_queries):
    contacted(world, taisto, "guidance")
    as_aino.get(reverse("meetings_sessions"))
    with django_assert_max_num_queries(60) as few:
        as_aino.get(reverse("meetings_sessions"))
    for number in range(2, 9):
        client = met(world, number, f"Asiakas Numero{number}", on=date(2020, 3, 2)).client
        name_responsible(client, world.aino, on=DAY, by=None, ground="oma")
        contacted(world, client, "guidance")
    with django_assert_max_num_queries(len(few)):
        as_aino.get(reverse("meetings_sessions"))
