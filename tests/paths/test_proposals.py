"""Sohvi: the periodic interview becomes a task and a time, and the client's own proposal becomes a plan, is altered or comes back."""

from datetime import date, timedelta

import pytest

from nivel.access.commands import (
    AccountIsAWorkers,
    NoAccountOfClient,
    RoleUnknown,
    assign_role,
    close_own_account,
    open_own_account,
)
from nivel.clients.commands import name_responsible, open_account
from nivel.clients.models import Client, EmploymentStatus
from nivel.meetings.commands.appointments import tell_outcome
from nivel.meetings.models import Appointment
from nivel.paths import commands, proposal_refusals
from nivel.paths.commands import Proposed
from nivel.paths.commands.plan_life import name_party
from nivel.paths.commands.planning import Occasion, PhaseTerms, PlanContent, ServiceTerms, agree_plan
from nivel.paths.interviews import interviews_due
from nivel.paths.models import Plan, PlanProposal, Task
from nivel.paths.process_refusals import TaskHasItsPage
from nivel.paths.refusals import ClientHasNotAgreed
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db
BEGAN = date(2019, 12, 9)  # three months are full on 9.3.2020
DUE = date(2020, 3, 9)
WEEK = timedelta(days=7)
WISH = Proposed("Työ keittiössä", "work", "Haen kolmea paikkaa", DAY + WEEK)


@pytest.fixture
def path(world):
    client = person(1, on=BEGAN)
    EmploymentStatus.objects.create(client=client, status="unemployed", starts_on=BEGAN, source="testi")
    name_responsible(client, world.aino, on=BEGAN, by=None)
    return commands.open_path(client, ground="contact", on=BEGAN, by=world.aino)


@pytest.fixture
def own(world, path):
    return open_account(path.client, "lea.lehto", on=DAY, by=world.aino).user


def due(on=DAY):
    return [(row.path, row.due_on) for row in interviews_due(Client.objects.all(), on)]


# --- The periodic interview -------------------------------------------------------------------------------------------


@pytest.mark.requirement("REL-05")
def test_after_three_months_unbroken_the_interview_is_due_and_becomes_a_task_and_a_time(world, path):
    assert due(DUE - timedelta(days=15)) == []
    assert due(DUE - timedelta(days=14)) == due() == [(path, DUE)]
    with pytest.raises(proposal_refusals.InterviewIsNotDue):
        commands.start_periodic_interview(path.client, on=DUE - 3 * WEEK, by=world.aino)
    task = commands.start_periodic_interview(path.client, on=DAY, by=world.bertil)
    assert (task.worker, task.due_on, task.kind) == (world.aino, DAY, Task.Kind.INTERVIEW)
    assert due() == []
    with pytest.raises(proposal_refusals.InterviewIsNotDue):
        commands.start_periodic_interview(path.client, on=DAY, by=world.aino)
    time = commands.book_periodic_interview(path, worker=world.aino, starts_at=moment(DAY + WEEK), on=DAY, by=world.aino)
    assert (time.kind, time.client, time.worker) == (Appointment.Kind.PERIODIC, path.client, world.aino)
    task.refresh_from_db()
    assert task.done_on == DAY
    assert due() == []
    # Held: the next is due three months from the first one's day. Missed: it is due still.
    held = DAY + WEEK
    tell_outcome(time, Appointment.Outcome.HELD, on=held, by=world.aino)
    assert due(date(2020, 5, 25)) == []
    assert due(date(2020, 5, 26)) == [(path, date(2020, 6, 9))]


@pytest.mark.requirement("REL-05")
def test_a_missed_interview_is_due_still_and_one_held_a_little_early_counts(world, path):
    time = commands.book_periodic_interview(path, worker=world.aino, starts_at=moment(DAY), on=DAY, by=world.aino)
    tell_outcome(time, Appointment.Outcome.NO_SHOW, on=DAY, by=world.aino)
    assert due() == [(path, DUE)]
    early = person(2, on=BEGAN)
    EmploymentStatus.objects.create(client=early, status="unemployed", starts_on=BEGAN, source="testi")
    other = commands.open_path(early, ground="contact", on=BEGAN, by=world.aino)
    on = DUE - timedelta(days=10)
    time = commands.book_periodic_interview(other, worker=world.bertil, starts_at=moment(on), on=on, by=world.aino)
    tell_outcome(time, Appointment.Outcome.HELD, on=on, by=world.aino)
    assert due() == [(path, DUE)]


