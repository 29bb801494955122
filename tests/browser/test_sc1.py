"""SC1 of the dossier in a real browser: the payment-share month and one person's path, through the screens as they are."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from nivel.clients.models import Client, ContactDetail
from nivel.demo.months import LISTS
from nivel.meetings.models import ContactAttempt
from nivel.money.coverage import coverage, on_list
from nivel.paths.models import Handover
from tests.browser.story import choose, press, said, tab_to, type_day

pytestmark = [pytest.mark.browser]

MARCH = date(2020, 3, 1)
REVIEW, CALL, TIME, POPUP = date(2020, 4, 6), date(2020, 4, 7), date(2020, 4, 14), date(2020, 4, 16)
STARTS, ENDS, FINAL = date(2020, 4, 20), date(2020, 7, 24), date(2020, 7, 6)
TRYOUT, CLOSING = date(2020, 7, 27), date(2020, 7, 28)
LETTER_BY = date(2020, 4, 9)


def figures(page):
    """Named, met or tried, and decided, as the bars of coverage show them."""
    return [int(bar.get_attribute("value")) for bar in page.locator("#coverage progress").all()]


def row_of(page, number):
    return page.locator(f"#person-{number}")


def person(story):
    return Client.objects.get(pk=story.people["path"])


def test_1_the_clerk_brings_the_lists_of_three_months(story, look):
    page = story.sits_down("tiina", REVIEW)
    for month in (1, 2, 3):
        page.goto("/imports")
        look(page, "imports")
        page.set_input_files("input[type=file]", next(LISTS.glob(f"kela_kuntaosuus_2020-{month:02d}.*")))
        press(page, "Katso lista")
        expect(page.get_by_role("heading", name="Kelan kuntaosuuserittely")).to_be_visible()
        expect(page.get_by_text("mitään ei ole vielä muutettu")).to_be_visible()
        look(page, "list")
        press(page, "Ota lista käyttöön")
        expect(page.get_by_role("heading", name="Peruminen")).to_be_visible()
        look(page, "batch")
    press(page, "Käy maksuosuuslista läpi", "link")
    look(page, "trend of the clerk")
    assert Client.objects.filter(on_list(MARCH)).count() > 60


def test_2_the_lead_opens_the_review_and_decides_by_keys_alone(story, look):
    page = story.sits_down("liisa", REVIEW)
    page.goto("/share")
    look(page, "month without a review")
    for name in ("Aino Laine", "Outi Salminen", "Liisa Korpela"):
        page.get_by_label(name).check()
    press(page, "Avaa läpikäynti")
    said(page, "Läpikäynti on avattu.")
    assert figures(page) == [0, 0, 0]
    page.keyboard.press("j")
    number = int(page.locator("[data-person].is-current-row").get_attribute("id").removeprefix("person-"))
    row = row_of(page, number)
    expect(row.locator("[data-decides] button[value=contact]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).not_to_have_class(re.compile("is-undecided"))
    expect(page.locator("[data-person]").nth(1).locator("button[value=contact]")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("n")
    expect(row.locator("[data-protection]")).to_have_count(0)
    assert figures(page) == [1, 0, 1]
    look(page, "review")


@pytest.mark.requirement("JOU-82")
def test_2_she_decides_for_others_types_an_address_and_needs_a_reason(story, look):
    page = story.sits_down("liisa", REVIEW)
    page.goto("/share/2020-03?undecided=1")
    numbers = [int(each.get_attribute("id").removeprefix("person-")) for each in page.locator("[data-person]").all()]
    story.people["path"], story.people["none"], story.people["other"] = numbers[:3]
    decided(page, story.people["path"], "Aino Laine")
    decided(page, story.people["other"], "Outi Salminen")
    row = row_of(page, story.people["path"])
    row.get_by_role("link", name="Yhteystiedot").click()
    row.get_by_label("Puhelin").fill("040 555 0101")
    row.get_by_label("Postiosoite").fill("Jousitie 1, 19650 Joutsa")
    look(page, "review with a row open")
    row.get_by_role("button", name="Tallenna yhteystiedot").click()
    expect(row.get_by_label("Postiosoite")).to_have_count(0)
    row = row_of(page, story.people["none"])
    row.get_by_role("link", name="Sovi toisin").click()
    row.get_by_role("button", name="Ei palvelua nyt").click()
    expect(row.get_by_role("alert")).to_be_visible()
    row.get_by_label("Huomio tai perustelu").fill("Muuttaa Jyväskylään 1.5.")
    row.get_by_role("button", name="Ei palvelua nyt").click()
    expect(row).to_contain_text("Muuttaa Jyväskylään 1.5.")
    expect(page.locator("[data-next-undecided]")).to_contain_text(f"{coverage(MARCH, REVIEW).undecided}")
    assert figures(page) == [3, 0, 4]


def decided(page, number, worker):
    row = row_of(page, number)
    row.get_by_role("link", name="Sovi toisin").click()
    row.get_by_label("Kuka ottaa yhteyttä").select_option(label=worker)
    row.get_by_label("Mihin mennessä").fill(CALL.isoformat())
    row.get_by_role("button", name="Nimeä ja sovi yhteydenotto").click()
    expect(row.locator("td[data-label=Vastuutyöntekijä]")).to_have_text(worker)
    expect(row.locator("td[data-label=Päätös]")).to_contain_text(re.compile(rf"{worker}.*7\.4\."))


def test_3_aino_sees_the_person_today_and_records_by_keys_that_she_did_not_answer(story, look):
    page, client = story.sits_down("aino", CALL), person(story)
    page.goto("/today")
    expect(page.get_by_role("link", name=client.name).first).to_be_visible()
    expect(page.get_by_text("nimetty maksuosuuslistan läpikäynnissä")).to_be_visible()
    look(page, "today")
    page.keyboard.press("j")
    tab_to(page.get_by_role("listitem").filter(has_text=client.name).get_by_role("link", name="Kirjaa yhteydenotto").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kirjaa yhteydenotto")).to_be_visible()
    expect(page.get_by_label("Kanava")).to_have_value("phone")
    tab_to(page.locator("input[name=result]").first)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("ei tavoitettu", exact=True)).to_be_checked()
    tab_to(page.get_by_label("Jos ei tavoitettu, seuraavaksi"))
    page.keyboard.type("kirje")
    expect(page.get_by_label("Jos ei tavoitettu, seuraavaksi")).to_have_value("letter")
    tab_to(page.locator("input[name=next_on]"))
    type_day(page, LETTER_BY)
    tab_to(page.get_by_role("button", name="Kirjaa", exact=True))
    page.keyboard.press("Enter")
    said(page, "Yhteydenotto on kirjattu.")
    attempt = ContactAttempt.objects.get(client=client)
    assert (attempt.channel, attempt.result, attempt.next_channel) == ("phone", "not_reached", "letter")
    assert attempt.next_on == LETTER_BY


def test_4_protection_is_answered_by_one_key_and_a_time_gets_its_letter(story, look):
    page, client = story.sits_down("aino", CALL), person(story)
    page.goto("/share/2020-03")
    assert figures(page) == [3, 1, 4]
    row = row_of(page, client.pk)
    row.locator("a[data-open]").focus()
    page.keyboard.press("n")
    expect(row.locator("[data-protection]")).to_have_count(0)
    expect(row).to_contain_text("040 555 0101")
    page.goto(f"{client.get_absolute_url()}/contacts/new")
    expect(page.get_by_label("Kanava")).to_have_value("letter")
    look(page, "contact")
    page.goto(client.get_absolute_url())
    look(page, "client")
    press(page, "Varaa aika", "link")
    look(page, "booking")
    page.get_by_label("Päivä", exact=True).fill(TIME.isoformat())
    page.get_by_label("Alkaa klo").fill("09:30")
    expect(page.get_by_label("Mistä on kyse")).to_have_value("initial")
    page.get_by_label("Tee kutsukirje").check()
    press(page, "Varaa")
    said(page, "Kutsukirje on tehty.")
    look(page, "meeting")
    letter = page.get_by_role("link", name="Avaa kirje").get_attribute("href")
    answer = page.request.get(letter)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")
    press(page, "Kirjeet", "link")
    look(page, "letters")
    page.get_by_role("checkbox", name=person(story).last_name).check()
    with page.expect_download() as download:
        press(page, "Lataa tulostettavaksi")
    assert download.value.suggested_filename.endswith(".pdf")
    press(page, "Merkitse lähetetyiksi")
    expect(page.get_by_role("heading", name=re.compile("Lähetetty viimeisten"))).to_be_visible()


def test_5_who_did_not_come_is_invited_to_the_drop_in_day(story, look):
    page, client = story.sits_down("aino", TIME), person(story)
    page.goto("/meetings")
    look(page, "week")
    page.get_by_role("link", name=client.name).first.click()
    press(page, "Ei tullut")
    expect(page.get_by_role("link", name="Varaa uusi aika")).to_be_visible()
    page.goto("/drop-in-days")
    look(page, "drop-in days")
    press(page, "Ilmoita päivä", "link")
    look(page, "new drop-in day")
    page.get_by_label("Päivä", exact=True).fill(POPUP.isoformat())
    page.get_by_label("Avataan klo").fill("10:00")
    page.get_by_label("Suljetaan klo").fill("14:00")
    page.get_by_label("Paikka").fill("TyöVarikko")
    press(page, "Ilmoita")
    said(page, "PopUp-päivä on ilmoitettu.")
    press(page, "Kutsu ne, joita ei ole tavoitettu", "link")
    expect(page.get_by_label(client.list_name)).to_be_checked()
    look(page, "drop-in invitations")
    press(page, "Tee kirjeet")
    said(page, "1 kirje on tehty.")


@pytest.mark.requirement("JOU-37", "JOU-81")
def test_6_the_person_comes_waits_and_is_served_and_the_details_are_checked(story, look):
    page, client = story.sits_down("aino", POPUP), person(story)
    page.goto("/drop-in-days")
    press(page, "PopUp-työkkäri", "link")
    look(page, "drop-in day before anybody")
    press(page, f"Jonoon: {client.name}")
    expect(
        page.get_by_role("listitem").filter(has_text=client.name).get_by_role("button", name="Palveltu", exact=True)
    ).to_be_visible()
    page.get_by_label("Kävijä ilman nimeä: mistä asiasta?").fill("työttömyysturva")
    press(page, "Jonoon")
    expect(page.get_by_role("heading", name="Jonossa 2")).to_be_visible()
    look(page, "queue")
    press(page, "Palveltu")
    said(page, "Kävijä on palveltu, ja yhteydenotto on kirjattu.")
    press(page, client.name, "link")
    press(page, re.compile("^Yhteydenotot"), "link")
    look(page, "contacts")
    before = ContactDetail.objects.get(client=client, kind="address").checked_on
    press(page, "Tarkistettu asiakkaan kanssa")
    said(page, "Yhteystiedot on merkitty tänään tarkistetuiksi.")
    assert before == REVIEW
    assert {row.checked_on for row in ContactDetail.objects.filter(client=client)} == {POPUP}
    channels = ContactAttempt.objects.filter(client=client).order_by("attempted_at").values_list("channel", flat=True)
    assert list(channels) == ["phone", "letter", "popup"]
    page.goto("/drop-in-days")
    counts = [page.locator(f"td[data-label={word}]").inner_text() for word in ("Kutsuttu", "Tullut", "Palveltu")]
    assert counts == ["1", "2", "1"]


def test_7_a_plan_with_a_goal_and_a_task_and_a_period_with_its_agreement(story, look):
    page, client = story.sits_down("aino", POPUP), person(story)
    page.goto(client.get_absolute_url())
    press(page, "Tee suunnitelma", "link")
    look(page, "plan")
    page.get_by_label("Suunnitelman laji").select_option("activation")
    page.get_by_label("Asiakkaan omin sanoin").fill("Haluan takaisin töihin, mutta pikkuhiljaa.")
    page.get_by_label("Ensisijainen tarve").select_option("employment")
    page.locator("input[name=goal_1]").fill("Arkirytmi työpäiviin")
    page.get_by_label("Sovittu asiakkaan kanssa").fill(POPUP.isoformat())
    press(page, "Ota käyttöön")
    said(page, "Suunnitelma on voimassa.")
    press(page, "Lisää tehtävä", "link")
    look(page, "task")
    page.get_by_label("Mitä tehdään").fill("Tutustuminen kirjastoon")
    page.get_by_label(client.name).check()
    page.get_by_label("Mihin mennessä").fill(STARTS.isoformat())
    press(page, page.locator("form.form .button-primary").inner_text())
    said(page, "Tehtävä on lisätty.")
    page.goto(f"{client.get_absolute_url()}/agreements")
    look(page, "agreements")
    press(page, "Aloita palvelujakso", "link")
    look(page, "period")
    period(page, "Kuntouttava työtoiminta", STARTS, ENDS)
    choose(page.get_by_label("Paikka", exact=False).first, "Kirjasto")
    page.get_by_label("Päiviä viikossa").fill("2")
    page.get_by_label("Tunteja päivässä").fill("4")
    page.get_by_label("Työvoimaviranomainen hyväksyi suunnitelman").fill(POPUP.isoformat())
    press(page, "Tee sopimus")
    said(page, "Jakso ja sen sopimus on tehty.")
    expect(page.get_by_text("loppuarviointi 10.7.2020 mennessä")).to_be_visible()


def period(page, service, starts_on, ends_on):
    press(page, service, "link")
    page.get_by_label("Alkaa", exact=True).fill(starts_on.isoformat())
    page.get_by_label("Päättyy", exact=True).fill(ends_on.isoformat())


def test_8_the_final_assessment_stands_on_the_desk_and_names_what_comes_next(story, look):
    page, client = story.sits_down("aino", FINAL), person(story)
    page.goto("/today")
    page.get_by_role("listitem").filter(has_text=client.name).get_by_role("link", name="Kirjaa loppuarviointi").click()
    look(page, "final assessment")
    page.get_by_label("Mitä yhdessä todettiin").fill("Rytmi pitää, kirjasto kiittää.")
    page.get_by_label("Mitä seuraavaksi").fill("Työkokeilu keskuskeittiössä")
    press(page, "Kirjaa")
    said(page, "Arvio on kirjattu.")
    page.goto(f"{client.get_absolute_url()}/assessments")
    expect(page.get_by_text("Työkokeilu keskuskeittiössä")).to_be_visible()
    look(page, "assessments")
    page.goto(f"{client.get_absolute_url()}/episodes/new")
    period(page, "Työkokeilu", TRYOUT, date(2020, 9, 25))
    page.get_by_label("Miksi tämä sopii tälle asiakkaalle").fill("Keittiötyö kiinnostaa, ja arki kantaa.")
    press(page, "Tee sopimus")
    said(page, "Jakso ja sen sopimus on tehty.")


def test_8_the_handover_is_proposed_and_the_joint_is_open(story, look):
    page, client = story.sits_down("aino", FINAL), person(story)
    page.goto(client.get_absolute_url())
    press(page, "Siirrä saattaen", "link")
    look(page, "handover")
    page.get_by_label("Kuka ottaa vastaan").select_option(label="Bertil Öhman, yksilövalmentaja, TyöVarikko")
    page.get_by_label("Miksi", exact=True).fill("Bertil tuntee keskuskeittiön työkokeilut.")
    for label, service in (("Jakson jälkeen", "Kuntouttava työtoiminta"), ("Mihin jaksoon", "Työkokeilu")):
        expect(page.get_by_label(label).locator("option:checked")).to_contain_text(service)
    page.get_by_label("Yhteinen tapaaminen").fill(ENDS.isoformat())
    press(page, "Ehdota siirtoa")
    said(page, "Siirtoa on ehdotettu.")
    look(page, "client with an open joint")
    expect(page.locator(".p-joint.is-accepted")).to_have_count(0)
    press(page, "Katso avoin siirto", "link")
    look(page, "open handover")


def test_9_bertil_accepts_by_keys_alone_and_meets_the_person(story, look):
    page, client = story.sits_down("bertil", date(2020, 7, 7)), person(story)
    page.goto("/today")
    look(page, "today of the receiver")
    tab_to(page.get_by_role("button", name="Ota vastaan"))
    page.keyboard.press("Enter")
    said(page, "Otit siirron vastaan.")
    story.leaves()
    page = story.sits_down("bertil", ENDS)
    page.goto("/today")
    press(page, "Olemme tavanneet", "link")
    look(page, "meeting the receiver")
    press(page, "Kirjaa")
    said(page, "Siirto on perillä.")
    assert Handover.objects.get(path__client=client).receiver == story.town.staff["bertil"]
    page.goto(f"{client.get_absolute_url()}/agreements")
    press(page, "Päätä", "link")
    look(page, "ending")
    page.get_by_label("Miksi se päättyi").fill("Sopimus päättyi, työkokeilu alkaa.")
    press(page, "Päätä")
    said(page, "Jakso on päätetty.")
    page.goto(client.get_absolute_url())
    expect(page.locator(".p-joint.is-accepted .p-ring").first).to_be_attached()
    expect(page.locator(".p-joint.is-broken")).to_have_count(0)
    expect(page.locator(".p-joint.is-open")).to_have_count(0)
    expect(page.locator(".lead")).to_contain_text("Bertil Öhman")
    look(page, "client with the joint filled")


@pytest.mark.requirement("JOU-85", "JOU-86")
def test_10_goals_and_report_show_the_month_and_the_papers_download(story, look):
    page = story.sits_down("tiina", CLOSING)
    for unit, amount in (("TyöVarikko", "18 450,00"), ("Nuorten työpaja", "9200")):
        page.goto("/share/costs")
        look(page, "costs")
        page.get_by_label("Yksikkö").select_option(label=unit)
        page.get_by_label("Kuukausi").fill("2020-03")
        page.get_by_label("Toteuma, euroa").fill(amount)
        page.get_by_label("Lähde").fill("kirjanpito 4/2020")
        press(page, page.locator("form.form .button-primary").inner_text())
        said(page, "Toteuma tallennettiin.")
    story.leaves()
    page = story.sits_down("liisa", CLOSING)
    page.goto("/goals?month=2020-03")
    look(page, "goals")
    people = Client.objects.filter(on_list(MARCH)).count()
    expect(page.locator("a[href^='/goals/figures/people_on_list']").first).to_contain_text(str(people))
    page.get_by_role("link", name="Kuukauden raportti").click()
    look(page, "report")
    for text in ("TyöVarikko", "Nuorten työpaja", r"18\s450", r"9\s200", "[Mm]aksuosuus"):
        expect(page.locator(".report")).to_contain_text(re.compile(text))
    press(page, "Hyväksy raportti")
    expect(page.get_by_text("hyväksynyt Liisa Korpela")).to_be_visible()
    press(page, "Annettu työryhmälle")
    expect(page.get_by_text("annettu työryhmälle 28.7.2020")).to_be_visible()
    with page.expect_download() as download:
        press(page, "PDF", "link")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/gaps")
    look(page, "gaps")
    page.goto("/services")
    look(page, "services")
