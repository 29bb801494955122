"""Tiimit on the screen: called together, a matter brought from the client's page, decided by a member, followed up by its owner."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import PermissionTerms, give_permission, withdraw_permission
from nivel.meetings import bodies, commands
from nivel.meetings.models import Body, BodyMeeting, TeamCase, free_slots
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, make_user, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    centre = Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)
    body = bodies.found_body("Sote-tiimi", kind=Body.Kind.TEAM, founded_on=BEGAN, founded_by="Lautakunta", by=None)
    sirkka = make_user("Sirkka", "Palo", "case_manager", world.social_office)
    told = {"office": "palveluohjaaja", "organisation": centre, "standing": "member", "starts_on": BEGAN}
    bodies.add_member(body, name=sirkka.name, user=sirkka, **told, by=None)
    return body


@pytest.fixture
def lea(world):
    client = person(3, "Lea Lehto")
    name_responsible(client, world.aino, on=DAY, by=None)
    return client


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def test_the_lead_calls_the_team_for_every_second_week(client, world, on_day, team):
    browser = sign_in(client, world.lead)
    page = sent(
        browser, "teams_call", team.pk, first_on=DAY.isoformat(), last_on="2020-04-30", first_time="9.00", minutes=30,
        receptions=2, consultations=1, place="Terveysasema",
    )  # fmt: skip
    assert "Kokoukset on kutsuttu" in page
    assert BodyMeeting.objects.filter(body=team).count() == 4
    assert page.count("3 vapaata aikaa") == 4


def test_a_matter_goes_from_the_clients_page_to_the_decision_and_the_follow_up(client, world, on_day, team, lea):
    commands.call_team(team, first_on=DAY, last_on=DAY, slots=commands.slots_from(time(9), 30, 1, 1), by=None)
    browser, slot = sign_in(client, world.aino), free_slots().get(kind="reception")
    assert reverse("client_matter_new", args=[lea.pk]) in browser.get(reverse("client", args=[lea.pk])).content.decode()
    page = sent(browser, "client_matter_new", lea.pk, slot=slot.pk, question="Miten kuntoutus jatkuu?")
    assert "sinä johdat sitä" in page
    case = TeamCase.objects.get()
    assert "1 vapaa aika" in browser.get(reverse("teams")).content.decode()
    member = sign_in(client.__class__(), team.members.get().user)
    meeting = member.get(reverse("teams_meeting", args=[slot.meeting_id])).content.decode()
    assert "Lehto, Lea" in meeting
    follow_up_on = (DAY + timedelta(days=30)).isoformat()
    given = {"client_present": "on", "decision": "Lähete kuntoutukseen", "follow_up_on": follow_up_on}
    assert "Lähete kuntoutukseen" in sent(member, "client_matter_decision", lea.pk, case.pk, **given)
    assert member.get(reverse("client", args=[lea.pk])).status_code in (403, 404)
    assert "Seuranta on kirjattu" in sent(browser, "client_matter_follow_up", lea.pk, case.pk, follow_up="Kuntoutus alkoi")


def test_a_consultation_is_refused_without_permission_and_closes_to_the_team_when_it_is_withdrawn(
    client, world, on_day, team, lea
):
    commands.call_team(team, first_on=DAY, last_on=DAY, slots=commands.slots_from(time(9), 30, 0, 1), by=None)
    browser, slot = sign_in(client, world.aino), free_slots().get()
    given = {"slot": slot.pk, "question": "Onko kuntoutus mahdollinen?", "data_class": "health"}
    page = sent(browser, "client_matter_new", lea.pk, **given)
    assert "ei ole lupaa" in page
    assert "Onko kuntoutus mahdollinen?" in page
    receiver = team.members.get().organisation
    terms = PermissionTerms("health", world.municipality, receiver, "Sote-tiimi", date(2020, 12, 31))
    permission = give_permission(lea, terms, on=DAY, by=None)
    sent(browser, "client_matter_new", lea.pk, **given)
    case = TeamCase.objects.get()
    address = reverse("client_matter", args=[lea.pk, case.pk])
    member = sign_in(client.__class__(), team.members.get().user)
    assert member.get(address).status_code == 200
    withdraw_permission(permission, on=DAY, by=None)
    assert member.get(address).status_code == 404
    meeting = member.get(reverse("teams_meeting", args=[slot.meeting_id])).content.decode()
    assert "Lehto" not in meeting
    assert "varattu" in meeting


def test_a_member_of_one_team_does_not_see_what_is_brought_to_another(client, world, on_day, team, lea):
    other = bodies.found_body("Ryhmä", kind=Body.Kind.REHABILITATION, founded_on=BEGAN, founded_by="Lautakunta", by=None)
    for body in (team, other):
        commands.call_team(body, first_on=DAY, last_on=DAY, slots=[(time(9), "reception")], by=None)
    mine, others = (
        commands.bring_matter(
            free_slots().get(meeting__body=body), lea, presenter=world.aino, question="Kysymys", on=DAY, by=world.aino
        )
        for body in (team, other)
    )
    member = sign_in(client, team.members.get().user)
    assert member.get(reverse("client_matter", args=[lea.pk, mine.pk])).status_code == 200
    assert member.get(reverse("client_matter", args=[lea.pk, others.pk])).status_code == 404


def test_the_lists_queries_do_not_grow_with_matters(client, world, on_day, team, lea, django_assert_max_num_queries):
    commands.call_team(
        team, first_on=DAY, last_on=DAY + timedelta(days=60), slots=commands.slots_from(time(9), 15, 6, 0), by=None
    )
    for slot in free_slots():
        commands.bring_matter(slot, lea, presenter=world.aino, question="Kysymys", on=DAY, by=world.aino)
    browser = sign_in(client, world.aino)
    browser.get(reverse("teams"))
    with django_assert_max_num_queries(25):
        assert browser.get(reverse("teams")).content.decode().count("Kysymys") == 30
