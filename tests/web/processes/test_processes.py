"""Prosessit on the screen: drawn, begun, taken on, and told to whoever holds the step."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.paths.models import ProcessRun, Task
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
SOON = (DAY + timedelta(days=14)).isoformat()


@pytest.fixture
def path(world):
    return planned(world, 1)


def read(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


@pytest.mark.requirement("JOU-93")
def test_the_municipalitys_processes_are_drawn_on_their_page(client, world, on_day):
    page = read(sign_in(client, world.clerk), "processes")
    assert page.count("data-process") == 4
    for words in (
        "Kuntouttavan työtoiminnan prosessi",
        "vähintään 4 tuntia päivässä",
        "Loppuarviointi viimeistään kaksi viikkoa",
    ):
        assert words in page
    assert "Johtaa vaiheeseen: Jatkosopimus; Muutos" in page


@pytest.mark.requirement("JOU-93")
def test_a_clients_step_in_rehabilitative_work_is_told_on_their_page(client, world, on_day, path):
    browser, number = sign_in(client, world.aino), path.client_id
    assert "Asiakas ei ole missään prosessissa" in read(browser, "client_processes", number)
    agree(world, path)
    page = read(browser, "client_processes", number)
    assert "Kuntouttavan työtoiminnan prosessi" in page
    assert page.count("is-done") == 3
    assert page.count("is-now") == 1
    assert reverse("client_processes", args=[number]) in read(browser, "client", number)


def test_a_process_is_taken_from_the_screen_by_whoever_holds_its_step(client, world, on_day, path):
    clinic = Organisation.objects.create(name="Terveysasema", kind="health_centre")
    nurse = make_user("Noora", "Hoitaja", "nurse", world.workshop)
    terms = PermissionTerms("work_ability", world.municipality, clinic, "Arvio", DAY + timedelta(days=90))
    give_permission(path.client, terms, on=DAY, by=world.aino)
    browser, number = sign_in(client, world.aino), path.client_id
    begin = {"owner": world.aino.pk, "due_on": SOON, "note": "Jaksaminen"}
    assert "Prosessi on alkanut" in sent(browser, "client_process_new", number, "work_ability", **begin)
    run = ProcessRun.objects.get()
    assert "Ota seuraava vaihe" in read(browser, "client", number)
    assert "Merkitse tehdyksi" not in read(browser, "today")
    held = {"owner": world.aino.pk, "due_on": SOON, "note": ""}
    assert "Vaihe on otettu" in sent(browser, "client_process_step", number, run.pk, to="referral", **held)
    given = {"owner": nurse.pk, "due_on": (DAY + timedelta(days=5)).isoformat(), "to": "assessment", "receiver": clinic.pk}
    page = sent(browser, "client_process_step", number, run.pk, **given)
    assert "Terveysasema: " in page
    other = sign_in(Browser(), nurse)
    assert "Työkyvyn arviointi: Moniammatillinen arviointi" in read(other, "today")
    page = sent(other, "client_process_step", number, run.pk, to="summary", owner=world.aino.pk, due_on=SOON)
    assert "Vähintään kaksi ammattiryhmää" in page
    page = sent(other, "client_process_owner", number, run.pk, owner=world.bertil.pk, due_on=SOON)
    assert "Bertil Öhman" in page
    page = sent(browser, "client_process_dropping", number, run.pk, reason="Muuttaa pois")
    assert "Muuttaa pois" in page
    assert not Task.objects.undone_on(DAY).filter(kind="process").exists()
    assert other.get(reverse("client_process_step", args=[number, run.pk])).status_code == 404
