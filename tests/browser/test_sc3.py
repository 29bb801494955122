"""SC3 of the dossier in a real browser: Matti, 58, from the employment notice to the work contract and its settlement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from nivel.demo.invented import CHECKS
from nivel.meetings import bodies
from nivel.meetings.models import Body
from nivel.money.models import WageSubsidySettlement
from nivel.paths.models import EmploymentContract, EmploymentNotice
from tests.browser.story import press, said, written

pytestmark = [pytest.mark.browser]

RECEIVED, MEETING, ENDS = date(2020, 3, 2), date(2020, 3, 9), date(2020, 3, 20)
DECIDED, PAID = date(2020, 3, 17), date(2020, 5, 4)


def code(born_on, number):
    body = f"{born_on:%d%m%y}{number}"
    return f"{body[:6]}-{body[6:]}{CHECKS[int(body) % len(CHECKS)]}"


def registers(page, born_on, number, first, last):
    """The clerk adds the person whom no list has brought and the notice that came."""
    page.goto("/notices/new/person")
    page.get_by_label("Henkilötunnus").fill(code(born_on, number))
    page.get_by_label("Etunimet").fill(first)
    page.get_by_label("Sukunimi").fill(last)
    press(page, "Lisää ja jatka")
    page.get_by_label("Lähettäjä").fill("Keski-Suomen TE-toimisto")
    page.get_by_label("Saapunut").fill(RECEIVED.isoformat())
    page.get_by_label("Päivärahan viimeinen päivä").fill(ENDS.isoformat())
    press(page, "Kirjaa")


def opens(story, on):
    page = story.sits_down("tiina", on)
    page.goto("/notices")
    page.get_by_role("link", name="Meikäläinen, Matti").first.click()
    return page


@pytest.fixture(scope="module")
def supervisors(told):
    clerk = told.town.staff["tiina"]
    body = bodies.found_body(
        "Esimiespalaveri", kind=Body.Kind.SUPERVISORS, founded_on=date(2015, 1, 7), founded_by="Kunnanjohtaja", by=clerk
    )
    return bodies.call_meeting(body, held_on=MEETING, agenda="", by=clerk)


def test_1_the_notice_comes_to_the_clerk_and_one_of_sixty_is_refused(story, look):
    page = story.sits_down("tiina", RECEIVED)
    page.goto("/notices")
    look(page, "notices before any")
    registers(page, date(1960, 3, 10), 971, "Kalle", "Kuusikymppinen")
    expect(page.get_by_role("alert")).to_contain_text("916/2012 11:1 §")
    look(page, "notice refused")
    registers(page, date(1961, 5, 4), 972, "Matti", "Meikäläinen")
    said(page, "Ilmoitus on kirjattu")
    look(page, "notice")
    assert EmploymentNotice.objects.get().age_at_end == 58
    press(page, "Kirjaa yhteydenotto", "link")
    page.get_by_label("tavoitettu", exact=True).check()
    page.get_by_label("Mitä sovittiin").fill("Työ kiinnostaa, selkä ei kestä nostelua.")
    press(page, "Kirjaa")
    said(page, "Yhteydenotto on kirjattu.")


def test_2_the_supervisors_choose_the_best_suited_job(story, supervisors, look):
    page = opens(story, MEETING)
    for job, place, suits in (
        ("Keittiöapulainen", "Keskuskeittiö", "Paljon nostamista"),
        ("Kirjastoavustaja", "Kirjasto", "Sopii selälle"),
    ):
        press(page, "Ehdota työtä", "link")
        page.get_by_label("Työ", exact=True).fill(job)
        page.get_by_label("Paikka").select_option(label=place)
        page.get_by_label("Miten työ soveltuu").fill(suits)
        press(page, "Ehdota")
    press(page, "Asialistalle", "link")
    page.get_by_label("Esimiespalaveri").select_option(index=1)
    press(page, "Lisää")
    press(page, "Kirjaa valinta", "link")
    look(page, "choice")
    page.get_by_label("Esimiespalaveri").select_option(index=1)
    page.get_by_label("Kirjastoavustaja").check()
    page.get_by_label("Mitä kustannuksista sovittiin").fill("Palkka kirjastolta, työterveyshuolto kunnalta.")
    press(page, "Kirjaa")
    supervisors.refresh_from_db()
    assert str(EmploymentNotice.objects.get().pk) in supervisors.agenda
    assert "Meikäläinen" not in supervisors.agenda
    press(page, "Työtä on tarjottu")
    press(page, "Kirjaa vastaus", "link")
    page.get_by_role("radio").first.check()
    page.get_by_label("Vastauspäivä").fill(MEETING.isoformat())
    press(page, "Kirjaa")
    expect(page.get_by_role("link", name="Kirjaa hakemus")).to_be_visible()


def test_3_application_decision_contract_and_settlement_follow_each_other(story, look):
    page = opens(story, MEETING + timedelta(days=3))
    press(page, "Kirjaa hakemus", "link")
    look(page, "application")
    page.get_by_label("Miten työ parantaa").fill("Asiakaspalvelun osaaminen avoimille työmarkkinoille.")
    expect(page.get_by_label("Työ alkaa")).to_have_value(written(ENDS + timedelta(days=1)))
    page.get_by_label("Palkkauskustannus kuukaudessa").fill("2400,00")
    press(page, "Kirjaa")
    expect(page.get_by_role("link", name="Tee työsopimus")).to_have_count(0)
    story.leaves()
    page = opens(story, DECIDED)
    press(page, "Kirjaa päätös", "link")
    page.get_by_role("radio").first.check()
    page.get_by_label("Päätöksen päivä").fill(DECIDED.isoformat())
    page.get_by_label("Prosenttia palkkauskustannuksista").fill("50")
    press(page, "Kirjaa")
    press(page, "Tee työsopimus", "link")
    look(page, "contract")
    page.get_by_label("Tunteja viikossa").fill("36,25")
    page.get_by_label("Allekirjoitettu").fill(DECIDED.isoformat())
    press(page, page.locator("form.form .button-primary").inner_text())
    contract = EmploymentContract.objects.get()
    assert (contract.starts_on, str(contract.episode.place)) == (ENDS + timedelta(days=1), "Kirjasto")
    expect(page.get_by_text("työssäoloeh")).to_be_visible()
    story.leaves()
    page = opens(story, PAID)
    look(page, "notice with its contract")
    press(page, "Uusi maksatus", "link")
    page.get_by_label("Ensimmäinen päivä").fill((ENDS + timedelta(days=1)).isoformat())
    page.get_by_label("Viimeinen päivä").fill(date(2020, 4, 30).isoformat())
    page.get_by_label("Jakson palkkauskustannukset").fill("3120,55")
    press(page, page.locator("form.form .button-primary").inner_text())
    assert WageSubsidySettlement.objects.get().amount == Decimal("1560.28")
