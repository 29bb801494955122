"""SC10 of the dossier, steps 5 and 6: Lea's work ability is assessed, Kela's coaching, eased work, the mapping period; the law's clocks.

Told by the commands the screens call, by the people of the town in their roles: Aino the coach, Riitta the nurse,
Liisa the lead coach, Seppo the work coach, Jaana of Kela, and Lea and Joni by their own accounts.
"""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from nivel.access.models import Organisation
from nivel.clients.commands import name_responsible, open_account
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission
from nivel.clients.models import Client, DataClass, Disclosure, EmploymentStatus
from nivel.demo.municipality import found_municipality
from nivel.meetings.commands.appointments import tell_outcome
from nivel.paths import commands as paths
from nivel.paths import payer_refusals, process_refusals
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.continuity import breaches
from nivel.paths.interviews import interviews_due
from nivel.paths.models import Assessment, Plan
from nivel.paths.papers import agreement_facts
from nivel.paths.queries import next_step
from nivel.paths.youth import clock_of
from nivel.services.catalogue import ServiceTerms, add_service
from nivel.services.models import Direction
from nivel.services.specifications import Wording, write_specification
from tests.web.signing_in import sign_in
from tests.world import BEGAN, moment, person

pytestmark = pytest.mark.django_db

TODAY = date(2020, 3, 12)
WEEK = timedelta(days=7)
ILLNESS = "Merkki-selän-kulumavika"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def town():
    return found_municipality()


@pytest.fixture
def kela():
    return Organisation.objects.get(kind="kela")


def opened(town, client, on=date(2020, 1, 14)):
    """Aino is responsible, the initial assessment is held and an employment plan in force."""
    aino = town.staff["aino"]
    name_responsible(client, aino, on=on, by=None)
    path = paths.open_path(client, ground="contact", on=on, by=aino)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="Työkyky", on=on, by=aino)
    paths.make_plan(path, kind="employment", starts_on=on, review_on=date(2020, 12, 31), client_agreed_on=on, on=on, by=aino)
    return path


@pytest.fixture
def lea(town):
    return opened(town, person(1, "Lea Lehto", on=date(2020, 1, 14), born_on=date(1987, 5, 4)))


def permitted(town, path, receiver, on=TODAY):
    ours = town.units["workshop"].organisation
    terms = PermissionTerms(DataClass.WORK_ABILITY, ours, receiver, "Työkyvyn arviointi", date(2021, 1, 1))
    return give_permission(path.client, terms, on=on, by=town.staff["aino"])


def signed(assessment, code, by, text, on, summary=""):
    sign_section(write_section(assessment, code, text=text, summary=summary, on=on, by=by), on=on, by=by)


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


# --- 5. Work ability, Kela's coaching, partial ability, the mapping period ----------------------------------------------


def test_5_the_work_ability_assessment_leads_from_the_need_to_eased_work_and_nobody_waits_unheld(town, lea):
    aino, riitta = town.staff["aino"], town.staff["riitta"]
    run = paths.begin_process(lea, "work_ability", owner=aino, due_on=TODAY + WEEK, note="Jaksaminen", on=TODAY, by=aino)
    paths.take_step(run, paths.Onward("referral", aino, TODAY + 2 * WEEK), on=TODAY, by=aino)
    onward = paths.Onward("assessment", riitta, TODAY + 8 * WEEK, receiver=town.clinic)
    with pytest.raises(NoGroundToDisclose):
        paths.take_step(run, onward, on=TODAY, by=aino)
    permission = permitted(town, lea, town.clinic)
    paths.take_step(run, onward, on=TODAY, by=aino)
    assert Disclosure.objects.get(client=lea.client).permission == permission
    run.refresh_from_db()
    held = TODAY + 4 * WEEK
    assert "no_next_step" not in codes(held, lea)
    signed(run.assessment, "health", riitta, ILLNESS, held, summary="Kevyt työ sopii")
    with pytest.raises(process_refusals.ProfessionsAreMissing):
        paths.take_step(run, paths.Onward("summary", aino, held + WEEK), on=held, by=riitta)
    signed(run.assessment, "functional_capacity", aino, "Keskittyy hyvin", held)
    paths.take_step(run, paths.Onward("summary", aino, held + WEEK), on=held, by=riitta)
    late = next(each for each in breaches(held + 2 * WEEK) if each.kind.code == "process_step_late")
    assert (late.path_id, late.owner.pk) == (lea.pk, aino.pk)
    paths.hold_assessment(run.assessment, summary="Osa-aikainen työ", next_step="Mukautukset", on=held, by=aino)
    way = paths.Onward("accommodated_work", aino, held + 3 * WEEK, next_step="Etsitään osa-aikainen keittiötyö")
    paths.take_step(run, way, on=held, by=aino)
    assert next_step(lea, held).text == "Etsitään osa-aikainen keittiötyö"


