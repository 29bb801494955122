"""Pension clarification, primary service, required visit, restricted placement, escort: the rules, what is closed, what is a gap."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission
from nivel.clients.models import Disclosure
from nivel.clients.permissions import visible
from nivel.paths import agreement_refusals, commands
from nivel.paths import clarification_refusals as refusals
from nivel.paths.commands.clarifications import ground_of, outcome_of
from nivel.paths.commands.restricted import sanction_of
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, MainNeed, PlacementRunner, PrimaryService, VisitObligation
from nivel.paths.queries import next_steps
from nivel.paths.refusals import ClientHasNotAgreed
from nivel.services.models import Direction, Service
from tests.paths.agreeing import agree, planned
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


def stands_somewhere(text):
    """Whether any value of any table has the text readable, the history included: as text, or as the plain bytes of a column."""
    return any(sought in table for table in everything_written() for sought in (text, text.encode().hex()))


def everything_written():
    """Every row of every table of the database as text: what a search, an export or a dump could find."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            yield cursor.fetchone()[0]


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


# --- Restricted placement ---------------------------------------------------------------------------------------------


def other(world):
    return Service.objects.create(
        name="Muu sijoitus", kind="other", direction=Direction.WORK, arranger=world.municipality, starts_on=BEGAN
    )


def placed(world, path, kind="community_service", *, on=DAY, limits=f"Vain päivisin kirjastossa, {SECRET}"):
    agreement = commands.AgreementTerms(
        on, on + timedelta(days=60), on, days_a_week=2, hours_a_day=Decimal(4), coaching=("individual", "work")
    )
    terms = commands.PlacementTerms(other(world), world.library, agreement)
    sanction = commands.Sanction(kind, limits, "Valvoja p. 040")
    return commands.make_other_placement(path, sanction=sanction, terms=terms, on=on, by=world.aino)


@pytest.mark.requirement("JOU-19")
@pytest.mark.parametrize("kind", ["community_service", "monitoring_sentence"])
def test_a_penal_sanction_is_placed_with_its_limits_and_seen_only_by_those_who_run_it(world, path, kind):
    with pytest.raises(refusals.LimitsAreMissing):
        placed(world, path, kind, limits=" ")
    Service.objects.filter(name="Muu sijoitus").delete()
    row = placed(world, path, kind)
    assert sanction_of(row).kind == kind
    assert str(row.episode) == "Muu sijoitus"
    assert row.episode.agreements.get().days_a_week == 2
    # The kinds of the workshop's clients stand in the model, these two restricted.
    from nivel.paths.parameters import own

    kinds = {each.kind: each.restricted for each in own().placements}
    assert {"rehabilitative_work", "work_tryout", "social_rehabilitation", "on_the_job_learning"} <= {
        each for each, restricted in kinds.items() if not restricted
    }
    assert {each for each, restricted in kinds.items() if restricted} == {"community_service", "monitoring_sentence"}

    def reads(user):
        people = path.client.__class__.objects.filter(visible(world.actor(user), "other_placements.see"))
        return people.filter(pk=path.client_id).exists()

    assert reads(world.aino)
    assert [reads(user) for user in (world.lead, world.bertil, world.counsellor, world.clerk, world.sari)] == [False] * 5


@pytest.mark.requirement("REL-27")
def test_what_a_restricted_placement_is_stands_readable_nowhere(world, path):
    placed(world, path)
    assert stands_somewhere("Muu sijoitus")
    for text in (SECRET, "community_service", "Valvoja p. 040"):
        assert not stands_somewhere(text)
    assert "community_service" not in json.dumps(list(path.episodes.values()), default=str)


def test_a_penal_sanction_is_never_planned_in_the_open(world, path):
    open_service = Service.objects.create(
        name="Yhdyskuntapalvelu", kind="community_service", direction=Direction.WORK, arranger=world.municipality, starts_on=BEGAN
    )
    with pytest.raises(refusals.PlacementIsRestricted):
        commands.plan_episode(path, service=open_service, starts_on=DAY, planned_ends_on=SOON, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotARestrictedKind):
        placed(world, path, "work_tryout")


def test_its_coaching_is_that_of_the_model(world, path):
    agreement = commands.AgreementTerms(DAY, SOON, DAY, days_a_week=2, hours_a_day=Decimal(4), coaching=("work",))
    terms = commands.PlacementTerms(other(world), world.library, agreement)
    sanction = commands.Sanction("community_service", "Vain kirjastossa")
    with pytest.raises(agreement_refusals.CoachingIsMissing):
        commands.make_other_placement(path, sanction=sanction, terms=terms, on=DAY, by=world.aino)


def test_another_is_let_in_by_one_who_runs_it_and_the_last_one_stays(world, path):
    row = placed(world, path)
    with pytest.raises(refusals.OnlyThoseWhoRunIt):
        commands.name_runner(row, world.lead, on=DAY, by=world.lead)
    (mine,) = row.runners.all()
    with pytest.raises(refusals.LastOneRunsIt):
        commands.end_runner(mine, on=DAY, by=world.aino)
    commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    with pytest.raises(refusals.AlreadyRuns):
        commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    commands.end_runner(mine, on=DAY, by=world.bertil)
    assert [each.worker for each in PlacementRunner.objects.in_force(SOON)] == [world.bertil]


def test_a_placement_whose_runner_has_left_is_a_gap_until_another_is_named(world, path):
    row = placed(world, path)
    name_responsible(path.client, world.bertil, on=DAY, by=None, ground="Aino lähtee")
    assert "placement_without_runner" not in codes(DAY, path)
    world.aino.is_active = False
    world.aino.save()
    assert "placement_without_runner" in codes(DAY, path)
    commands.name_runner(row, world.bertil, on=DAY, by=world.bertil)
    assert "placement_without_runner" not in codes(DAY, path)


def test_whoever_ran_a_placement_before_does_not_hold_it_any_more(world, path):
    row = placed(world, path)
    second = commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    commands.end_runner(row.runners.exclude(pk=second.pk).get(), on=DAY, by=world.bertil)
    world.bertil.is_active = False
    world.bertil.save()
    assert "placement_without_runner" not in codes(DAY, path), "on the last day of the first both ran it"
    assert "placement_without_runner" in codes(DAY + timedelta(days=1), path)


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