@pytest.mark.requirement("REL-05")
def test_a_break_in_the_unemployment_begins_the_three_months_anew(world, path):
    EmploymentStatus.objects.update(ends_on=date(2020, 1, 31))
    EmploymentStatus.objects.create(client=path.client, status="unemployed", starts_on=date(2020, 2, 10), source="testi")
    assert due() == []
    assert due(date(2020, 5, 1)) == [(path, date(2020, 5, 10))]


# --- The client's own proposal ----------------------------------------------------------------------------------------


def sent(path, own, proposed=WISH, on=DAY):
    return commands.write_proposal(path, proposed, wishes="Mieluiten aamuvuoro", on=on, by=own)


@pytest.mark.requirement("REL-05")
def test_the_clients_proposal_is_accepted_into_a_version_of_the_plan_with_their_own_deed(world, path, own):
    made = {
        "kind": "employment",
        "starts_on": DAY,
        "review_on": DAY + 8 * WEEK,
        "client_agreed_on": DAY,
        "on": DAY,
        "by": world.aino,
    }
    former = commands.make_plan(path, **made)
    row = sent(path, own)
    assert (row.task.worker, row.task.due_on) == (world.aino, DAY + WEEK)
    with pytest.raises(TaskHasItsPage):
        commands.complete_task(row.task, on=DAY, by=world.aino)
    with pytest.raises(proposal_refusals.ProposalStands):
        sent(path, own)
    on = DAY + timedelta(days=1)
    row = commands.accept_proposal(row, review_on=on + 8 * WEEK, on=on, by=world.aino)
    plan = Plan.objects.in_force(on).get(path=path)
    assert (row.answer, row.plan, row.answered_by) == ("accepted", plan, world.aino)
    assert (plan.version, plan.replaces, plan.client_agreed_on, plan.own_words) == (2, former, DAY, "Mieluiten aamuvuoro")
    assert [(goal.text, goal.direction) for goal in plan.goals.all()] == [(WISH.goal, "work")]
    task = Task.objects.get(path=path, doer="client")
    assert (task.text, task.due_on) == (WISH.deed, WISH.deed_due_on)
    assert not Task.objects.undone_on(on).filter(kind=Task.Kind.PROPOSAL).exists()
    with pytest.raises(proposal_refusals.ProposalIsAnswered):
        commands.return_proposal(row, reason="Myöhässä", on=on, by=world.aino)


@pytest.mark.requirement("REL-05")
def test_the_officer_alters_it_with_the_client_or_returns_it_with_a_reason(world, path, own):
    row = sent(path, own)
    with pytest.raises(proposal_refusals.ProposalNeedsReason):
        commands.return_proposal(row, reason=" ", on=DAY, by=world.aino)
    row = commands.return_proposal(row, reason="Kerro, minne haet", on=DAY, by=world.aino)
    assert (row.answer, row.reason, row.plan) == ("returned", "Kerro, minne haet", None)
    assert not Plan.objects.filter(path=path).exists()
    row = sent(path, own)
    other = Proposed("Osa-aikainen työ keittiössä", "work", "Haen kahta paikkaa", DAY + WEEK)
    told = {"reason": "Jaksaminen", "client_agreed_on": DAY, "review_on": DAY + 8 * WEEK, "on": DAY, "by": world.aino}
    with pytest.raises(ClientHasNotAgreed):
        commands.alter_proposal(row, other, **told | {"client_agreed_on": None})
    with pytest.raises(proposal_refusals.AlterationIsMissing):
        commands.alter_proposal(row, WISH, **told)
    with pytest.raises(proposal_refusals.ProposalNeedsReason):
        commands.alter_proposal(row, other, **told | {"reason": ""})
    row = commands.alter_proposal(row, other, **told)
    assert (row.answer, row.goal, row.plan.goals.get().text) == ("altered", WISH.goal, other.goal)
    assert PlanProposal.objects.filter(path=path).count() == 2


