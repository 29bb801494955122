"""A new user with only the screen, by keys alone: an agreement, a week's days, the final assessment, a handover to a work try-out.

Each task is counted in links and buttons from where the day begins; none needs more than a few.
"""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from nivel.clients.commands import name_responsible
from nivel.demo.invented import invented_person
from nivel.paths import commands as paths
from nivel.paths.models import Agreement, Assessment, AttendanceDay, Handover
from tests.browser.story import said, tab_to, type_day

pytestmark = [pytest.mark.browser]

MET, MADE, STARTS, ENDS = date(2020, 5, 25), date(2020, 6, 1), date(2020, 6, 8), date(2020, 9, 11)
FRIDAY, FINAL = date(2020, 6, 12), date(2020, 8, 24)
TRYOUT, TRYOUT_ENDS, MEETING = date(2020, 9, 14), date(2020, 12, 11), date(2020, 9, 8)
FEW = 5


class Keys:
    """Somebody at the keyboard: what is opened and pressed is counted."""

    def __init__(self, page) -> None:
        self.page, self.pressed = page, 0

    def press(self, name, role="button", within=None) -> None:
        tab_to((within or self.page).get_by_role(role, name=name, exact=True).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.pressed += 1

    def write(self, label, text) -> None:
        tab_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def tick(self, label) -> None:
        tab_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")

    def day(self, label, on) -> None:
        tab_to(self.page.get_by_label(label, exact=True))
        type_day(self.page, on)


@pytest.fixture(scope="module")
def helmi(told):
    """Reached, met and planned; nothing agreed yet."""
    aino = told.town.staff["aino"]
    client = invented_person((date(1988, 4, 12), 951, "Uusitalo", "Helmi"), MET)
    name_responsible(client, aino, on=MET, by=aino)
    path = paths.open_path(client, ground="contact", on=MET, by=aino)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Tilanne käyty läpi.", next_step="työtoiminta", on=MET, by=aino)
    paths.make_plan(
        path, kind="activation", starts_on=MET, review_on=date(2020, 11, 20), client_agreed_on=MET,
        goals=[("Keittiötyö", "work")], on=MET, by=aino,
    )  # fmt: skip
    return client


def test_an_agreement_of_two_days_a_week(story, helmi, look):
    page = story.sits_down("aino", MADE)
    page.goto(helmi.get_absolute_url())
    keys = Keys(page)
    keys.press("Sovi seuraava askel", "link")
    keys.press("Aloita palvelujakso", "link")
    look(page, "choice of service")
    keys.press("Kuntouttava työtoiminta", "link")
    look(page, "maker")
    keys.write("Paikka (vapaaehtoinen)", "Keskus")
    keys.day("Alkaa", STARTS)
    keys.day("Päättyy", ENDS)
    keys.tick("maanantai")
    keys.tick("tiistai")
    keys.write("Tunteja päivässä", "4")
    keys.day("Työvoimaviranomainen hyväksyi suunnitelman", MET)
    keys.press("Tee sopimus")
    said(page, "Jakso ja sen sopimus on tehty.")
    look(page, "agreements")
    assert keys.pressed <= FEW
    made = Agreement.objects.get(episode__path__client=helmi)
    assert (made.weekdays, made.days_a_week, made.hours_a_day, str(made.episode.place)) == (
        [1, 2],
        2,
        Decimal(4),
        "Keskuskeittiö",
    )


def test_a_weeks_attendance(story, helmi, look):
    page = story.sits_down("aino", FRIDAY)
    page.goto("/today")
    keys = Keys(page)
    keys.press("Palvelut ja paikat", "link")
    keys.press("Läsnäolo", "link")
    look(page, "attendance")
    tab_to(page.get_by_label("Tunnit, Uusitalo, Helmi, 8.6.", exact=True))
    page.keyboard.type("4")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("4,5")
    keys.press("Tallenna viikko")
    said(page, "1 henkilön viikko on tallennettu.")
    assert keys.pressed <= FEW
    days = AttendanceDay.objects.filter(episode__path__client=helmi).order_by("on")
    assert [(day.on, day.hours) for day in days] == [(STARTS, Decimal(4)), (date(2020, 6, 9), Decimal("4.5"))]


def test_the_final_assessment_and_a_handover_to_a_work_try_out(story, helmi, look):
    page = story.sits_down("aino", FINAL)
    page.goto("/today")
    keys = Keys(page)
    row = page.get_by_role("listitem").filter(has_text=helmi.name)
    keys.press("Kirjaa loppuarviointi", "link", within=row)
    keys.write("Mitä yhdessä todettiin", "Jaksaa hyvin, keittiö kiittää.")
    keys.write("Mitä seuraavaksi", "Työkokeilu koululla")
    keys.press("Kirjaa")
    said(page, "Arvio on kirjattu.")
    assert keys.pressed <= FEW
    keys = Keys(page)
    keys.press("Sovi seuraava jakso", "link")
    keys.press("Työkokeilu", "link")
    keys.write("Paikka (vapaaehtoinen)", "Yhten")
    expect(page.get_by_label("Mitä jaksoa tämä seuraa").locator("option:checked")).to_have_text("Kuntouttava työtoiminta")
    keys.day("Alkaa", TRYOUT)
    keys.day("Päättyy", TRYOUT_ENDS)
    keys.write("Miksi tämä sopii tälle asiakkaalle", "Keittiötyö kiinnostaa.")
    keys.press("Tee sopimus")
    keys.press("Siirrä saattaen", "link")
    look(page, "handover")
    keys.write("Kuka ottaa vastaan", "Bertil")
    keys.write("Miksi", "Bertil tuntee koulun työkokeilut.")
    keys.day("Yhteinen tapaaminen (vapaaehtoinen)", MEETING)
    keys.press("Ehdota siirtoa")
    said(page, "Siirtoa on ehdotettu.")
    assert keys.pressed <= FEW
    handover = Handover.objects.get(path__client=helmi)
    told = (str(handover.receiver), str(handover.from_episode), str(handover.to_episode), handover.meeting_on)
    assert told == ("Bertil Öhman", "Kuntouttava työtoiminta", "Työkokeilu", MEETING)
