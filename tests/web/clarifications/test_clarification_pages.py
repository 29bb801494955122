"""Selvitykset on the screen: a pension cleared up step by step, a required visit and a restricted placement closed to all but few."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.commands import name_responsible
from nivel.clients.models import CareRelationship
from nivel.paths.models import Clarification, Handover, PrimaryService, RestrictedPlacement, VisitObligation
from nivel.services.models import Direction, Service
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, make_user

pytestmark = pytest.mark.django_db
SOON = (DAY + timedelta(days=14)).isoformat()
SECRET = "Merkki-salainen-seikka"


@pytest.fixture
def path(world):
    made = planned(world, 1)
    name_responsible(made.client, world.aino, on=DAY, by=None)
    return made


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def read(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


@pytest.mark.requirement("JOU-48")
def test_a_pension_is_cleared_up_from_the_list_of_examinations_to_the_decision(client, world, on_day, path):
    number, browser = path.client_id, sign_in(client, world.aino)
    assert reverse("client_clarifications", args=[number]) in read(browser, "client", number)
    assert "Selvitystä ei ole kesken" in read(browser, "client_clarifications", number)
    given = {"purpose": "pension", "examinations": "Lääkärin arvio\nVerikokeet", "due_on": SOON}
    assert "Selvitys on aloitettu" in sent(browser, "client_clarification_new", number, **given)
    row = Clarification.objects.get()
    assert "Tekemättä: Lääkärin arvio, Verikokeet" in sent(browser, "client_clarification_ready", number, row.pk)
    sirkka = make_user("Sirkka", "Palo", "case_manager", world.social_office)
    sirkka.phone = "040 000 0777"
    sirkka.save()
    page = sent(browser, "client_clarification_helper", number, row.pk, helper=sirkka.pk)
    assert "Palveluohjaaja auttaa" in page
    assert all(contact in page for contact in ("Sirkka Palo", "040 000 0777")), "whom to call"
    helper = sign_in(Browser(), sirkka)
    for each in row.examinations.all():
        page = sent(helper, "client_examination", number, each.pk, done_on=DAY.isoformat(), place="Terveysasema")
    assert "Tutkimus on merkitty tehdyksi" in page
    assert "Valmis päätettäväksi." in sent(browser, "client_clarification_ready", number, row.pk)
    assert "Hakemus on kirjattu" in sent(browser, "client_clarification_application", number, row.pk)
    page = sent(browser, "client_clarification_decision", number, row.pk, decision="granted", on=DAY.isoformat())
    assert "Päätös on kirjattu" in page
    assert helper.get(reverse("client_clarifications", args=[number])).status_code == 404


@pytest.mark.requirement("JOU-50")
def test_another_service_answers_first_and_employment_service_is_marked_supporting(client, world, on_day, path):
    clinic = Organisation.objects.create(name="Sairaanhoitopiiri", kind="health_centre")
    browser, number = sign_in(client, world.aino), path.client_id
    given = {"organisation": clinic.pk, "service": "Aikuispsykiatria", "contact": "Oma hoitaja", "support": "Työtoiminta"}
    page = sent(browser, "client_primary", number, **given)
    assert "työllisyyspalvelu: tukeva" in page
    assert "Aikuispsykiatria" in page
    row = PrimaryService.objects.get()
    assert "on taas ensisijainen" in sent(browser, "client_primary_ending", number, row.pk)


@pytest.mark.requirement("JOU-49")
def test_a_required_visit_is_read_by_the_responsible_worker_alone(client, world, on_day, path):
    browser, number = sign_in(client, world.aino), path.client_id
    assert browser.get(reverse("client_visit_required_new", args=[number])).status_code == 200
    episode = agree(world, path, place=world.library, starts_on=DAY, ends_on=DAY + timedelta(days=100)).episode
    assert "data-no-draft" in read(browser, "client_visit_required_new", number)
    page = sent(browser, "client_visit_required_new", number, episode=episode.pk, endangers=SECRET, due_on=SOON)
    assert "Käynti on sovittu" in page
    row = VisitObligation.objects.get()
    assert SECRET in read(browser, "client_visit_required", number, row.pk)
    CareRelationship.objects.create(client=path.client, worker=world.bertil, kind="team", starts_on=BEGAN)
    bertil = sign_in(Browser(), world.bertil)
    for route in ("client_clarifications", "client", "client_agreements", "client_rights", "client_contacts"):
        page = read(bertil, route, number)
        assert SECRET not in page
        assert "päihde" not in page.lower()
    assert bertil.get(reverse("client_visit_required", args=[number, row.pk])).status_code == 404
    page = sent(browser, "client_visit_outcome", number, row.pk, visited="yes", outcome=f"Hoito alkoi {SECRET}")
    assert "Tulos on kirjattu" in page
    assert "käynti toteutui" in page


def test_a_restricted_placement_is_neutral_everywhere_but_on_its_own_page(client, world, on_day, path):
    neutral = Service.objects.create(
        name="Muu sijoitus", kind="other", direction=Direction.WORK, arranger=world.municipality, starts_on=BEGAN
    )
    world.library.unit = world.workshop
    world.library.save()
    browser, number = sign_in(client, world.aino), path.client_id
    given = {
        "kind": "community_service", "limits": SECRET, "authority": SECRET, "service": neutral.pk, "place": world.library.pk,
        "starts_on": DAY.isoformat(), "ends_on": (DAY + timedelta(days=60)).isoformat(), "days_a_week": 2, "hours_a_day": "4",
    }  # fmt: skip
    assert "data-no-draft" in read(browser, "client_placement_new", number)
    assert "Sijoitus on tehty" in sent(browser, "client_placement_new", number, **given)
    row = RestrictedPlacement.objects.get()
    page = read(browser, "client_placement", number, row.pk)
    assert SECRET in page
    assert "Yhdyskuntapalvelu" in page
    coach = make_user("Seppo", "Hakala", "work_coach", world.workshop)
    seppo, lead, clerk = (sign_in(Browser(), user) for user in (coach, world.lead, world.clerk))
    pages = [
        read(seppo, "coachees"),
        read(seppo, "coachee", number),
        read(lead, "gaps"),
        read(clerk, "client_agreements", number),
    ]
    pages += [read(browser, route, number) for route in ("client", "client_agreements", "client_rights", "client_assessments")]
    pages += [read(browser, route) for route in ("today", "clients", "caseboard", "services")]
    assert any("Muu sijoitus" in page for page in pages)
    for page in pages:
        assert SECRET not in page
        assert "yhdyskuntapalvelu" not in page.lower()
    for other in (seppo, lead, clerk):
        assert other.get(reverse("client_placement", args=[number, row.pk])).status_code == 404
    sent(browser, "client_placement_runner", number, row.pk, worker=coach.pk)
    assert SECRET in read(seppo, "client_placement", number, row.pk)
    assert path.client.list_name in read(seppo, "other_placements")
    mine = row.runners.get(worker=world.aino)
    assert "päättyy tänään" in sent(browser, "client_runner_end", number, mine.pk)


def test_the_client_is_escorted_from_their_page(client, world, on_day, path):
    browser = sign_in(client, world.aino)
    given = {
        "receiver": world.counsellor.pk, "reason": "Velat ja asuminen", "meeting_on": SOON, "assessment_due_on": SOON,
        "client_agreed_on": DAY.isoformat(),
    }  # fmt: skip
    assert "Saatto on sovittu" in sent(browser, "client_escort", path.client_id, **given)
    assert Handover.objects.get(path=path).assessment.kind == "service_needs"


def test_a_service_is_linked_to_social_rehabilitation_on_the_page(client, world, on_day, path):
    social = Service.objects.create(
        name="Sosiaalinen kuntoutus", kind="social_rehabilitation", direction=Direction.REHABILITATION,
        arranger=world.municipality, starts_on=BEGAN,
    )  # fmt: skip
    episode = agree(
        world, path, service=social, place=world.library, starts_on=DAY, ends_on=DAY + timedelta(days=60),
        pension="disability_pension",
    ).episode  # fmt: skip
    browser, number = sign_in(client, world.aino), path.client_id
    given = {
        "episode": episode.pk, "service": "substance", "organisation": world.municipality.pk, "unit": "Päihdeklinikka",
        "client_agreed_on": DAY.isoformat(),
    }  # fmt: skip
    page = sent(browser, "client_linked_new", number, **given)
    assert "Palvelu on liitetty" in page
    assert "Päihdeklinikka" in page
    assert "päättyy tänään" in sent(browser, "client_linked_ending", number, episode.linked_services.get().pk)
