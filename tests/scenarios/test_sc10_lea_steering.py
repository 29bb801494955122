"""SC10, step 7: Lea's service line and phase, and what stands around her: grants, purchases, plan, surveys, linked units, reports.

By the people of the town in their roles: Aino the coach, Mikko of the TE office, Liisa the lead, Tiina the clerk.
"""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from nivel import programmes
from nivel.clients.commands import name_responsible
from nivel.demo.municipality import found_municipality
from nivel.documents.queries import contents
from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from nivel.money import commands as money
from nivel.money.grants import grant_position
from nivel.money.purchases import purchase_position
from nivel.outcomes import action_plans
from nivel.outcomes.final_report import make_final_report
from nivel.outcomes.lines import clients_by_line
from nivel.outcomes.surveys import commands as surveys
from nivel.outcomes.surveys.questionnaires import newest_questionnaires
from nivel.outcomes.surveys.results import results_of
from nivel.paths import commands as paths
from nivel.paths.commands.stages import change_stage, tell_service_line
from nivel.paths.finding import find_services
from nivel.paths.stages import stage_now
from nivel.services.linked import LinkedTerms, link_unit
from tests.world import person

pytestmark = pytest.mark.django_db

TODAY = date(2020, 3, 12)
SOON = TODAY + timedelta(days=7)
YEAR = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}


@pytest.fixture
def town():
    return found_municipality()


@pytest.fixture
def lea(town):
    """The TE office holds Lea's process: Mikko is responsible."""
    client = person(1, "Lea Lehto", on=TODAY, born_on=date(1987, 5, 4))
    name_responsible(client, town.staff["mikko"], on=TODAY, by=None)
    return paths.open_path(client, ground="contact", on=TODAY, by=town.staff["mikko"])


def test_7_lea_is_on_a_line_of_service_and_the_rehabilitation_phase_brings_her_to_the_municipality(town, lea):
    mikko, aino, own = town.staff["mikko"], town.staff["aino"], town.units["workshop"].organisation
    tell_service_line(lea.client, "supported", source="TE-toimisto", starts_on=TODAY, on=TODAY, by=mikko)
    assert next(row.open for row in clients_by_line(TODAY, "fi", covered=False) if row.code == "supported") == 1
    handover = paths.propose_handover(lea, receiver=aino, reason="Kuntoutumisvaihe", client_agreed_on=TODAY, on=TODAY, by=mikko)
    change_stage(lea, "rehabilitation", reason="Terveys ja elämänhallinta ensin", responsible=own, on=TODAY, by=mikko)
    assert stage_now(lea, TODAY).holder == town.units["te"].organisation
    paths.accept_handover(handover, on=SOON, by=aino)
    paths.record_meeting_with_receiver(handover, met_on=SOON, on=SOON, by=aino)
    assert stage_now(lea, SOON).holder == own


def test_7_aino_finds_the_debt_counsellor_by_one_search_and_refers_lea_there(town, lea):
    social = town.units["social"].organisation
    terms = LinkedTerms(
        "Talousneuvola",
        "debt",
        social,
        contact="Neuvontanumero",
        opening="ma-to 9-12",
        escort="Aino tulee mukaan",
        address="Länsitie 4",
    )
    link_unit(terms, on=TODAY, by=town.staff["liisa"])
    found = next(row for row in find_services("velkaneuvontaa", TODAY) if row.kind == "linked")
    assert (found.title, found.where) == ("Talousneuvola", "Länsitie 4, ma-to 9-12")
    unit = social.linked_units.get()
    told = {"origin": Origin("municipality"), "reason": "Velat", "received_on": TODAY, "on": TODAY, "by": town.staff["aino"]}
    row = intake.record_referral(lea.client, **told, linked_unit=unit)
    assert list(unit.referrals.all()) == [row]


def test_7_the_grant_the_purchase_and_the_plan_are_kept_and_the_final_report_tells_of_them(town, lea):
    liisa, tiina, own = town.staff["liisa"], town.staff["tiina"], town.units["workshop"].organisation
    labour, association = town.units["te"].organisation, town.units["association"].organisation
    grant = money.apply_for_grant(
        labour, own, programme="joutsa-2020", year=2020, aim="Valmennus", amount=Decimal(20_000), on=date(2019, 11, 4), by=tiina
    )
    money.record_grant_decision(grant, amount=Decimal(18_000), decided_on=date(2019, 12, 2), by=tiina)
    (line,) = money.budget_grant(grant, {"wages": Decimal(18_000)}, on=TODAY, by=tiina)
    money.record_grant_cost(line, amount=Decimal("1000.01"), what="Palkka", spent_on=TODAY, on=TODAY, by=tiina)
    assert grant_position(grant, TODAY).remaining == Decimal("16999.99")
    terms = money.PurchaseTerms("Nuorten valmennus", town.services["group"], association, **YEAR, employs=1, unemployed_months=12)
    purchase = money.make_purchase(terms, {"education": Decimal(900)}, by=liisa)
    service = town.services["group"]
    paths.plan_episode(lea, service=service, starts_on=TODAY, planned_ends_on=SOON, on=TODAY, by=town.staff["mikko"])
    assert money.verify_results(purchase, on=TODAY, by=liisa) == []  # being there is not a result
    assert purchase_position(purchase, TODAY).missing == 1
    plan = action_plans.make_action_plan(
        "Toimenpidesuunnitelma 2020", own, partner="TYP", **YEAR, approved_on=TODAY, approved_by="Kunnanhallitus", by=liisa
    )
    told = {"goal": "Työtä", "measure": "Työpankki", "responsible": "Liisa", "due_on": SOON}
    action_plans.add_measure(plan, **told, by=liisa)
    assert action_plans.measures_on(plan, SOON + timedelta(days=1))[0].state == "late"
    period = {"starts_on": date(2020, 1, 1), "ends_on": SOON}
    report = make_final_report(**period, implementation="", continuation="Jatkuu", language="fi", on=SOON, by=liisa)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(contents(report.document))).pages).replace("\xa0", " ")
    assert [part for part in ("Raporttiaika", "1. Taustatiedot", "1.1 Hankkeen nimi", "16 999,99") if part not in text] == []


def test_7_employers_and_eighteen_persons_are_asked_and_nobody_is_seen_in_the_results(town):
    pekka = town.staff["pekka"]
    forms = {form.code: form for form in newest_questionnaires()}
    for code, names in (("employers", 7), ("learning_support", 18)):
        told = {"title": code, **YEAR, "due_on": SOON, "on": TODAY, "by": pekka}
        survey = surveys.open_survey(forms[code], **told)
        sent = [surveys.send_survey(survey, f"Vastaaja {number}", on=TODAY, by=pekka) for number in range(names)]
        answers = {
            "employers": {"has_employed": "now", "could_employ": "yes", "cooperation": 4},
            "learning_support": {"knows": "well", "useful": 5},
        }
        for addressee in sent[:4]:
            surveys.answer_survey(addressee, answers[code], on=TODAY, by=pekka)
        results = results_of(survey, "fi")
        assert (results.rate.asked, results.rate.answered) == (names, 4)
        assert not any(told.lines or told.words or told.mean for told in results.told)


def test_7_the_kuopio_pilot_has_its_six_municipalities():
    pilot = programmes.programme("kuopio-pilotti-2012")
    assert len(pilot.area) == len(pilot.regions) == 6