@pytest.mark.requirement("REL-05")
def test_only_the_client_proposes_and_only_by_their_own_account(world, path, own):
    stranger = open_account(person(2), "toinen.asiakas", on=DAY, by=world.aino).user
    for user in (world.aino, stranger):
        with pytest.raises(proposal_refusals.NotTheClientsOwn):
            sent(path, user)
    close_own_account(path.client_id, on=DAY, by=world.aino)
    with pytest.raises(NoAccountOfClient):
        close_own_account(path.client_id, on=DAY, by=world.aino)
    with pytest.raises(proposal_refusals.NotTheClientsOwn):
        sent(path, own, Proposed("Työ", "work", "Haen", DAY + WEEK), on=DAY + timedelta(days=1))
    with pytest.raises(AccountIsAWorkers):
        open_own_account(world.aino, path.client_id, on=DAY, by=None)
    with pytest.raises(RoleUnknown):
        assign_role(own, "client", world.workshop, starts_on=DAY, by=None)


def test_of_interviews_that_nobody_recorded_only_the_newest_is_asked_for(world):
    long_ago = person(9, on=BEGAN)
    EmploymentStatus.objects.create(client=long_ago, status="unemployed", starts_on=date(2016, 2, 1), source="testi")
    (row,) = interviews_due(Client.objects.filter(pk=long_ago.pk), DAY)
    assert row.due_on == date(2020, 2, 1)
    assert row.verdict.value == date(2020, 2, 1)


def test_a_proposal_answered_by_a_stand_in_leaves_the_rest_of_the_plan_and_its_owner_as_they_were(world, path, own):
    content = PlanContent(
        goals=(("Työ rauhallisessa paikassa", "work"),),
        services=(ServiceTerms(world.debt, "Velat eivät estä työtä", DAY + WEEK),),
        phases=(PhaseTerms("Alku", goal="Rytmi"),),
        own_words="Askel kerrallaan.",
    )
    terms = {"occasion": Occasion(DAY), "review_on": DAY + 8 * WEEK, "on": DAY, "by": world.aino}
    former = agree_plan(path, kind="employment", content=content, seen=None, **terms)
    name_party(former, party="provider", name="Paja", contribution="Paikka", on=DAY, by=world.aino)
    on = DAY + timedelta(days=1)
    row = commands.accept_proposal(sent(path, own), review_on=on + 8 * WEEK, on=on, by=world.bertil)
    plan = row.plan
    assert [goal.text for goal in plan.goals.all()] == [WISH.goal, "Työ rauhallisessa paikassa"]
    assert [(each.service, each.employment_goal) for each in plan.services.all()] == [(world.debt, "Velat eivät estä työtä")]
    assert [(each.phase, each.goal) for each in plan.phases.all()] == [("Alku", "Rytmi")]
    seats = {seat.party: (seat.name, seat.means, seat.signed_on) for seat in plan.parties.all()}
    assert seats["client"] == (path.client.name, "electronic", DAY)
    assert seats["provider"] == ("Paja", "", None)
    assert (plan.owner, plan.made_by) == (world.aino, world.bertil)
    assert plan.tasks.filter(text=WISH.deed, doer="client").exists()


@pytest.mark.parametrize("gone", ["account", "role"])
def test_an_owner_who_has_left_is_not_kept(world, path, own, gone):
    commands.tell_main_need(path, "employment", on=DAY, by=world.aino)
    terms = {"occasion": Occasion(DAY), "review_on": DAY + 8 * WEEK, "on": DAY, "by": world.aino}
    agree_plan(path, kind="employment", content=PlanContent(goals=(("Työ", "work"),)), seen=None, **terms)
    row, on = sent(path, own), DAY + timedelta(days=1)
    if gone == "account":
        world.aino.is_active = False
        world.aino.save()
    else:
        world.aino.role_assignments.update(ends_on=DAY)
    assert commands.accept_proposal(row, review_on=on + 8 * WEEK, on=on, by=world.bertil).plan.owner == world.bertil