def test_5_kela_is_asked_and_decides_and_the_gap_before_the_start_is_watched(town, lea, kela):
    aino, jaana = town.staff["aino"], town.staff["jaana"]
    terms = ServiceTerms("Työhönvalmennus", "vocational_coaching", Direction.REHABILITATION, kela, "Työ, jossa jaksaa")
    coaching = add_service(terms, starts_on=BEGAN, by=None)
    with pytest.raises(payer_refusals.DecisionIsOfPayer):
        paths.plan_episode(lea, service=coaching, starts_on=TODAY, on=TODAY, by=aino)
    permitted(town, lea, kela)
    told = {"what": "Valmennus osa-aikaiseen työhön", "answer_due_on": TODAY + 4 * WEEK}
    row = paths.request_payer_decision(lea, service=coaching, payer=kela, **told, on=TODAY, by=aino)
    on = TODAY + 2 * WEEK
    row = paths.record_payer_decision(row, paths.Told(True, on, jaana.name, "60 päivää"), on=on, by=aino)
    assert "granted_not_begun" in codes(on + 3 * WEEK, lea)
    row = paths.begin_granted(row, starts_on=on + 3 * WEEK, ends_on=on + 15 * WEEK, on=on + 2 * WEEK, by=aino)
    assert "granted_not_begun" not in codes(on + 3 * WEEK, lea)
    assert (row.episode.organisation, row.told_by_name) == (kela, jaana.name)


