"""Ehdokkaat: vacancies by sector, employers in their order, and clients presented only with their authorisation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.clients.disclosures import PermissionTerms, give_permission, prohibit_disclosure, withdraw_permission
from nivel.clients.models import Disclosure
from nivel.employers import commands as employers
from nivel.employers.models import LabourNeed
from nivel.paths import commands
from nivel.paths.coaching import presented_to
from nivel.paths.models import PlaceSearch
from nivel.paths.work_refusals import CandidateIsNotAuthorised, NeedIsOver
from nivel.web.employers.register import register_rows
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=14)


@pytest.fixture
def bakery(world):
    return employers.register_organisation("Leipomo", kind="company", industry="food", on=DAY, by=world.aino)


@pytest.fixture
def need(world, bakery):
    return wanted(bakery, world.aino)


def wanted(organisation, by, **more):
    told = {"time": "now", "kind": "job", "industry": "food", "job": "Leipuri", "needed_on": NEXT, "on": DAY, "by": by}
    return employers.record_need(organisation, **told | more)


def wishing(world, number, bakery, *, allowed=True):
    path = met(world, number, f"Asiakas Numero{number}")
    commands.tell_wish(path, "Leipomo", industry="food", organisation=bakery, on=DAY, by=world.aino)
    if allowed:
        terms = PermissionTerms("profile", world.municipality, bakery, "Työpaikan haku", DAY + timedelta(days=60))
        give_permission(path.client, terms, on=DAY, by=world.aino)
    return path


@pytest.mark.requirement("VPA-09")
def test_a_vacancy_tells_its_sector_kind_requirements_and_days_for_jobs_and_practice_places(world, bakery, need):
    association = employers.register_organisation("Kylä ry", kind="association", industry="culture", on=DAY, by=world.aino)
    rows = [
        need,
        wanted(world.municipality, world.aino, kind="practice", job="Keittiöharjoittelija", requirements="Hygieniapassi"),
        wanted(association, world.aino, kind="practice", job="Ohjaaja", apply_by_on=NEXT),
    ]
    assert [(row.sector, row.kind) for row in rows] == [("private", "job"), ("public", "practice"), ("third", "practice")]
    assert rows[1].requirements == "Hygieniapassi"
    assert (rows[2].needed_on, rows[2].apply_by_on) == (NEXT, NEXT)
    commands.begin_search(met(world, 9, "Asiakas Yhdeksän"), kind="job", need=need, started_on=DAY, on=DAY, by=world.aino)
    assert LabourNeed.objects.filter(searches__isnull=False).get() == need


@pytest.mark.requirement("VPA-10")
def test_nobody_is_presented_without_their_authorisation_and_each_transfer_is_recorded(world, bakery, need):
    yes, no = wishing(world, 1, bakery), wishing(world, 2, bakery, allowed=False)
    with pytest.raises(CandidateIsNotAuthorised) as refused:
        commands.present_candidates(need, [yes, no], on=DAY, by=world.aino)
    assert "Numero2" in str(refused.value)
    assert not Disclosure.objects.exists()
    assert not PlaceSearch.objects.exists()
    (search,) = commands.present_candidates(need, [yes], on=DAY, by=world.aino)
    assert (search.need, search.organisation, search.disclosure.data_class) == (need, bakery, "profile")
    assert (search.disclosure.receiver, search.disclosure.ground) == (bakery, "permission")
    again = commands.present_candidates(need, [yes], on=NEXT, by=world.aino)
    assert (again, Disclosure.objects.count()) == ([search], 1)


def test_a_withdrawn_authorisation_and_a_prohibition_stop_it(world, bakery, need):
    withdrawn, prohibited = wishing(world, 1, bakery), wishing(world, 2, bakery)
    withdraw_permission(withdrawn.client.permissions.get(), on=DAY, by=world.aino)
    prohibit_disclosure(prohibited.client, sender=world.municipality, receiver=bakery, on=DAY, by=world.aino)
    for path in (withdrawn, prohibited):
        with pytest.raises(CandidateIsNotAuthorised):
            commands.present_candidates(need, [path], on=DAY + timedelta(days=1), by=world.aino)
    employers.end_need(need, ending="filled", on=DAY, by=world.aino)
    with pytest.raises(NeedIsOver):
        commands.present_candidates(need, [], on=DAY, by=world.aino)


@pytest.mark.requirement("VPA-11")
def test_an_employer_is_shown_two_to_four_and_other_numbers_are_warned_of(client, world, bakery, need, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    assert [number for number in range(7) if commands.fits_shortlist(number)] == [2, 3, 4]
    people = [wishing(world, number, bakery) for number in range(1, 4)]
    browser, address = sign_in(client, world.aino), reverse("employer_candidates", args=[need.pk])
    assert browser.get(address).content.decode().count("Numero") >= 3
    page = browser.post(address, {"candidates": [people[0].client_id]}, follow=True).content.decode()
    assert "kahdesta neljään ehdokasta. Nyt" in page
    page = browser.post(address, {"candidates": [path.client_id for path in people[1:]]}, follow=True).content.decode()
    assert "Nyt heitä on" not in page
    assert "3 ehdokasta esitelty" in page
    assert presented_to(bakery) == {need.pk: 3}


def test_the_page_refuses_whole_and_shows_no_other_s_clients(client, world, bakery, need, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    path = wishing(world, 1, bakery, allowed=False)
    address = reverse("employer_candidates", args=[need.pk])
    page = sign_in(client, world.aino).post(address, {"candidates": [path.client_id]}).content.decode()
    assert "ei ole valtuuttanut" in page
    other = sign_in(client.__class__(), world.bertil)
    assert "Numero1" not in other.get(address).content.decode()
    assert other.post(address, {"candidates": [path.client_id]}).status_code == 200
    assert not PlaceSearch.objects.exists()
    adviser = make_user("Eero", "Elinkeino", "employer_coordinator", world.workshop)
    assert sign_in(client.__class__(), adviser).get(address).status_code == 404


@pytest.mark.requirement("VPA-13")
def test_employers_stand_in_the_order_of_sector_region_and_clients_goals(world, bakery):
    rows = {
        name: employers.register_organisation(name, kind="company", industry="trade", on=DAY, by=world.aino)
        for name in ("Aamu", "Ilta", "Yö")
    }
    employers.describe_employer(rows["Yö"], industry="trade", priorities=["sector", "region"], on=DAY, by=world.aino)
    employers.describe_employer(rows["Ilta"], industry="trade", priorities=["goals"], on=DAY, by=world.aino)
    names = [row.organisation.name for row in register_rows(DAY, "company")]
    assert names == ["Yö", "Ilta", "Aamu", "Leipomo"]
    commands.tell_wish(met(world, 1, "Asiakas Yksi"), "Leipomo", industry="food", organisation=bakery, on=DAY, by=world.aino)
    first = register_rows(DAY, "company")[0]
    assert (first.organisation, first.to_contact) == (bakery, True)
    (ordered,) = [row for row in register_rows(DAY) if row.organisation == rows["Yö"]]
    assert ordered.priorities == ["toimiala", "alueen kehitys"]
