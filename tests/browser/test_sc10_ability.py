"""SC10's fifth and sixth steps in a real browser: the work-ability assessment to its way on, Kela, eased work, and the own proposal."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from playwright.sync_api import expect

from nivel.access.models import ClientAccount
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.paths.commands import AgreementTerms, hold_assessment, make_agreement, make_plan, open_path
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.models import Assessment, Path, PlanProposal, ProcessRun
from nivel.services.catalogue import ServiceTerms, add_service
from nivel.services.models import Direction
from tests.browser.story import press, said
from tests.web.signing_in import sign_in
from tests.world import person

pytestmark = [pytest.mark.browser]

BEGAN, ASSESSED, EASED, PROPOSED = date(2020, 3, 2), date(2020, 3, 26), date(2020, 4, 1), date(2020, 4, 8)
WEEK = timedelta(days=7)


def save(page):
    page.locator("form.form .button-primary").click()


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def test_0_aino_works_with_lea_who_lets_the_referral_go(story):
    aino, town = story.town.staff["aino"], story.town
    client = person(1, "Lea Lehto", on=BEGAN, born_on=date(1987, 5, 4))
    name_responsible(client, aino, on=BEGAN, by=None)
    path = open_path(client, ground="contact", on=BEGAN, by=aino)
    hold_assessment(Assessment.objects.get(path=path), summary="Alku", next_step="Työkyky", on=BEGAN, by=aino)
    plan = {"review_on": date(2020, 8, 1), "client_agreed_on": BEGAN, "on": BEGAN, "by": aino}
    make_plan(path, kind="employment", starts_on=BEGAN, **plan)
    kela = town.staff["jaana"].role_assignments.get().unit.organisation
    for receiver in (town.clinic, kela):
        terms = PermissionTerms("work_ability", town.units["workshop"].organisation, receiver, "Työkyky", date(2021, 1, 1))
        give_permission(client, terms, on=BEGAN, by=aino)
    terms = ServiceTerms("Kelan työhönvalmennus", "vocational_coaching", Direction.REHABILITATION, kela, "Työ, jossa jaksaa")
    add_service(terms, starts_on=date(2012, 1, 1), by=None)
    story.people["lea"] = client.pk


def test_1_the_assessment_is_begun_referred_and_handed_to_the_nurse(story, look):
    page = story.sits_down("aino", BEGAN)
    page.goto(f"/clients/{story.people['lea']}/processes")
    look(page, "no process yet")
    press(page, "Aloita: Työkyvyn arviointi", "link")
    look(page, "begin a process")
    fill(page, note="Jaksaminen epäselvää")
    save(page)
    said(page, "Prosessi on alkanut")
    press(page, "Ota seuraava vaihe", "link")
    page.get_by_label("Kenen vaihe tämä on").select_option(label="Aino Laine")
    save(page)
    said(page, "Vaihe on otettu")
    press(page, "Ota seuraava vaihe", "link")
    look(page, "referral")
    page.get_by_label("Kenelle lähete lähetetään").select_option(label="Joutsan terveysasema")
    page.get_by_label("Kenen vaihe tämä on").select_option(label="Riitta Koski")
    save(page)
    said(page, "Vaihe on otettu")
    expect(page.get_by_text("Joutsan terveysasema: asiakkaan suostumus")).to_be_visible()
    look(page, "in the assessment")


def test_2_after_several_professions_the_summary_leads_to_a_way_with_its_next_step(story, look):
    run, town = ProcessRun.objects.get(path__client=story.people["lea"]), story.town
    riitta, aino = town.staff["riitta"], town.staff["aino"]
    for code, by, summary in (("health", riitta, "Kevyt työ"), ("functional_capacity", aino, "")):
        told = {"text": "Kirjattu", "summary": summary, "on": ASSESSED, "by": by}
        sign_section(write_section(run.assessment, code, **told), on=ASSESSED, by=by)
    page = story.sits_down("riitta", ASSESSED)
    page.goto(f"/clients/{story.people['lea']}/processes")
    press(page, "Ota seuraava vaihe", "link")
    page.get_by_label("Kenen vaihe tämä on").select_option(label="Aino Laine")
    save(page)
    said(page, "Vaihe on otettu")
    hold_assessment(run.assessment, summary="Osa-aikainen työ", next_step="Mukautukset", on=ASSESSED, by=aino)
    page = story.sits_down("aino", ASSESSED)
    page.goto(f"/clients/{story.people['lea']}/processes")
    press(page, "Ota seuraava vaihe", "link")
    look(page, "ways on")
    page.get_by_label("Työ mukautuksin").check()
    fill(page, next_step="Etsitään osa-aikainen keittiötyö", due_on=(ASSESSED + WEEK).isoformat())
    page.get_by_label("Kenen vaihe tämä on").select_option(label="Aino Laine")
    save(page)
    expect(page.get_by_text("Etsitään osa-aikainen keittiötyö").first).to_be_visible()


def test_3_kela_is_asked_and_its_decision_recorded_and_begun(story, look):
    page = story.sits_down("aino", ASSESSED)
    page.goto(f"/clients/{story.people['lea']}/payers")
    press(page, "Pyydä päätös", "link")
    page.get_by_label("Palvelu", exact=True).select_option(label="Kelan työhönvalmennus")
    page.get_by_label("Kenen päätös se on").select_option(label="Kela")
    fill(page, what="Valmennus osa-aikaiseen työhön", answer_due_on=(ASSESSED + 4 * WEEK).isoformat())
    save(page)
    said(page, "Päätös on pyydetty")
    page = story.sits_down("aino", EASED)
    page.goto(f"/clients/{story.people['lea']}/payers")
    press(page, "Kirjaa päätös", "link")
    page.get_by_label("myönnetty").check()
    fill(page, decided_on=EASED.isoformat(), told_by_name="Jaana Kivelä", content="60 päivää")
    save(page)
    said(page, "Maksajan päätös on kirjattu")
    look(page, "granted, not begun")
    press(page, "Sovi alku", "link")
    fill(page, starts_on=(EASED + WEEK).isoformat(), ends_on=(EASED + 12 * WEEK).isoformat())
    save(page)
    said(page, "Jakso on polulla")


def test_4_the_place_is_told_what_is_done_otherwise_and_nothing_else(story, look):
    town, path = story.town, Path.objects.get(client=story.people["lea"])
    terms = AgreementTerms(EASED, EASED + 12 * WEEK, EASED, days_a_week=3, hours_a_day=4, coaching=("individual", "work"))
    place, aino = town.places["varikko"], town.staff["aino"]
    make_agreement(path, service=town.services["tryout"], place=place, terms=terms, on=EASED, by=aino)
    page = story.sits_down("riitta", EASED)
    page.goto(f"/clients/{path.client_id}/ability")
    press(page, "Kirjaa osatyökykyisyys", "link")
    look(page, "partial work ability")
    fill(page, summary="Neljä tuntia päivässä", illness="Selän kulumavika")
    save(page)
    said(page, "Osatyökykyisyys on kirjattu")
    press(page, "Lisää mukautus", "link")
    fill(page, text="Ei nostoja")
    save(page)
    press(page, "Kerro paikalle", "link")
    fill(page, told_to="Seppo Hakala", client_agreed_on=EASED.isoformat())
    save(page)
    said(page, "Paikka näkee mukautuksen")
    look(page, "accommodation told")
    page = story.sits_down("seppo", EASED)
    page.goto(f"/coachees/{path.client_id}")
    expect(page.get_by_text("Ei nostoja")).to_be_visible()
    assert "kulumavika" not in page.content()
    assert "Neljä tuntia" not in page.content()


def test_5_lea_proposes_a_plan_of_her_own_and_reads_the_answer(story, look):
    page = story.sits_down("aino", PROPOSED)
    page.goto(f"/clients/{story.people['lea']}/proposals")
    look(page, "no proposals")
    press(page, "Avaa asiakkaalle tunnus", "link")
    fill(page, username="lea.lehto")
    save(page)
    said(page, "Asiakkaalla on oma tunnus")
    story.town.staff["lea"] = ClientAccount.objects.get().user
    assert sign_in(Browser(), story.town.staff["lea"]).get("/").url == "/own"
    own = story.sits_down("lea", PROPOSED)
    own.goto("/own")
    look(own, "own affairs")
    press(own, "Ehdota suunnitelmaa", "link")
    look(own, "own proposal")
    fill(own, goal="Työ keittiössä", deed="Haen kolmea paikkaa", deed_due_on=(PROPOSED + WEEK).isoformat(), wishes="Aamuvuoro")
    own.get_by_label("Työ", exact=True).check()
    save(own)
    expect(own.get_by_text("odottaa vastausta")).to_be_visible()
    page.goto(f"/clients/{story.people['lea']}/proposals")
    press(page, "Palauta", "link")
    fill(page, reason="Kerro, minne haet")
    save(page)
    said(page, "Ehdotus on palautettu")
    own.goto("/own")
    expect(own.get_by_text("Kerro, minne haet")).to_be_visible()
    assert PlanProposal.objects.get().answer == "returned"
