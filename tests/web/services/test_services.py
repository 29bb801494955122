"""Palvelut ja paikat: the three tabs, kept by the lead coach and the clerk, read by the coaches, closed to others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.meetings import bodies, events
from nivel.meetings.models import Body, Event
from nivel.services import commands
from nivel.services.models import Feedback, Group, Place
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(client, world, on_day):
    return sign_in(client, world.lead)


def text_of(browser, route, *args):
    answer = browser.get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(browser, route, given, *args):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def planned(world, **more):
    given = {"kind": "resources", "year": 2020, "term": "spring", "service": world.debt, "on": DAY, "by": world.lead} | more
    return commands.plan_group(given.pop("name", "Voimavararyhmä"), **given)


@pytest.mark.requirement("JOU-72")
def test_a_place_s_readiness_and_places_are_told(as_lead, world):
    assert "ei tiedossa" in text_of(as_lead, "services")
    page = sent(as_lead, "services_place", {"ready": "yes", "places_total": "2"}, world.library.pk)
    assert "Paikka on tallennettu." in page
    assert "Paikkoja vapaana 2/2." in page
    page = sent(as_lead, "services_place", {"ready": "no", "places_total": ""}, world.library.pk)
    assert "ei vielä valmiutta" in page
    world.library.refresh_from_db()
    assert (world.library.ready_for_rehabilitative_work, world.library.places_total) == (False, None)


def test_a_new_place_is_refused_twice_with_everything_typed_still_there(as_lead, world):
    given = {"name": "Kirjasto", "organisation": world.municipality.pk, "starts_on": "12.3.2020", "sector": "kulttuuri"}
    page = sent(as_lead, "services_place_new", given)
    assert "Paikka nimeltä Kirjasto on jo olemassa." in page
    assert 'value="kulttuuri"' in page
    sent(as_lead, "services_place_new", given | {"name": "Keskuskeittiö"})
    assert Place.objects.filter(name="Keskuskeittiö", sector="kulttuuri").exists()


def test_a_group_is_planned_started_and_peopled(as_lead, world):
    form = {"name": "Työnhakuryhmä", "kind": "job_search", "year": "2020", "term": "autumn", "pilot": "on"}
    page = sent(as_lead, "services_group_new", form)
    assert "Syksy 2020" in page
    assert "Suunniteltu 1, alkanut 0" in page
    group = Group.objects.get()
    sent(as_lead, "services_group_start", {"on": DAY.isoformat()}, group.pk)
    assert "Suunniteltu 1, alkanut 1" in text_of(as_lead, "services_groups")
    expert = {"role": "expert_by_experience", "name": "Ritva Koski"}
    page = sent(as_lead, "services_group_person", expert, group.pk)
    assert "Ritva Koski" in page
    assert "kokemusasiantuntija" in page
    assert "on jo nimetty" in sent(as_lead, "services_group_person", expert, group.pk)
    sent(as_lead, "services_group_end", {"on": (DAY + timedelta(days=90)).isoformat()}, group.pk)
    assert "10.6.2020" in text_of(as_lead, "services_group", group.pk)


def test_an_event_with_its_invited_and_those_who_came(as_lead, world):
    page = sent(as_lead, "services_event_new", {"kind": "orientation_visit", "title": "Perehdytys", "held_on": DAY.isoformat()})
    assert "Valitse paikka, jonne perehdytyskäynti tehdään." in page
    sent(
        as_lead,
        "services_event_new",
        {"kind": "orientation_visit", "title": "Perehdytys", "held_on": DAY.isoformat(), "visited": world.library.pk},
    )
    event = Event.objects.get()
    sent(as_lead, "services_event_participant", {"name": "Heli Salo", "organisation": "Kirjasto"}, event.pk)
    page = sent(as_lead, "services_event_attendance", {"came": [event.participants.get().pk]}, event.pk)
    assert "Läsnäolo on tallennettu." in page
    assert "1/1" in text_of(as_lead, "services_events")
    assert "Diat verkkolevyllä" in sent(as_lead, "services_event_material", {"material": "Diat verkkolevyllä"}, event.pk)
    assert "12.3.2020" in text_of(as_lead, "services"), "the place tells when it was oriented"


def test_feedback_is_recorded_and_used_in_the_next_group(as_lead, world):
    pilot, following = planned(world, pilot=True), planned(world, name="Syksyn ryhmä", term="autumn")
    given = {
        "giver": "expert",
        "giver_name": "Ritva Koski",
        "given_on": DAY.isoformat(),
        "group": pilot.pk,
        "idea": "Aloitus kahvilla",
    }
    assert "Aloitus kahvilla" in sent(as_lead, "services_feedback_new", given)
    feedback = Feedback.objects.get()
    page = sent(as_lead, "services_feedback_use", {"group": following.pk, "how": "Alku on vapaampi"}, feedback.pk)
    assert "hyödynnetty ryhmässä Syksyn ryhmä" in page
    assert "Alku on vapaampi" in text_of(as_lead, "services_group", following.pk)


def test_a_client_s_feedback_takes_no_name(as_lead, world):
    given = {"giver": "client", "giver_name": "Eino", "given_on": DAY.isoformat(), "service": world.debt.pk, "grade": "4"}
    assert "nimettömänä" in sent(as_lead, "services_feedback_new", given)
    assert not Feedback.objects.exists()


def test_clients_words_and_means_are_hidden_until_there_are_five(as_lead, world):
    group = planned(world)
    for number in range(4):
        commands.record_feedback("client", given_on=DAY, on=DAY, group=group, grade=5, text=f"Sana {number}", by=world.lead)
    assert "Sana" not in text_of(as_lead, "services_group", group.pk)
    page = text_of(as_lead, "services_events")
    assert "alle 5" in page
    assert "5,0" not in page
    commands.record_feedback("client", given_on=DAY, on=DAY, group=group, grade=5, text="Sana 4", by=world.lead)
    assert "Sana 4" in text_of(as_lead, "services_group", group.pk)
    assert "5,0" in text_of(as_lead, "services_events")


def test_the_client_panel_s_statement_stands_beside_the_feedback(as_lead, world):
    panel = bodies.found_body("Asiakastiimi", kind=Body.Kind.CLIENT_PANEL, founded_on=DAY, founded_by="työryhmä", by=world.lead)
    meeting = bodies.call_meeting(panel, held_on=DAY, agenda="", by=world.lead)
    bodies.record_decision(meeting, title="Lausunto kutsuista", text="Selkeämpi kieli.", on=DAY, by=world.lead)
    page = text_of(as_lead, "services_events")
    assert "Lausunto kutsuista" in page
    assert reverse("body_meeting", args=[meeting.pk]) in page


def test_a_coach_reads_but_does_not_change_and_a_member_of_the_group_sees_nothing(client, world, on_day):
    group = planned(world)
    event = events.arrange_event("Info", kind="info", held_on=DAY, by=world.lead)
    as_aino = sign_in(client, world.aino)
    for route, args in (("services", ()), ("services_groups", ()), ("services_group", (group.pk,)), ("services_events", ())):
        page = text_of(as_aino, route, *args)
        assert "/new" not in page
        assert "Palvelut ja paikat" in page
    assert as_aino.get(reverse("services_event", args=[event.pk])).status_code == 200
    assert as_aino.post(reverse("services_group_start", args=[group.pk]), {"on": DAY.isoformat()}).status_code == 404
    as_member = sign_in(client, make_user("Marja", "Jäsen", "steering_group", world.workshop))
    assert as_member.get(reverse("services")).status_code == 404


@pytest.mark.parametrize("route", ["services", "services_groups", "services_events"])
def test_the_number_of_queries_does_not_grow_with_the_rows(as_lead, world, django_assert_max_num_queries, route):
    def add(first):
        for number in range(first, first + 3):
            group = planned(world, name=f"Ryhmä {number}")
            place = commands.open_place(f"Paikka {number}", organisation=world.municipality, starts_on=DAY, by=world.lead)
            commands.name_group_person(group, role="leader", name="Aino", user=world.aino, by=world.lead)
            events.arrange_event(f"Info {number}", kind="orientation_visit", visited=place, held_on=DAY, by=world.lead)
            commands.record_feedback("partner", given_on=DAY, on=DAY, group=group, idea=f"Ajatus {number}", by=world.lead)

    def queries():
        with django_assert_max_num_queries(100) as seen:
            text_of(as_lead, route)
        return len(seen)

    add(0)
    queries()
    few = queries()
    add(10)
    assert queries() == few
