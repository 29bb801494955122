"""The screens in a real browser: readable by all, on a phone too, by keys alone, and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nivel.meetings.models import ContactAttempt
from nivel.paths.models import Handover
from tests.web import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "log"])]


@pytest.fixture
def people(world):
    return lives.everybody(world)


def addresses(helmi):
    tabs = ["client", "client_assessments", "client_contacts", "client_agreements", "client_money", "client_rights"]
    forms = [
        "client_contact",
        "client_plan",
        "client_task",
        "client_episode",
        "client_details",
        "client_responsible",
        "client_step",
    ]
    law = ["/law", "/law/municipal_share", "/law/calculator", "/share/warnings", "/share/warnings/crossed?stage=300"]
    return ["/today", "/gaps", "/clients", *law, *(reverse(route, args=[helmi.pk]) for route in tabs + forms)]


def test_nothing_serious_is_found_and_no_page_is_wider_than_a_phone(page_of, world, people, faults):
    page = page_of(world.aino)
    for address in addresses(people[0]):
        page.set_viewport_size({"width": 1400, "height": 860})
        page.goto(address)
        assert faults(page) == [], address
        page.set_viewport_size({"width": 390, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_a_coach_works_by_keys_alone(page_of, world, people):
    page = page_of(world.aino)
    page.goto("/today")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/clients/*")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/clients")
    page.keyboard.press("/")
    page.keyboard.type("Salo")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Salo, Eino").wait_for()
    assert "Salo" not in page.url


def test_a_button_pressed_twice_sends_its_form_once(page_of, world, people):
    page = page_of(world.aino)
    before = ContactAttempt.objects.count()
    page.goto(f"/clients/{people[0].pk}/contacts/new")
    page.get_by_label("Kanava").select_option("phone")
    page.locator("input[name=result]").first.check()
    sent = []

    def hold(route):  # the answer takes its time
        sent.append(route)

    page.route("**/contacts/new", hold)
    twice = "button => { button.click(); setTimeout(() => button.click(), 100) }"
    page.get_by_role("button", name="Kirjaa", exact=True).evaluate(twice)
    page.wait_for_timeout(400)
    assert len(sent) == 1
    sent[0].continue_()
    page.get_by_text("Yhteydenotto on kirjattu.").wait_for()
    assert ContactAttempt.objects.count() == before + 1


def test_a_handover_is_accepted_without_script(page_of, world, people):
    page = page_of(world.aino, script=False, width=390)
    page.goto("/today")
    page.get_by_role("button", name="Ota vastaan").click()
    assert page.get_by_text("Otit siirron vastaan.").is_visible()
    page.get_by_text("Valikko").click()
    assert page.get_by_role("link", name="Asiakkaat").is_visible()
    assert Handover.objects.get(receiver=world.aino).accepted_on == lives.DAY


def test_typed_text_outlives_a_closed_page_until_it_is_saved(page_of, world, people):
    page = page_of(world.aino)
    address = reverse("client_contact", args=[people[1].pk])
    page.goto(address)
    page.get_by_label("Mitä sovittiin").fill("Tapaaminen tiistaina")
    page.goto("/today")
    page.goto(address)
    assert page.get_by_label("Mitä sovittiin").input_value() == "Tapaaminen tiistaina"
    page.get_by_label("tavoitettu", exact=True).check()
    page.get_by_role("button", name="Kirjaa", exact=True).click()
    page.wait_for_url("**/contacts")
    page.goto(address)
    assert page.get_by_label("Mitä sovittiin").input_value() == ""


def test_today_is_in_view_of_the_path_picture_on_a_phone(page_of, world, people):
    page = page_of(world.aino, width=390)
    page.goto(reverse("client", args=[people[0].pk]))
    place = page.locator(".p-today rect").bounding_box()
    assert 0 <= place["x"] <= 390 - place["width"]


def test_on_a_phone_the_path_picture_says_that_it_goes_on_and_is_moved_by_keys(page_of, world, people):
    page = page_of(world.aino, width=390)
    page.goto(reverse("client", args=[people[0].pk]))
    frame, back = page.locator(".picture-scroll"), page.locator('[data-scroll="-1"]')
    assert back.is_visible()
    assert "goes-back" in frame.get_attribute("class")
    before = frame.evaluate("frame => frame.scrollLeft")
    back.focus()
    for _turn in range(12):
        page.keyboard.press("Enter")
        page.wait_for_timeout(350)
    assert frame.evaluate("frame => frame.scrollLeft") < before
    assert back.get_attribute("aria-disabled") == "true"
    assert page.evaluate("document.activeElement.dataset.scroll") == "-1"
    assert page.locator('[data-scroll="1"]').get_attribute("aria-disabled") == "false"
    page.set_viewport_size({"width": 1400, "height": 860})
    expect(page.locator("[data-scrolls][hidden], .picture-long").first).to_be_attached()
