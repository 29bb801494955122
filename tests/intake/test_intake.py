"""Intake into Kemi's trial: initiative, answer, criteria, waiting list, selection, plan, and the programme's dates."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from nivel.access.models import Organisation
from nivel.access.refusal import Refusal
from nivel.clients.disclosures import NoGroundToDisclose
from nivel.clients.models import EmploymentStatus
from nivel.clients.queries import responsible_worker
from nivel.intake import commands
from nivel.intake.models import Enrolment, Referral, Selection
from nivel.intake.queries import to_hand_over, waiting_list
from nivel.intake.refusals import (
    AnswerComesFromReceiver,
    CriteriaAreNotChecked,
    CriteriaAreNotMet,
    InitiatorIsUnknown,
    PlanWithReferralIsMissing,
    ProgrammeHasEnded,
    ProgrammeHasNotBegun,
    ReferralIsAnswered,
    ReferralIsNotAccepted,
    SelectionIsMade,
)
from nivel.paths import commands as paths
from nivel.paths.models import Path
from nivel.paths.queries import next_step
from nivel.paths.refusals import ReasonIsMissing
from tests.intake.kemi import DAY, initiative, jobseeker, judged, kela, not_registered, paid, referred
from tests.world import make_world, permit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kemi(settings):
    settings.PROGRAMME = "kemi-2012"


def record(world, client, initiator="client", *, received_on=DAY, **more):
    return commands.record_referral(
        client, origin=initiative(initiator), reason="Tarvitsee tukea", received_on=received_on, on=received_on,
        by=world.clerk, **more,
    )  # fmt: skip


def accepted(world, client, **more):
    row = record(world, client, **more)
    return commands.answer_referral(row, answer="accepted", reason="", worker=world.aino, on=row.received_on, by=world.lead)


def decide(world, row, *, taken=True, on=DAY, reason="Etuoikeutettu"):
    return commands.decide_selection(row, taken=taken, decider="Työllisyyspäällikkö", reason=reason, on=on, by=world.lead)


@pytest.mark.requirement("KEM-14")
@pytest.mark.parametrize("initiator", ["municipality", "labour_authority", "kela", "provider", "client"])
def test_the_initiative_may_come_from_each_of_five(world, initiator):
    row = record(world, referred(1, "Aura Ahola"), initiator)
    assert row.initiator == initiator
    assert waiting_list(DAY) == []
    with pytest.raises(InitiatorIsUnknown):
        record(world, referred(2, "Oiva Ojala"), "neighbour")


@pytest.mark.requirement("KEM-17")
def test_a_referral_is_accepted_or_returned_with_a_reason_in_and_between_organisations(world):
    client = referred(1, "Aura Ahola")
    row = record(world, client, "kela")
    with pytest.raises(ReasonIsMissing):
        commands.answer_referral(row, answer="returned", reason=" ", on=DAY, by=world.lead)
    commands.answer_referral(row, answer="returned", reason="Asuu muualla", on=DAY, by=world.lead)
    with pytest.raises(ReferralIsAnswered):
        commands.answer_referral(row, answer="accepted", reason="", on=DAY, by=world.lead)
    assert not Path.objects.filter(client=client).exists()
    again = accepted(world, client)
    assert responsible_worker(client, DAY) == world.aino
    with pytest.raises(NoGroundToDisclose):
        record(world, client, "municipality", to_organisation=kela())
    permit("employment", client, world.municipality, kela(), DAY)
    out = record(world, client, "municipality", to_organisation=kela())
    assert client.disclosures.get().receiver == kela()
    path = Path.objects.get(client=client)
    assert path.tasks.filter(worker=world.aino, due_on=out.answer_due_on).exists()
    assert next_step(path, DAY)
    with pytest.raises(AnswerComesFromReceiver):
        commands.answer_referral(out, answer="accepted", reason="", on=DAY, by=world.aino)
    told = commands.answer_referral(
        out, answer="returned", reason="Kuntoutuspäätös puuttuu", told_by="Kelan Maija", on=DAY, by=world.aino
    )
    assert told.answer_reason == "Kelan Maija: Kuntoutuspäätös puuttuu"
    assert again.answer == "accepted"


@pytest.mark.requirement("KEM-09")
@pytest.mark.parametrize(("days", "belongs"), [(499, False), (500, True)])
def test_criterion_a_is_500_days_of_benefit_on_unemployment(world, days, belongs):
    client = referred(1, "Aura Ahola")
    paid(client, days)
    row = accepted(world, client)
    check = commands.check_eligibility(row, judged(), on=DAY, by=world.lead)
    assert check.belongs is belongs
    assert check.criteria[0]["measured"] == {"benefit_days": days}


@pytest.mark.requirement("KEM-10")
@pytest.mark.parametrize(
    ("since", "risk", "belongs"),
    [(date(2014, 3, 12), True, True), (date(2014, 3, 12), False, False), (date(2014, 3, 13), True, False)],
)
def test_criterion_b_is_12_months_unbroken_and_a_recorded_risk(world, since, risk, belongs):
    client = referred(1, "Aura Ahola")
    jobseeker(client, since)
    row = accepted(world, client)
    check = commands.check_eligibility(row, judged(risk=risk), on=DAY, by=world.lead)
    assert check.belongs is belongs
    assert check.judgements == {"risk_of_exclusion": risk}


@pytest.mark.requirement("KEM-12")
def test_a_client_of_social_assistance_whom_no_register_knows_as_a_jobseeker_can_be_taken_in(world):
    client = referred(1, "Aura Ahola")
    not_registered(client)
    row = accepted(world, client, initiator="municipality")
    check = commands.check_eligibility(row, judged(risk=True, since=date(2013, 9, 1)), on=DAY, by=world.lead)
    assert check.belongs
    decide(world, row)
    enrolment = commands.enrol(row, starts_on=DAY, on=DAY, by=world.lead)
    assert enrolment.referral.plan is None


@pytest.mark.requirement("KEM-12")
@pytest.mark.parametrize(
    ("status", "jobseeker"), [("employed", True), ("unemployed", True), ("in_service", True), ("not_registered", False)]
)
def test_whoever_meets_the_criteria_is_taken_whatever_the_status_and_only_a_jobseekers_plan_is_asked_for(
    world, status, jobseeker
):
    """Employed is also the jobseeker in wage-subsidised work in the intermediate labour market."""
    client = referred(1, "Aura Ahola")
    paid(client, 500)
    EmploymentStatus.objects.create(client=client, status=status, starts_on=date(2014, 1, 1), source="ura")
    row = accepted(world, client)
    assert commands.check_eligibility(row, judged(), on=DAY, by=world.lead).belongs
    decide(world, row)
    if jobseeker:
        with pytest.raises(PlanWithReferralIsMissing):
            commands.enrol(row, starts_on=DAY, on=DAY, by=world.lead)
    else:
        assert commands.enrol(row, starts_on=DAY, on=DAY, by=world.lead).client == client


@pytest.mark.requirement("KEM-11")
def test_those_with_needs_of_both_kinds_come_first_on_the_waiting_list(world):
    rows = {}
    for number, (name, needs) in enumerate(
        [("Aura Ahola", ("skill",)), ("Oiva Ojala", ("skill", "life_management")), ("Eila Erola", ("life_management",))], start=1
    ):
        client = referred(number, name)
        paid(client, 600)
        received = DAY + timedelta(days=number)
        rows[name] = accepted(world, client, received_on=received)
        commands.check_eligibility(rows[name], judged(needs=needs), on=received, by=world.lead)
    # Who came first of all, with needs of both kinds, but does not meet the criteria, waits behind those who do.
    unmet = accepted(world, referred(4, "Urho Uusi"), received_on=DAY)
    commands.check_eligibility(unmet, judged(needs=("skill", "life_management")), on=DAY, by=world.lead)
    on = DAY + timedelta(days=10)
    assert [row.referral.client.name for row in waiting_list(on)] == ["Oiva Ojala", "Aura Ahola", "Eila Erola", "Urho Uusi"]
    assert [row.eligibility.priority for row in waiting_list(on)] == [True, False, False, True]
    with pytest.raises(CriteriaAreNotMet):
        decide(world, unmet, on=on)


@pytest.mark.requirement("KEM-15")
def test_the_municipality_decides_who_is_taken_with_decider_and_reason_and_the_rank_then(world):
    rows = []
    for number in (1, 2, 3):
        client = referred(number, f"Asiakas Numero{number}")
        paid(client, 600)
        rows.append(accepted(world, client, received_on=DAY + timedelta(days=number)))
    on = DAY + timedelta(days=10)
    with pytest.raises(CriteriaAreNotChecked):
        decide(world, rows[1], on=on)
    for row in rows:
        commands.check_eligibility(row, judged(), on=on, by=world.lead)
    with pytest.raises(ReasonIsMissing):
        decide(world, rows[1], reason=" ", on=on)
    made = decide(world, rows[1], on=on)
    assert (made.decider, made.reason, made.rank, made.waiting) == ("Työllisyyspäällikkö", "Etuoikeutettu", 2, 3)
    decide(world, rows[0], taken=False, on=on)
    assert [row.referral for row in waiting_list(on)] == [rows[2]]
    with pytest.raises(SelectionIsMade):
        decide(world, rows[1], on=on)


def test_nobody_is_taken_who_does_not_meet_the_criteria_or_whose_referral_is_not_accepted(world):
    client = referred(1, "Aura Ahola")
    row = record(world, client)
    with pytest.raises(ReferralIsNotAccepted):
        decide(world, row)
    commands.answer_referral(row, answer="accepted", reason="", worker=world.aino, on=DAY, by=world.lead)
    commands.check_eligibility(row, judged(), on=DAY, by=world.lead)
    with pytest.raises(CriteriaAreNotMet):
        decide(world, row)
    assert decide(world, row, taken=False).taken is False


@pytest.mark.requirement("KEM-16")
def test_a_jobseeker_comes_in_only_with_the_referral_agreed_in_the_plan_in_force(world):
    client = referred(1, "Aura Ahola")
    paid(client, 600)
    jobseeker(client, date(2012, 1, 1))
    row = accepted(world, client)
    commands.check_eligibility(row, judged(), on=DAY, by=world.lead)
    decide(world, row)
    with pytest.raises(PlanWithReferralIsMissing):
        commands.enrol(row, starts_on=DAY, on=DAY, by=world.lead)
    path = Path.objects.get(client=client)
    plan = paths.make_plan(
        path, kind="employment", starts_on=DAY, review_on=DAY + timedelta(days=90), client_agreed_on=DAY, on=DAY, by=world.aino
    )
    commands.agree_referral_in_plan(row, plan, on=DAY, by=world.aino)
    later = DAY + timedelta(days=30)
    plan.ends_on = later - timedelta(days=1)
    plan.save()
    with pytest.raises(PlanWithReferralIsMissing):
        commands.enrol(row, starts_on=later, on=later, by=world.lead)
    assert commands.enrol(row, starts_on=plan.ends_on, on=plan.ends_on, by=world.lead).referral.plan == plan


@pytest.mark.requirement("KEM-04")
def test_nobody_comes_in_before_the_programme_or_after_its_end_and_at_its_end_each_is_listed_to_be_handed_over(world):
    early, late = referred(1, "Aura Ahola", on=date(2012, 8, 1)), referred(2, "Oiva Ojala")
    with pytest.raises(ProgrammeHasNotBegun):
        record(world, early, received_on=date(2012, 8, 31))
    with pytest.raises(ProgrammeHasEnded):
        record(world, late, received_on=date(2016, 1, 1))
    for number, day in ((3, date(2012, 9, 1)), (4, date(2015, 12, 31))):
        assert record(world, referred(number, "Raja Ranta", on=date(2012, 8, 1)), received_on=day).received_on == day
    paid(late, 600)
    row = accepted(world, late)
    commands.check_eligibility(row, judged(), on=DAY, by=world.lead)
    decide(world, row)
    with pytest.raises(ProgrammeHasEnded):
        commands.enrol(row, starts_on=date(2016, 1, 1), on=date(2016, 1, 1), by=world.lead)
    enrolment = commands.enrol(row, starts_on=DAY, on=DAY, by=world.lead)
    assert to_hand_over(DAY) == []
    for on in (date(2015, 12, 1), date(2016, 1, 15)):
        (leaver,) = to_hand_over(on)
        assert (leaver.enrolment, leaver.path_open, leaver.handover_open) == (enrolment, True, False)
    path = Path.objects.get(client=late)
    te_office = Organisation.objects.create(name="Lapin TE-toimisto", kind="labour_authority")
    paths.propose_handover(
        path, receiver=paths.Outside(te_office, "Virkailija"), reason="Kokeilu päättyy", client_agreed_on=date(2015, 12, 1),
        on=date(2015, 12, 1), by=world.aino,
    )  # fmt: skip
    assert to_hand_over(date(2015, 12, 2))[0].handover_open
    commands.end_enrolment(row, ends_on=date(2015, 12, 31), reason="Siirtyi TE-toimistoon", on=date(2015, 12, 31), by=world.lead)
    assert to_hand_over(date(2016, 1, 15)) == []


@pytest.mark.requirement("POR-17")
def test_the_clientship_goes_on_when_the_age_limit_passes_and_work_begins(world, settings):
    settings.PROGRAMME = "pori-2017"
    day = date(2018, 1, 15)
    client = referred(1, "Aura Ahola", on=day)
    client.born_on = date(1993, 2, 1)
    client.save()
    jobseeker(client, date(2017, 2, 1))
    row = accepted(world, client, received_on=day)
    commands.check_eligibility(row, judged(), on=day, by=world.lead)
    decide(world, row, on=day)
    path = Path.objects.get(client=client)
    plan = paths.make_plan(
        path, kind="employment", starts_on=day, review_on=day + timedelta(days=90), client_agreed_on=day, on=day, by=world.aino
    )
    commands.agree_referral_in_plan(row, plan, on=day, by=world.aino)
    commands.enrol(row, starts_on=day, on=day, by=world.lead)
    paths.plan_episode(path, service=world.mandatory, starts_on=date(2018, 3, 1), on=date(2018, 3, 1), by=world.aino)
    jobseeker_no_more = date(2018, 4, 1)
    client.employment_statuses.update(ends_on=jobseeker_no_more)
    assert client.age(date(2018, 6, 1)) == 25
    for on in (date(2018, 6, 1), date(2018, 12, 31)):
        assert Enrolment.objects.in_force(on).filter(client=client).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_leave_one_decision(settings):
    settings.PROGRAMME = "kemi-2012"
    world = make_world()
    client = referred(1, "Aura Ahola")
    paid(client, 600)
    row = accepted(world, client)
    commands.check_eligibility(row, judged(), on=DAY, by=world.lead)
    together, refused = Barrier(2), []

    def run(taken):
        together.wait()
        try:
            decide(world, row, taken=taken)
        except Refusal as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(taken,)) for taken in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(each) for each in refused] == [SelectionIsMade]
    assert Selection.objects.count() == 1
    assert Referral.objects.count() == 1
