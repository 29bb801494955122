"""Pension clarification, primary service, required visit, escort: the rules, what is closed, what is a gap."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission
from nivel.clients.models import Disclosure
from nivel.clients.permissions import visible
from nivel.paths import clarification_refusals as refusals
from nivel.paths import commands
from nivel.paths.commands.clarifications import ground_of, outcome_of
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, MainNeed, PrimaryService, VisitObligation
from nivel.paths.queries import next_steps
from nivel.paths.refusals import ClientHasNotAgreed
from nivel.services.models import Direction, Service
from tests.paths.agreeing import agree, planned
from tests.readable import stands_somewhere
from tests.world import BEGAN, DAY, make_user

pytestmark = pytest.mark.django_db
SOON, LATE = DAY + timedelta(days=14), DAY + timedelta(days=15)
SECRET = "Merkki-salainen-seikka"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def path(world):
    made = planned(world, 1)
    name_responsible(made.client, world.aino, on=DAY, by=None)
    return made


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


# --- Pension clarification --------------------------------------------------------------------------------------------


def begun(path, world, **more):
    given = {"purpose": "pension", "due_on": SOON, "examinations": ["Lääkärin arvio", "Verikokeet"]} | more
    return commands.begin_clarification(path, **given, on=DAY, by=world.aino)


@pytest.mark.requirement("JOU-47")
def test_a_clarification_is_not_ready_for_the_decision_until_every_examination_is_done(world, path):
    with pytest.raises(refusals.ExaminationsAreMissing):
        begun(path, world, examinations=[" "])
    row = begun(path, world)
    doctor, blood = row.examinations.order_by("name")
    with pytest.raises(refusals.ExaminationsAreOpen, match="Verikokeet"):
        commands.mark_ready(row, on=DAY, by=world.aino)
    commands.record_examination(doctor, done_on=DAY, place="Terveysasema", on=DAY, by=world.aino)
    with pytest.raises(refusals.ExaminationsAreOpen, match=r": Verikokeet\."):
        commands.mark_ready(row, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotReadyForDecision):
        commands.record_pension_application(row, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotReadyForDecision):
        commands.record_pension_decision(row, decision="granted", on=DAY, by=world.aino)
    commands.record_examination(blood, done_on=DAY, place="", on=DAY, by=world.aino)
    row = commands.mark_ready(row, on=DAY, by=world.aino)
    # One more examination takes the readiness back.
    more = commands.add_examination(row, name="Kuvaus", due_on=SOON, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotReadyForDecision):
        commands.record_pension_application(row, on=DAY, by=world.aino)
    commands.record_examination(more, done_on=DAY, place="", on=DAY, by=world.aino)
    commands.mark_ready(row, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotAppliedYet):
        commands.record_pension_decision(row, decision="granted", on=DAY, by=world.aino)
    commands.record_pension_application(row, on=DAY, by=world.aino)
    row = commands.record_pension_decision(row, decision="granted", on=SOON, by=world.aino)
    assert (row.decision, row.decided_on) == ("granted", SOON)


def test_one_clarification_of_a_purpose_is_open_at_a_time_and_one_given_up_has_its_reason(world, path):
    row = begun(path, world)
    with pytest.raises(refusals.ClarificationStands):
        begun(path, world)
    assert begun(path, world, purpose="rehabilitation").pk
    commands.drop_clarification(row, reason="Palaa töihin", on=DAY, by=world.aino)
    assert begun(path, world).pk


def test_an_examination_or_an_application_past_its_day_is_a_gap_and_before_it_the_next_step(world, path):
    row = begun(path, world)
    assert next_steps([path.client_id], DAY)[path.client_id].on == SOON
    assert "clarification_late" not in codes(SOON, path)
    (breach,) = [each for each in breaches(LATE) if each.kind.code == "clarification_late"]
    assert (breach.since, breach.owner.pk) == (SOON, world.aino.pk)
    for each in row.examinations.all():
        commands.record_examination(each, done_on=LATE, place="", on=LATE, by=world.aino)
    assert "clarification_late" in codes(LATE, path)  # nobody has applied
    commands.mark_ready(row, on=LATE, by=world.aino)
    commands.record_pension_application(row, on=LATE, by=world.aino)
    assert "clarification_late" not in codes(LATE, path)


def helper(world, owner=None):
    unit = world.social_office
    if owner:
        unit = Unit.objects.create(organisation=owner, name="Vastaanotto", starts_on=BEGAN)
    return make_user("Sirkka", "Palo", "case_manager", unit)


@pytest.mark.requirement("JOU-48")
def test_the_health_centres_case_manager_helps_with_both_applications_by_the_clients_permission(world, path):
    centre = Organisation.objects.create(name="Terveysasema", kind="health_centre")
    sirkka, row = helper(world, centre), begun(path, world, purpose="rehabilitation")
    with pytest.raises(refusals.NotACaseManager):
        commands.name_helper(row, world.bertil, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        commands.name_helper(row, sirkka, on=DAY, by=world.aino)
    terms = PermissionTerms("work_ability", world.municipality, centre, "Kuntoutushakemus", date(2020, 12, 31))
    give_permission(path.client, terms, on=DAY, by=world.aino)
    for each in (row, begun(path, world)):
        assert commands.name_helper(each, sirkka, on=DAY, by=world.aino).helper == sirkka
    assert Disclosure.objects.filter(client=path.client, receiver=centre, ground="permission").count() == 2


def test_the_helper_sees_the_clarification_while_it_is_open_and_nothing_else(world, path):
    sirkka, row = helper(world), begun(path, world)

    def sees(action, on=DAY):
        people = path.client.__class__.objects.filter(visible(world.actor(sirkka, on), action))
        return people.filter(pk=path.client_id).exists()

    assert not sees("clarifications.see")
    commands.name_helper(row, sirkka, on=DAY, by=world.aino)
    assert sees("clarifications.see")
    assert not sees("clients.open")
    assert not sees("required_visits.see")
    commands.drop_clarification(row, reason="Palaa töihin", on=DAY, by=world.aino)
    assert not sees("clarifications.see")


# --- Primary service --------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-50")
def test_adult_psychiatry_answers_first_and_employment_service_is_marked_supporting(world, path):
    clinic = Organisation.objects.create(name="Keski-Suomen sairaanhoitopiiri", kind="health_centre")
    told = {"organisation": clinic, "service": "Aikuispsykiatria", "contact": "Oma hoitaja", "support": "Kuntouttava työtoiminta"}
    with pytest.raises(refusals.PrimaryIsUnclear):
        commands.name_primary_service(path, **(told | {"support": " "}), on=DAY, by=world.aino)
    row = commands.name_primary_service(path, **told, on=DAY, by=world.aino)
    standing = PrimaryService.objects.in_force(DAY).get(path=path)
    assert (standing.service, standing.support) == ("Aikuispsykiatria", "Kuntouttava työtoiminta")
    later = commands.name_primary_service(path, **(told | {"service": "Päihdepoliklinikka"}), on=SOON, by=world.aino)
    assert [each.pk for each in PrimaryService.objects.in_force(SOON)] == [later.pk]
    assert [each.pk for each in PrimaryService.objects.in_force(DAY)] == [row.pk]
    commands.end_primary_service(later, on=SOON, by=world.aino)
    assert not PrimaryService.objects.in_force(LATE).exists()


# --- Required visit ---------------------------------------------------------------------------------------------------


def obliged(world, path, episode, **more):
    given = {"endangers": f"Tulee juopuneena, {SECRET}", "due_on": SOON, "on": DAY} | more
    return commands.require_visit(path, episode, **given, by=world.aino)


def working(world, path):
    return agree(world, path, place=world.library, starts_on=DAY, ends_on=DAY + timedelta(days=100)).episode


@pytest.mark.requirement("JOU-49")
def test_a_visit_is_required_only_in_a_service_with_a_ground_and_a_day_and_its_outcome_is_recorded(world, path):
    own = commands.plan_episode(path, service=world.debt, starts_on=DAY, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotInAService):
        obliged(world, path, own)
    episode = working(world, path)
    with pytest.raises(refusals.GroundIsMissing):
        obliged(world, path, episode, endangers=" ")
    row = obliged(world, path, episode)
    with pytest.raises(refusals.ObligationStands):
        obliged(world, path, episode)
    assert (row.due_on, ground_of(row)) == (SOON, f"Tulee juopuneena, {SECRET}")
    with pytest.raises(refusals.OutcomeIsUnclear):
        commands.settle_visit(row, visited=True, outcome=" ", on=DAY, by=world.aino)
    row = commands.settle_visit(row, visited=True, outcome=f"Hoito alkoi, {SECRET}", on=SOON, by=world.aino)
    assert (row.visited, row.settled_on, outcome_of(row)) == (True, SOON, f"Hoito alkoi, {SECRET}")
    # Sensitive: no table and no history has it readable.
    assert not stands_somewhere(SECRET)


def test_a_public_employment_service_of_the_labour_authority_will_do_too(world, path):
    office = Organisation.objects.create(name="TE-toimisto", kind="labour_authority")
    world.tryout.arranger = office
    world.tryout.save()
    episode = commands.plan_episode(path, service=world.tryout, starts_on=DAY, planned_ends_on=SOON, on=DAY, by=world.aino)
    assert obliged(world, path, episode).pk


def test_a_required_visit_past_its_day_is_a_gap_whose_name_tells_nothing(world, path):
    row = obliged(world, path, working(world, path))
    assert "visit_unrecorded" not in codes(SOON, path)
    (breach,) = [each for each in breaches(LATE) if each.kind.code == "visit_unrecorded"]
    assert (breach.since, str(breach.kind.name)) == (SOON, "An agreed visit is not recorded")
    commands.settle_visit(row, visited=False, outcome="Ei tullut; varataan uusi", on=LATE, by=world.aino)
    assert "visit_unrecorded" not in codes(LATE, path)


def test_only_the_responsible_worker_and_the_persons_nurse_read_of_a_required_visit(world, path):
    obliged(world, path, working(world, path))

    def sees(user):
        people = path.client.__class__.objects.filter(visible(world.actor(user), "required_visits.see"))
        return people.filter(pk=path.client_id).exists()

    commands.open_path(path.client, ground="contact", on=DAY, by=world.aino)
    assert sees(world.aino)
    assert not sees(world.lead)
    assert not sees(world.bertil)
    assert not sees(world.clerk)


def test_a_path_is_not_closed_over_what_is_open(world, path):
    closing = {"outcome": "other", "reason": "Muutto", "continuation_plan": "Uusi kunta", "on": DAY, "by": world.aino}
    row = begun(path, world)
    with pytest.raises(refusals.ClarificationIsOpen):
        commands.close_path(path, **closing)
    commands.drop_clarification(row, reason="Muutto", on=DAY, by=world.aino)
    episode = working(world, path)
    visit = obliged(world, path, episode)
    commands.end_episode(
        episode, ended_on=DAY, reason="Muutto", following=commands.Following(open_end=True), on=DAY, by=world.aino
    )
    Assessment.objects.filter(path=path, held_on__isnull=True).update(held_on=DAY, next_step="Muutto")
    with pytest.raises(refusals.ObligationIsOpen):
        commands.close_path(path, **closing)
    commands.settle_visit(visit, visited=False, outcome="Muutti", on=DAY, by=world.aino)
    assert commands.close_path(path, **closing).pk


# --- Escort -----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-18")
def test_the_client_is_escorted_to_the_counsellors_needs_assessment_which_waits_for_the_arrival(world, path):
    given = {
        "reason": "Velat ja asuminen", "meeting_on": DAY + timedelta(days=5), "assessment_due_on": DAY + timedelta(days=60),
        "client_agreed_on": DAY, "on": DAY, "by": world.aino,
    }  # fmt: skip
    with pytest.raises(refusals.EscortDayIsMissing):
        commands.escort_to_social_work(path, receiver=world.counsellor, **(given | {"meeting_on": None}))
    with pytest.raises(refusals.NotOfSocialWork):
        commands.escort_to_social_work(path, receiver=world.bertil, **given)
    made = commands.escort_to_social_work(path, receiver=world.counsellor, **given)
    needs = Assessment.objects.get(path=path, kind="service_needs")
    assert (made.assessment, needs.due_on) == (needs, DAY + timedelta(days=60))
    assert MainNeed.objects.get(path=path).need == "adult_social_work"
    holding = {"summary": "Tarve arvioitu", "next_step": "Sosiaalinen kuntoutus", "by": world.counsellor}
    with pytest.raises(refusals.NotYetEscorted, match="Outi Ohjaaja"):
        commands.hold_assessment(needs, on=DAY, **holding)
    commands.accept_handover(made, on=DAY, by=world.counsellor)
    met = DAY + timedelta(days=5)
    commands.record_meeting_with_receiver(made, met_on=met, on=met, by=world.counsellor, together=True)
    assert commands.hold_assessment(needs, on=met, **holding).held_by == world.counsellor


def test_an_escort_returned_leaves_no_assessment_that_nobody_makes(world, path):
    made = commands.escort_to_social_work(
        path, receiver=world.counsellor, reason="Velat", meeting_on=SOON, assessment_due_on=SOON, client_agreed_on=DAY, on=DAY,
        by=world.aino,
    )  # fmt: skip
    commands.return_handover(made, reason="Ei tarvetta", on=DAY, by=world.counsellor)
    assert not Assessment.objects.filter(path=path, kind="service_needs").exists()


def test_the_history_of_a_required_visit_names_no_reason(world, path):
    row = obliged(world, path, working(world, path))
    assert VisitObligation.objects.get().pk == row.pk
    assert not stands_somewhere("juopuneena")


# --- Linked services --------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-27")
def test_social_rehabilitation_has_substance_and_mental_health_services_linked_in_their_own_units(world, path):
    clinic = Organisation.objects.create(name="A-klinikkasäätiö", kind="association")
    social = Service.objects.create(
        name="Sosiaalinen kuntoutus", kind="social_rehabilitation", direction=Direction.REHABILITATION,
        arranger=world.municipality, starts_on=BEGAN,
    )  # fmt: skip
    episode = agree(
        world, path, service=social, place=world.library, starts_on=DAY, ends_on=SOON, pension="disability_pension", goal="Arki"
    ).episode
    told = {"service": "substance", "organisation": clinic, "unit": "A-klinikka", "client_agreed_on": DAY, "on": DAY}
    for wrong, refusal in (
        ({"unit": " "}, refusals.OwnUnitIsMissing),
        ({"unit": "kirjasto"}, refusals.OwnUnitIsMissing),
        ({"client_agreed_on": None}, ClientHasNotAgreed),
    ):
        with pytest.raises(refusal):
            commands.link_service(episode, **(told | wrong), by=world.aino)
    rows = [
        commands.link_service(episode, **(told | {"service": service, "unit": unit}), by=world.aino)
        for service, unit in (("substance", "A-klinikka"), ("mental_health", "Mielenterveystoimisto"))
    ]
    with pytest.raises(refusals.LinkStands):
        commands.link_service(episode, **told, by=world.aino)
    assert [str(row) for row in episode.linked_services.all()] == [
        "substance service, A-klinikka", "mental-health service, Mielenterveystoimisto",
    ]  # fmt: skip
    commands.end_linked_service(rows[0], on=DAY, by=world.aino)
    assert [row.pk for row in episode.linked_services.in_force(SOON)] == [rows[1].pk]
    other = commands.plan_episode(path, service=world.debt, starts_on=DAY, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotSocialRehabilitation):
        commands.link_service(other, **told, by=world.aino)
