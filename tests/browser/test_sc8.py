"""SC8 of the dossier in a real browser: Kemi, where a referral waits for its turn, a handover is forgotten, found and escorted."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from nivel.access.models import RoleAssignment
from nivel.clients.queries import responsible_worker
from nivel.demo.invented import invented_person
from nivel.demo.municipality import STARTED
from nivel.intake import commands as intake
from nivel.intake.models import Referral
from nivel.paths import commands as paths
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Handover, Path
from nivel.services.models import Service
from tests.browser.story import press, said
from tests.intake.kemi import initiative, jobseeker, judged, paid

pytestmark = [pytest.mark.browser]

PROGRAMME = "kemi-2012"
DAY = date(2015, 3, 12)
ENDED = DAY + timedelta(days=60)
FOUND, MEETING = ENDED + timedelta(days=3), ENDED + timedelta(days=6)


@pytest.fixture(scope="module")
def aura(told):
    """Six hundred days of subsidy, not at work since 2012; Oiva waits before her with one kind of need."""
    RoleAssignment.objects.update(starts_on=STARTED)
    client = invented_person((date(1985, 6, 2), 981, "Ahola", "Aura"), DAY)
    other = invented_person((date(1980, 2, 20), 982, "Ojala", "Oiva"), DAY)
    for each in (client, other):
        each.home_municipality = "240"
        each.save(update_fields=["home_municipality"])
    paid(client, 600)
    jobseeker(other, date(2013, 1, 7))
    staff, on = told.town.staff, DAY - timedelta(days=10)
    row = intake.record_referral(
        other, origin=initiative("kela"), reason="Tukea työhön", received_on=on, on=on, by=staff["tiina"]
    )
    intake.answer_referral(row, answer="accepted", reason="", worker=staff["bertil"], on=on, by=staff["liisa"])
    intake.check_eligibility(row, judged(risk=True, needs=("skill",)), on=on, by=staff["liisa"])
    return client


def test_2_the_clients_own_initiative_is_recorded_answered_and_checked(story, aura, look):
    page = story.sits_down("tiina", DAY)
    page.goto(f"/clients/{aura.pk}/referral")
    look(page, "referral form")
    page.get_by_label("Kenen aloite").select_option("client")
    page.get_by_label("Miksi").fill("Haluan takaisin töihin.")
    press(page, "Kirjaa ohjaus")
    story.leaves()
    page = story.sits_down("liisa", DAY)
    page.goto("/intake")
    look(page, "referrals")
    press(page, "Vastaa", "link")
    look(page, "answer")
    page.get_by_role("radio").first.check()
    page.get_by_label("Kuka vastaa asiakkaasta tästä lähtien").select_option(label="Aino Laine")
    press(page, "Kirjaa")
    said(page, "Vastaus on kirjattu.")
    look(page, "answered")
    press(page, "Tarkista edellytykset", "link")
    look(page, "criteria form")
    page.get_by_role("checkbox", name="Riski syrjäytyä").check()
    for need in page.get_by_role("group", name="Mitä asiakas tarvitsee").get_by_role("checkbox").all():
        need.check()
    page.get_by_label("Mihin arvio perustuu").fill("Alkuhaastattelu")
    press(page, "Tarkista")
    look(page, "referral with its criteria")
    expect(page.get_by_text("täyttyy").first).to_be_visible()


def test_3_the_waiting_list_puts_her_first_and_the_municipality_decides(story, aura, look):
    page = story.sits_down("liisa", DAY)
    page.goto("/intake")
    look(page, "waiting list")
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("Ahola, Aura")
    expect(rows.nth(1)).to_contain_text("Ojala, Oiva")
    rows.nth(0).get_by_role("link", name="Päätä").click()
    look(page, "decision")
    page.get_by_role("radio").first.check()
    page.get_by_label("Kuka päätti").fill("Työllisyyspäällikkö")
    page.get_by_label("Miksi", exact=True).fill("Etusija")
    press(page, page.locator("form.form .button-primary").inner_text())
    selection = Referral.objects.get(client=aura).selection
    assert (selection.taken, selection.rank, selection.waiting) == (True, 1, 2)
    press(page, "Ota ohjelmaan")
    said(page, "ohjelmassa")


def planned(story, aura):
    """The plan, the interview and a try-out that ended with nothing after it: nobody proposed the handover."""
    aino, path = story.town.staff["aino"], Path.objects.get(client=aura)
    paths.make_plan(
        path, kind="employment", starts_on=DAY, review_on=DAY + timedelta(days=90), client_agreed_on=DAY,
        goals=[("Työ", "work")], on=DAY, by=aino,
    )  # fmt: skip
    initial = Assessment.objects.get(path=path, kind="initial")
    paths.hold_assessment(initial, summary="s", next_step="kokeilu", on=DAY, by=aino)
    episode = paths.plan_episode(path, service=Service.objects.get(name="Työkokeilu"), starts_on=DAY, on=DAY, by=aino)
    nothing = paths.Following(open_end=True)
    paths.end_episode(episode, ended_on=ENDED, reason="Päättyi", following=nothing, on=ENDED, by=aino)


def test_6_the_forgotten_handover_is_found_and_proposed(story, aura, look):
    planned(story, aura)
    page = story.sits_down("aino", FOUND)
    page.goto("/gaps")
    row = page.get_by_role("listitem").filter(has_text="Ahola, Aura").filter(has_text="Jakso päättyi")
    expect(row.locator(".row-age")).to_have_text("3 pv")
    look(page, "gaps")
    page.goto(aura.get_absolute_url())
    look(page, "client with a broken joint")
    expect(page.locator(".p-joint.is-broken").first).to_be_attached()
    press(page, "Siirrä saattaen", "link")
    page.get_by_label("Kuka ottaa vastaan").select_option(label="Bertil Öhman, yksilövalmentaja, TyöVarikko")
    page.get_by_label("Miksi", exact=True).fill("Työhönvalmennus")
    page.get_by_label("Jakson jälkeen").select_option(label="Työkokeilu")
    page.get_by_label("Yhteinen tapaaminen").fill(MEETING.isoformat())
    press(page, "Ehdota siirtoa")
    said(page, "Siirtoa on ehdotettu.")
    story.leaves()
    page = story.sits_down("bertil", FOUND)
    page.goto("/today")
    press(page, "Ota vastaan")
    said(page, "Otit siirron vastaan.")
    assert responsible_worker(aura, FOUND) == story.town.staff["aino"]


def test_6_the_meeting_together_brings_her_over_and_the_next_step_has_its_day(story, aura, look):
    page = story.sits_down("bertil", MEETING)
    page.goto("/today")
    press(page, "Olemme tavanneet", "link")
    look(page, "meeting")
    page.get_by_label("Myös lähettäjä oli paikalla").check()
    press(page, "Kirjaa")
    said(page, "Siirto on perillä.")
    page.goto(aura.get_absolute_url())
    press(page, "Sovi seuraava askel", "link")
    press(page, "Lisää tehtävä", "link")
    page.get_by_label("Mitä tehdään").fill("Käynti työpaikalla")
    page.get_by_label("Bertil Öhman").check()
    page.get_by_label("Mihin mennessä").fill((MEETING + timedelta(days=14)).isoformat())
    press(page, page.locator("form.form .button-primary").inner_text())
    said(page, "Tehtävä on lisätty.")
    look(page, "client held again")
    assert Handover.objects.get(path__client=aura).met_on == MEETING
    assert responsible_worker(aura, MEETING) == story.town.staff["bertil"]
    assert [breach for breach in breaches(MEETING) if breach.client_id == aura.pk] == []
