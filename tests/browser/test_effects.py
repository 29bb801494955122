"""SC10, step 7 on the screen: funding, results, surveys, the action plan and the search, readable by all and no wider than a phone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nivel.access.models import Organisation
from nivel.clients.commands import name_responsible
from nivel.money import commands as money
from nivel.outcomes import action_plans
from nivel.outcomes.commands import tell_result_target
from nivel.outcomes.surveys import commands as surveys
from nivel.outcomes.surveys.questionnaires import newest_questionnaires
from nivel.paths.commands import open_path
from nivel.services.linked import LinkedTerms, link_unit
from tests.world import BEGAN, DAY, make_user, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "log"])]


@pytest.fixture
def kept(world):
    """A grant with its budget, a purchase, a target, a survey, a plan and a linked unit."""
    ely = Organisation.objects.create(name="Keski-Suomen ELY-keskus", kind="labour_authority")
    told = {"programme": "joutsa-2020", "year": 2020, "aim": "Polut", "amount": Decimal(1000), "on": BEGAN, "by": None}
    grant = money.apply_for_grant(ely, world.municipality, **told)
    money.record_grant_decision(grant, amount=Decimal(1000), decided_on=DAY, by=None)
    money.budget_grant(grant, {"wages": Decimal(800), "travel": Decimal(200)}, on=DAY, by=None)
    period = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
    terms = money.PurchaseTerms("Valmennus", world.tryout, ely, **period, employs=1, unemployed_months=12)
    purchase = money.make_purchase(terms, {"work": Decimal(100)}, by=None)
    tell_result_target(2020, "entered", 50, source="Suunnitelma", on=DAY, by=None)
    form = next(each for each in newest_questionnaires() if each.code == "employers")
    survey = surveys.open_survey(form, title="Työnantajakysely", **period, due_on=DAY, on=DAY, by=None)
    for name in ("Saha Oy", "Kide Oy"):
        surveys.send_survey(survey, name, on=DAY, by=None)
    plan = action_plans.make_action_plan("Toimenpiteet", world.municipality, **period, approved_on=DAY, approved_by="KH", by=None)
    action_plans.add_measure(plan, goal="Työtä", measure="Rekry", responsible="Liisa", due_on=DAY, by=None)
    linked = LinkedTerms("Talousneuvola", "debt", world.municipality, contact="Numero", opening="ma", escort="Yhdessä")
    unit = link_unit(linked, on=DAY, by=None)
    pairs = (("grant", grant), ("purchase", purchase), ("survey", survey), ("action_plan", plan), ("services_linked_unit", unit))
    return [reverse(route, args=[row.pk]) for route, row in pairs]


def test_the_leads_screens_of_effects_have_no_faults_and_fit_a_phone(page_of, world, kept, faults):
    page = page_of(world.lead)
    lists = [
        "grants",
        "grants_new",
        "purchases",
        "purchases_new",
        "goals",
        "goals_results",
        "goals_lines",
        "surveys",
        "surveys_new",
    ]
    lists += ["action_plans", "action_plans_new", "report_final", "services_linked", "services_search"]
    for address in [*kept, *(reverse(route) for route in lists), "/find-services?q=velat"]:
        page.set_viewport_size({"width": 1400, "height": 860})
        page.goto(address)
        assert faults(page) == [], address
        page.set_viewport_size({"width": 390, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_from_the_goals_to_the_grants_cost_and_from_the_search_by_keys_to_what_helps_with_debts(page_of, world, kept):
    page = page_of(world.lead)
    page.goto("/goals")
    page.get_by_role("link", name="Rahoitus").click()
    page.get_by_role("link", name="Keski-Suomen ELY-keskus").click()
    page.get_by_role("link", name="Kirjaa kustannus").click()
    page.get_by_label("Talousarvion rivi").select_option(label="henkilöstön palkat")
    page.get_by_label("Mitä maksettiin").fill("Palkka")
    page.get_by_label("Eurot").fill("250,50")
    page.get_by_role("button", name="Kirjaa").click()
    assert "749,50" in page.locator("main").inner_text()
    page.goto("/services/search")
    expect(page.get_by_role("searchbox")).to_be_focused()  # autofocus comes after the page; a key before it would be lost
    page.keyboard.type("velkoja")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Talousneuvola").wait_for()


def test_a_coach_asks_the_nurse_of_another_unit_and_tells_the_stage_and_the_line(page_of, world):
    make_user("Riitta", "Koski", "nurse", world.social_office)
    lea = person(3, "Lea Lehto")
    name_responsible(lea, world.aino, on=DAY, by=None)
    open_path(lea, ground="contact", on=DAY, by=world.aino)
    page = page_of(world.aino)
    page.goto(lea.get_absolute_url())
    page.get_by_role("link", name="Konsultaatiot").click()
    page.get_by_role("link", name="Pyydä konsultaatiota").click()
    page.get_by_label("Keneltä kysytään").select_option(label="Riitta Koski, terveydenhoitaja, Sosiaalitoimisto")
    page.get_by_label("Mitä kysytään").fill("Kestääkö selkä?")
    page.get_by_role("button", name="Pyydä").click()
    page.get_by_text("Konsultaatiota on pyydetty.").wait_for()
    page.goto(lea.get_absolute_url())
    page.get_by_role("link", name="Vaihda vaihetta").click()
    page.get_by_label("Kuntoutuminen").check()
    page.get_by_label("Miksi").fill("Terveys ensin")
    page.get_by_role("button", name="Kirjaa").click()
    page.get_by_text("Prosessista vastaa").wait_for()