def test_5_the_kitchen_is_told_what_is_done_otherwise_and_never_the_illness(town, lea, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", TODAY.isoformat())
    aino, riitta = town.staff["aino"], town.staff["riitta"]
    place = town.places["varikko"]
    told = {"summary": "Neljä tuntia päivässä", "source": "assessment", "starts_on": TODAY, "illness": ILLNESS}
    ability = paths.record_work_ability(lea, **told, on=TODAY, by=riitta)
    eased = paths.add_accommodation(ability, text="Ei nostoja", on=TODAY, by=aino)
    terms = paths.AgreementTerms(
        TODAY, TODAY + 12 * WEEK, TODAY, days_a_week=3, hours_a_day=4, coaching=("individual", "work"), fit_note="Kevyt työ"
    )
    made = paths.make_agreement(lea, service=town.services["tryout"], place=place, terms=terms, on=TODAY, by=aino)
    paths.tell_accommodation(eased, made, client_agreed_on=TODAY, told_to="Seppo Hakala", on=TODAY, by=aino)
    assert agreement_facts(made, TODAY)["accommodations"] == "Ei nostoja"
    seppo = sign_in(Browser(), town.staff["seppo"])
    page = seppo.get(reverse("coachee", args=[lea.client_id])).content.decode()
    assert "Ei nostoja" in page
    for text in (page, str(agreement_facts(made, TODAY))):
        assert ILLNESS not in text
        assert "Neljä tuntia" not in text


def test_5_lea_visits_and_chooses_the_provider_of_the_mapping_period_by_its_specification(town, lea):
    aino, liisa = town.staff["aino"], town.staff["liisa"]
    ours = town.units["workshop"].organisation
    terms = ServiceTerms("Kartoitusjakso", "assessment", Direction.SUPPORT, ours, "Selviää mihin pystyy", voucher=True)
    mapping = add_service(terms, starts_on=BEGAN, by=liisa)
    wording = Wording(
        "Intensiivinen kartoitusjakso", "1301/2014", "Pitkään työttömät", "Asiakas valitsee", "Edellytykset selviävät"
    )
    assert write_specification(mapping, wording, starts_on=BEGAN, on=TODAY, by=liisa).version == 1
    shown = [
        paths.show_provider(lea, service=mapping, place=town.places[key], on=TODAY, by=aino) for key in ("association", "varikko")
    ]
    paths.record_provider_visit(shown[0], visited_on=TODAY + WEEK, on=TODAY + WEEK, by=aino)
    chosen = paths.choose_provider(shown[0], client_said="Tuttu paikka", on=TODAY + WEEK, by=aino)
    assert (chosen.task.worker, chosen.task.done_on) == (aino, None)


# --- 6. Periodic interview, own proposal, youth guarantee ---------------------------------------------------------------


def unemployed(client, since):
    EmploymentStatus.objects.create(client=client, status="unemployed", starts_on=since, source="te-register")


def test_6_after_three_months_lea_is_interviewed_and_her_own_proposal_becomes_the_plan(town, lea):
    aino = town.staff["aino"]
    unemployed(lea.client, date(2019, 12, 9))
    (due,) = interviews_due(Client.objects.all(), TODAY)
    assert (due.client, due.due_on) == (lea.client, date(2020, 3, 9))
    task = paths.start_periodic_interview(lea.client, on=TODAY, by=aino)
    time = paths.book_periodic_interview(lea, worker=aino, starts_at=moment(TODAY + WEEK), on=TODAY, by=aino)
    own = open_account(lea.client, "lea.lehto", on=TODAY, by=aino).user
    proposed = paths.Proposed("Työ keittiössä", "work", "Haen kolmea paikkaa", TODAY + 3 * WEEK)
    row = paths.write_proposal(lea, proposed, wishes="Aamuvuoro", on=TODAY, by=own)
    row = paths.return_proposal(row, reason="Sovitaan haastattelussa tunnit", on=TODAY, by=aino)
    row = paths.write_proposal(lea, proposed, wishes="Aamuvuoro, neljä tuntia", on=TODAY + WEEK, by=own)
    on = TODAY + WEEK
    tell_outcome(time, "held", on=on, by=aino)
    row = paths.accept_proposal(row, review_on=on + 12 * WEEK, on=on, by=aino)
    plan = Plan.objects.in_force(on).get(path=lea)
    assert (row.plan, plan.version, plan.own_words) == (plan, 2, "Aamuvuoro, neljä tuntia")
    task.refresh_from_db()
    assert task.done_on == TODAY
    assert interviews_due(Client.objects.all(), on) == []


def test_6_the_youth_guarantee_clock_of_a_23_year_old_is_seen_by_its_owner_until_something_is_offered(town):
    aino = town.staff["aino"]
    joni = opened(town, person(2, "Joni Salmi", on=date(2020, 1, 14), born_on=date(1997, 1, 20)))
    unemployed(joni.client, date(2019, 12, 9))
    clock = clock_of(joni.client, TODAY)
    assert (clock.client.age(TODAY), clock.due_on, clock.state(TODAY)) == (23, date(2020, 3, 9), "late")
    late = next(each for each in breaches(TODAY) if each.kind.code == "youth_offer_late")
    assert (late.path_id, late.owner.pk) == (joni.pk, aino.pk)
    paths.offer_to_young(joni, kind="workshop", text="Nuorten työpaja", offered_on=TODAY, on=TODAY, by=aino)
    assert "youth_offer_late" not in codes(TODAY, joni)
    assert clock_of(joni.client, TODAY).state(TODAY) == "offered"
