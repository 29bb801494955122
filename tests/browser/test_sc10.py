"""SC10 of the dossier in a real browser: Lea in the joint service, her clarification, the placement only few see, and the escort."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from nivel.clients.commands import name_responsible
from nivel.clients.models import Client
from nivel.paths.commands import hold_assessment, open_path
from nivel.paths.models import Assessment, Handover, JointClientship, RestrictedPlacement
from tests.browser.story import tab_to
from tests.world import person

pytestmark = [pytest.mark.browser]

BEGAN, AGREED, OPENED = date(2020, 1, 14), date(2020, 3, 2), date(2020, 3, 12)
EXAMINED, ESCORTED = date(2020, 3, 26), date(2020, 4, 2)
SECRET = "Vain päivisin verstaalla"


def press(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).first.click()


def said(page, text):
    expect(page.locator("[role=status]").filter(has_text=text).first).to_be_visible()


def save(page):
    page.locator("form.form .button-primary").click()


def lea(story):
    return Client.objects.get(pk=story.people["lea"])


def test_0_aino_works_with_lea(story):
    aino = story.town.staff["aino"]
    client = person(1, "Lea Lehto", on=BEGAN, born_on=date(1987, 5, 4))
    name_responsible(client, aino, on=BEGAN, by=None)
    path = open_path(client, ground="contact", on=BEGAN, by=aino)
    hold_assessment(Assessment.objects.get(path=path), summary="Alku", next_step="TYP", on=BEGAN, by=aino)
    story.people["lea"] = client.pk


def test_1_the_lead_registers_the_agreement_its_members_and_named_workers(story, look):
    page = story.sits_down("liisa", AGREED)
    page.goto("/joint")
    look(page, "joint service without an agreement")
    press(page, "Kirjaa sopimus", "link")
    look(page, "agreement form")
    page.get_by_label("Sopimuksen nimi").fill("Keski-Suomen TYP")
    page.get_by_label("Tarkoitus").fill("Palvelutarve arvioidaan ja suunnitelma tehdään yhdessä.")
    page.get_by_label("Allekirjoitettu").fill("2014-12-16")
    page.get_by_label("Voimassa alkaen").fill("2015-01-01")
    save(page)
    said(page, "Sopimus on kirjattu.")
    expect(page.get_by_text("1369/2014 1 §")).to_be_visible()
    for owner, party in (("Joutsan kunta", "kunta"), ("Keski-Suomen TE-toimisto", "työvoimaviranomainen"), ("Kela", "Kela")):
        press(page, "Lisää jäsen", "link")
        page.get_by_label("Kunta tai viranomainen").select_option(label=owner)
        page.get_by_label("Minä viranomaisena").select_option(label=party)
        page.get_by_label("Jäsen alkaen").fill("2015-01-01")
        save(page)
        said(page, "Jäsen on lisätty.")
    for number, (owner, worker) in enumerate(
        (("Joutsan kunta", "Aino Laine"), ("Keski-Suomen TE-toimisto", "Mikko Ranta"), ("Kela", "Jaana Kivelä")), start=1
    ):
        press(page, "Nimeä työntekijä", "link")
        whose = page.get_by_label("Kenen työntekijä")
        whose.select_option(value=whose.locator("option").filter(has_text=owner).first.get_attribute("value"))
        page.get_by_label("Työntekijä", exact=True).select_option(label=worker)
        page.get_by_label("Oma tunnus kansalliseen rekisteriin").fill(f"TYPPI-{number}")
        save(page)
        said(page, "Työntekijä on nimetty.")
    look(page, "agreement")


def test_2_aino_opens_the_clientship_and_names_each_authoritys_worker(story, look):
    page, client = story.sits_down("aino", OPENED), lea(story)
    page.goto(client.get_absolute_url())
    press(page, "Yhteispalvelu", "link")
    page.goto(f"{client.get_absolute_url()}/joint")
    look(page, "not yet a client")
    press(page, "Avaa asiakkuus", "link")
    save(page)
    expect(page.locator("form.form")).to_contain_text("Laista ei tule perustetta")
    page.get_by_label("Mihin muuhun tarve perustuu").fill("Työkyky, toimeentulo ja velat yhtä aikaa.")
    look(page, "need of joint service")
    save(page)
    said(page, "Henkilö on nyt yhteispalvelun asiakas.")
    for worker in ("Aino Laine", "Mikko Ranta", "Jaana Kivelä"):
        press(page, "Nimeä viranomaisen työntekijä", "link")
        named = page.get_by_label("Nimetty työntekijä")
        named.select_option(value=named.locator("option").filter(has_text=worker).first.get_attribute("value"))
        save(page)
        said(page, "Työntekijä on nimetty")
    expect(page.get_by_text("ei nimettyä työntekijää")).to_have_count(0)
    look(page, "clientship")


def test_3_kela_and_the_te_office_write_their_assessment_and_see_nothing_else(story, look):
    client = lea(story)
    for name, text in (("jaana", "Ammatillinen kuntoutus arvioidaan."), ("mikko", "Palkkatuki on mahdollinen.")):
        page = story.sits_down(name, OPENED)
        page.goto("/joint")
        look(page, "joint service of a named worker")
        press(page, "Lehto, Lea", "link")
        press(page, "Kirjaa oman viranomaisesi arvio", "link")
        page.get_by_label("Miten viranomaisesi arvioi palvelutarpeen").fill(text)
        tab_to(page.locator("form.form .button-primary"))
        page.keyboard.press("Enter")
        said(page, "Arvio on kirjattu.")
        assert page.request.get(client.get_absolute_url()).status == 404
    assert JointClientship.objects.get().views.count() == 2


def test_4_the_pension_waits_for_the_examinations_and_the_case_manager_helps(story, look):
    page, client = story.sits_down("aino", OPENED), lea(story)
    page.goto(f"{client.get_absolute_url()}/clarifications")
    look(page, "no clarification")
    press(page, "Aloita selvitys", "link")
    page.get_by_label("eläke", exact=True).check()
    page.get_by_label("Tarvittavat perusterveydenhuollon tutkimukset").fill("Lääkärin arvio\nVerikokeet")
    page.get_by_label("Kaikki tehty viimeistään").fill("2020-05-29")
    look(page, "clarification form")
    save(page)
    said(page, "Selvitys on aloitettu.")
    press(page, "Valmis päätettäväksi")
    expect(page.get_by_text("Tekemättä: Lääkärin arvio, Verikokeet")).to_be_visible()
    press(page, "Nimeä palveluohjaaja", "link")
    page.get_by_label("Palveluohjaaja", exact=True).select_option(label="Sirkka Palo")
    save(page)
    said(page, "Palveluohjaaja auttaa")
    story.leaves()
    page = story.sits_down("sirkka", EXAMINED)
    page.goto(f"{client.get_absolute_url()}/clarifications")
    look(page, "clarification of the case manager")
    for _each in range(2):
        page.get_by_role("link", name="Merkitse tehdyksi").first.click()
        save(page)
        said(page, "Tutkimus on merkitty tehdyksi.")
    press(page, "Valmis päätettäväksi")
    said(page, "Valmis päätettäväksi.")
    press(page, "Hakemus on lähetetty")
    said(page, "Hakemus on kirjattu.")


def test_5_a_placement_is_an_other_placement_to_all_but_those_who_run_it(story, look):
    page, client = story.sits_down("aino", OPENED), lea(story)
    page.goto(f"{client.get_absolute_url()}/placements/new")
    look(page, "placement form")
    page.get_by_label("Sijoituksen laji").select_option(label="Yhdyskuntapalvelu")
    page.get_by_label("Rajoitukset").fill(SECRET)
    page.get_by_label("Paikka", exact=True).select_option(label="TyöVarikko")
    page.get_by_label("Ensimmäinen päivä").fill(OPENED.isoformat())
    page.get_by_label("Viimeinen päivä").fill((OPENED + timedelta(days=60)).isoformat())
    page.get_by_label("Päiviä viikossa").fill("2")
    page.get_by_label("Tunteja päivässä").fill("4")
    save(page)
    said(page, "Sijoitus on tehty.")
    row = RestrictedPlacement.objects.get()
    page.goto(f"{client.get_absolute_url()}/placements/{row.pk}")
    expect(page.get_by_text(SECRET)).to_be_visible()
    look(page, "placement")
    story.leaves()
    page = story.sits_down("seppo", OPENED)
    page.goto("/coachees")
    expect(page.get_by_text("Muu sijoitus").first).to_be_visible()
    assert "hdyskuntapalvelu" not in page.content()
    assert page.request.get(f"{client.get_absolute_url()}/placements/{row.pk}").status == 404
    page.goto("/placements")
    look(page, "no placement of one's own")


def test_6_lea_is_escorted_to_adult_social_work_and_met(story, look):
    page, client = story.sits_down("aino", EXAMINED), lea(story)
    page.goto(client.get_absolute_url())
    press(page, "Saata aikuissosiaalityöhön", "link")
    look(page, "escort form")
    page.get_by_label("Kenelle aikuissosiaalityössä").select_option(label="Outi Salminen")
    page.get_by_label("Miksi", exact=True).fill("Velat ja asuminen.")
    page.get_by_label("Asiakas suostui").fill(EXAMINED.isoformat())
    page.get_by_label("Menemme yhdessä").fill(ESCORTED.isoformat())
    page.get_by_label("Palvelutarpeen arviointi viimeistään").fill("2020-06-26")
    save(page)
    said(page, "Saatto on sovittu")
    story.leaves()
    page = story.sits_down("outi", EXAMINED)
    page.goto("/today")
    press(page, "Ota vastaan")
    said(page, "Otit siirron vastaan.")
    story.leaves()
    page = story.sits_down("outi", ESCORTED)
    page.goto("/today")
    press(page, "Olemme tavanneet", "link")
    save(page)
    said(page, "Siirto on perillä.")
    handover = Handover.objects.get(path__client=client)
    assert (handover.met_on, handover.assessment.kind) == (ESCORTED, "service_needs")
    page.goto(f"{client.get_absolute_url()}/assessments")
    look(page, "needs assessment after the escort")
