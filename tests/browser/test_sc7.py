"""SC7 in the browser: an employer's need reaches the coach, whose client's wish leads to it, and nobody goes there without a permission."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.employers import commands as employers
from nivel.paths import commands as paths
from nivel.paths.models import CoachingAct, PlaceSearch
from tests.web import lives
from tests.world import DAY, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "log"])]


@pytest.fixture
def adviser(world):
    return make_user("Pekka", "Niemi", "employer_coordinator", world.workshop)


def test_the_need_reaches_the_coach_and_the_client_is_presented_only_with_a_permission(page_of, world, adviser):
    helmi = lives.helmi(world)
    page = page_of(adviser)
    page.goto("/employers")
    page.get_by_role("link", name="Uusi organisaatio").click()
    page.get_by_label("Nimi").fill("Kahvila Kide")
    page.get_by_label("Toimiala").select_option(label="keittiöt ja ravintolat")
    page.get_by_role("button", name="Lisää rekisteriin").click()
    page.get_by_role("link", name="Kirjaa tarve").click()
    page.get_by_label("Työ", exact=True).fill("Keittiöapulainen")
    page.get_by_role("button", name="Kerro valmentajille").click()
    page.get_by_text("Tarve on kirjattu ja siitä on kerrottu valmentajille.").wait_for()

    kide = Organisation.objects.get(name="Kahvila Kide")
    page = page_of(world.aino)
    page.goto(reverse("client_coaching", args=[helmi.pk]))
    page.get_by_role("link", name="Kirjaa toive").click()
    page.get_by_label("Missä asiakas haluaa työskennellä").fill("Keittiötyö lähellä kotia")
    page.get_by_label("Toimiala").select_option(label="keittiöt ja ravintolat")
    page.get_by_label("Työnantaja").select_option(label="Kahvila Kide")
    page.get_by_role("button", name="Kirjaa", exact=True).click()
    page.get_by_role("link", name="Kirjaa, mitä tehtiin").click()
    page.get_by_label("Mitä tehtiin").select_option(label="työnhakuasiakirjat")
    page.get_by_role("button", name="Kirjaa", exact=True).click()
    page.get_by_text("Toimi on kirjattu.").wait_for()
    assert CoachingAct.objects.get().together

    page.goto("/employers")
    page.get_by_text("1 uusi tieto sinulle").wait_for()
    assert page.get_by_role("link", name="Helmi Mäkinen").is_visible()
    page.get_by_role("link", name="Kahvila Kide").first.click()
    page.get_by_role("link", name="Esittele ehdokkaita").click()
    page.get_by_label(helmi.told_apart).check()
    page.get_by_role("button", name="Esittele").click()
    page.get_by_text("ei ole valtuuttanut").wait_for()
    assert not PlaceSearch.objects.exists()
    terms = PermissionTerms("profile", world.municipality, kide, "Työpaikan haku", DAY + timedelta(days=90))
    give_permission(helmi, terms, on=DAY, by=world.aino)
    page.get_by_role("button", name="Esittele").click()
    page.get_by_text("1 ehdokas esitelty").wait_for()
    assert PlaceSearch.objects.get().disclosure.receiver == kide


def test_nothing_serious_is_found_and_no_page_is_wider_than_a_phone(page_of, world, adviser, faults):
    helmi = lives.helmi(world)
    kide = employers.register_organisation("Kahvila Kide", kind="company", industry="food", on=DAY, by=adviser)
    told = {"kind": "job", "industry": "food", "needed_on": DAY, "on": DAY, "by": adviser}
    need = employers.record_need(kide, time="now", job="Keittiöapulainen", **told)
    employers.record_need(kide, time="foreseen", job="Kokki", **told)
    employers.record_partner_contact(
        kide, channel="visit", topic="need", held_on=DAY, on=DAY, by=adviser, promise="Kaksi paikkaa", promised_by_on=DAY
    )
    employers.name_contact(kide, "Kerttu Kide", on=DAY, by=adviser)
    path = helmi.paths.get()
    paths.tell_wish(path, "Keittiötyö", industry="food", organisation=kide, on=DAY, by=world.aino)
    paths.choose_scope(path, supports=["forms"], rhythm="joka viikko", own_words="Rauhassa.", on=DAY, by=world.aino)
    paths.begin_search(path, kind="job", need=need, started_on=DAY, on=DAY, by=world.aino)
    own = ("client_coaching", "client_scope", "client_act", "client_realism", "client_wish", "client_search")
    theirs = ("employer", "employer_contact", "employer_need", "employer_card", "employer_person")
    addresses = [
        "/employers", "/employers/new", "/employers/labour/new", "/goals/exits",
        *(reverse(route, args=[helmi.pk]) for route in own), *(reverse(route, args=[kide.pk]) for route in theirs),
        reverse("employer_candidates", args=[need.pk]),
    ]  # fmt: skip
    page = page_of(world.aino)
    for address in addresses:
        page.set_viewport_size({"width": 1400, "height": 860})
        page.goto(address)
        assert faults(page) == [], address
        page.set_viewport_size({"width": 390, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
