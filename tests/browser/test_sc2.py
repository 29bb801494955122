"""SC2 of the dossier in a real browser: Anna, 24, from the activation condition to a certificate and a work try-out with no gap."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from nivel.demo.invented import invented_person
from nivel.documents.models import Document
from nivel.money.models import CompensationClaim
from nivel.paths import commands as paths
from nivel.paths.commands import DayTold
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Episode, HealthCheck, Plan, TravelClaim
from tests.browser.story import choose, press, said, written
from tests.scenarios.test_sc2_anna import has_employment_plan, subsidy
from tests.world import moment

pytestmark = [pytest.mark.browser]

CONTACT, REACHED, AGREED = date(2020, 2, 3), date(2020, 3, 12), date(2020, 3, 16)
STARTS, ENDS, MONTH_END, FINAL = date(2020, 3, 30), date(2020, 7, 3), date(2020, 5, 4), date(2020, 6, 15)
TRYOUT = date(2020, 7, 6)


@pytest.fixture(scope="module")
def anna(told):
    """Called by Aino in February; six months of labour market subsidy are full on 12.3."""
    aino = told.town.staff["aino"]
    client = invented_person((date(1996, 1, 15), 961, "Lahti", "Anna"), date(2020, 1, 2))
    has_employment_plan(client)
    subsidy(client, 180)
    paths.record_contact(client, worker=aino, channel="phone", at=moment(CONTACT), result="reached", by=aino)
    initial = Assessment.objects.get(path__client=client)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="", on=CONTACT, by=aino)
    return client


def test_1_the_activation_condition_makes_the_task_of_the_labour_authority(story, anna, look):
    page = story.sits_down("aino", REACHED)
    page.goto("/clients/activation")
    look(page, "activation")
    page.get_by_role("row").filter(has_text="Lahti, Anna").get_by_role("button", name="Tee tehtävä").click()
    said(page, "tehtävä")
    page.goto(anna.get_absolute_url())
    expect(page.get_by_role("row").filter(has_text="TE-toimisto")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("Aino Laine")


def test_4_the_plan_gives_tasks_to_the_roles_and_waits_for_its_acceptance(story, anna, look):
    page = story.sits_down("aino", REACHED)
    page.goto(anna.get_absolute_url())
    press(page, "Tee suunnitelma", "link")
    look(page, "plan")
    page.get_by_label("Asiakkaan omin sanoin").fill("Haluan asiakaspalveluun.")
    page.get_by_label("Ensisijainen tarve").select_option("employment")
    page.locator("[name=goal_1]").fill("Asiakaspalvelun tutkinnon osa")
    page.locator("[name=direction_1]").select_option("education")
    page.locator("[name=service_1]").select_option(label="Kuntouttava työtoiminta")
    page.locator("[name=employment_goal_1]").fill("Rytmi arkeen")
    page.locator("[name=due_on_1]").fill(STARTS.isoformat())
    page.get_by_label("Suunnitelman laji").select_option("activation")
    page.get_by_label("Sovittu asiakkaan kanssa").fill(REACHED.isoformat())
    press(page, "Ota käyttöön")
    said(page, "Suunnitelma on voimassa.")
    look(page, "plan with its parties")
    plan = Plan.objects.get(path__client=anna)
    assert set(plan.tasks.values_list("doer", flat=True)) == {"client", "worker"}
    seat = page.get_by_role("listitem").filter(has_text="Työvoimaviranomainen")
    expect(seat).to_contain_text("ei vielä hyväksytty")
    seat.get_by_role("link", name="Kirjaa hyväksyntä").click()
    look(page, "acceptance")
    page.get_by_role("radio").first.check()
    press(page, "Kirjaa")
    said(page, "Hyväksyntä on kirjattu.")


def test_5_an_agreement_of_three_hours_is_refused_with_its_section_and_four_are_agreed(story, anna, look):
    page = story.sits_down("aino", AGREED)
    page.goto(anna.get_absolute_url())
    press(page, "Sovi seuraava askel", "link")
    press(page, "Aloita palvelujakso", "link")
    look(page, "choice of service")
    press(page, "Kuntouttava työtoiminta", "link")
    choose(page.get_by_label("Paikka", exact=False).first, "Kirjasto")
    page.get_by_label("Alkaa", exact=True).fill(STARTS.isoformat())
    page.get_by_label("Päättyy", exact=True).fill(ENDS.isoformat())
    page.get_by_label("Päiviä viikossa").fill("2")
    page.get_by_label("Tunteja päivässä").fill("3")
    expect(page.get_by_label("Työvoimaviranomainen hyväksyi suunnitelman")).to_have_value(written(REACHED))
    press(page, "Tee sopimus")
    expect(page.get_by_role("alert")).to_contain_text("189/2001 13 §")
    look(page, "agreement refused")
    page.get_by_label("Tunteja päivässä").fill("4")
    press(page, "Tee sopimus")
    said(page, "Jakso ja sen sopimus on tehty.")


def test_6_the_social_counsellor_confirms_and_the_clerk_delivers(story, anna, look):
    page = story.sits_down("outi", AGREED + timedelta(days=1))
    page.goto("/services/agreements")
    look(page, "agreements")
    page.get_by_role("listitem").filter(has_text="Lahti, Anna").get_by_role("button", name="Vahvista").click()
    said(page, "Päätös on vahvistettu.")
    story.leaves()
    page = story.sits_down("tiina", AGREED + timedelta(days=2))
    page.goto("/services/agreements")
    press(page, "Kirjaa toimitus", "link")
    look(page, "delivery")
    page.get_by_label("Kenelle toimitettu").fill("Keski-Suomen TE-toimisto")
    press(page, "Kirjaa")
    said(page, "Toimitus on kirjattu.")


def attended(story, anna):
    """April's Mondays and Tuesdays."""
    days = [STARTS + timedelta(weeks=week, days=day) for week in range(5) for day in (0, 1)]
    episode = Episode.objects.get(path__client=anna)
    told = [DayTold(day, Decimal(4)) for day in days if day != date(2020, 4, 13)]
    paths.record_attendance(episode, told, on=date(2020, 4, 30), by=story.town.staff["aino"])


def test_7_and_8_the_travel_is_claimed_and_settled_and_the_month_goes_to_the_state(story, anna, look):
    attended(story, anna)
    page = story.sits_down("aino", MONTH_END)
    page.goto(f"{anna.get_absolute_url()}/agreements")
    press(page, "30.3.2020–3.7.2020", "link")
    look(page, "agreement")
    press(page, "Hae matkakorvausta", "link")
    look(page, "travel")
    page.get_by_label("Kuukausi").select_option(label="huhtikuu 2020")
    page.get_by_label("Reitti").fill("Leivonmäki–Joutsa–Leivonmäki")
    page.get_by_label("Euroa päivältä").fill("9.60")
    press(page, "Tee hakemus")
    said(page, "Matkakorvaushakemus on asiakirjoissa.")
    look(page, "documents")
    claim = TravelClaim.objects.get()
    assert claim.amount == claim.days * Decimal("9.60")
    story.leaves()
    page = story.sits_down("tiina", MONTH_END)
    page.goto(f"{anna.get_absolute_url()}/agreements/{anna.paths.get().episodes.get().agreements.get().pk}")
    press(page, "Käsittele", "link")
    press(page, "Kirjaa")
    said(page, "Hakemuksen käsittely on kirjattu.")
    page.goto("/services/claims")
    press(page, "Tee hakemus")
    said(page, "Hakemus on tehty.")
    look(page, "settlement")
    press(page, "Lähetetty KEHA-keskukseen")
    made = CompensationClaim.objects.get()
    assert (made.rate, made.amount, bool(made.sent_on)) == (Decimal("10.09"), made.days * Decimal("10.09"), True)


def test_9_the_health_check_leaves_only_with_the_permission(story, anna, look):
    page = story.sits_down("aino", MONTH_END)
    page.goto(f"{anna.get_absolute_url()}/assessments")
    look(page, "assessments")
    press(page, "Tarjoa terveystarkastusta")
    press(page, "Kirjaa vastaus", "link")
    page.get_by_label("hyväksytty").check()
    press(page, "Kirjaa")
    press(page, "Tee lähete", "link")
    look(page, "health referral")
    page.get_by_label("Terveysasema").select_option(label="Joutsan terveysasema")
    page.get_by_label("Miksi tarkastus tehdään").fill("Työttömänä yli puoli vuotta")
    press(page, "Tee lähete")
    expect(page.get_by_role("alert")).to_contain_text("suostumus")
    assert HealthCheck.objects.get().referred_on is None
    press(page, "Kirjaa suostumus", "link")
    page.get_by_label("yhteenveto työkyvystä").check()
    page.get_by_label("Kuka ottaa vastaan").select_option(label="Joutsan terveysasema")
    page.get_by_label("Mihin tarkoitukseen").fill("Työttömän terveystarkastus")
    press(page, "Kirjaa suostumus")
    page.get_by_label("Terveysasema").select_option(label="Joutsan terveysasema")
    page.get_by_label("Miksi tarkastus tehdään").fill("Työttömänä yli puoli vuotta")
    press(page, "Tee lähete")
    said(page, "Lähete on tehty.")


def test_10_the_final_assessment_the_certificate_and_the_work_try_out_with_no_gap(story, anna, look):
    page = story.sits_down("aino", FINAL)
    page.goto(f"{anna.get_absolute_url()}/agreements")
    press(page, "30.3.2020–3.7.2020", "link")
    press(page, "Kirjaa osaaminen", "link")
    page.get_by_label("Mitä saavutettiin").select_option("part")
    page.get_by_label("Tutkinto tai kortti").fill("Liiketoiminnan perustutkinto")
    page.get_by_label("Tutkinnon osa (vapaaehtoinen)").fill("Asiakaspalvelu")
    page.get_by_label("Arvioija").fill("Satu Virtanen, ammattiopisto")
    press(page, "Kirjaa")
    said(page, "Osaaminen on kirjattu.")
    press(page, "30.3.2020–3.7.2020", "link")
    press(page, "Anna todistus", "link")
    press(page, "Anna todistus")
    said(page, "Todistus on asiakirjoissa.")
    assert Document.objects.filter(client=anna, kind="certificate").count() == 1
    page.goto(f"{anna.get_absolute_url()}/assessments")
    press(page, "Kirjaa arvio", "link")
    look(page, "final")
    page.get_by_label("Mitä yhdessä todettiin").fill("Arki kantaa.")
    page.get_by_label("Mitä seuraavaksi").fill("Työkokeilu kirjastossa")
    press(page, "Kirjaa")
    press(page, "Sovi seuraava jakso", "link")
    press(page, "Työkokeilu", "link")
    page.get_by_label("Alkaa", exact=True).fill(TRYOUT.isoformat())
    page.get_by_label("Päättyy", exact=True).fill(date(2020, 9, 25).isoformat())
    page.get_by_label("Miksi tämä sopii tälle asiakkaalle").fill("Asiakaspalvelu kiinnostaa.")
    press(page, "Tee sopimus")
    page.goto(anna.get_absolute_url())
    expect(page.locator(".p-joint.is-broken")).to_have_count(0)
    look(page, "client with no gap")
    kinds = {breach.kind.code for breach in breaches(TRYOUT) if breach.client_id == anna.pk}
    assert "ended_without_successor" not in kinds
