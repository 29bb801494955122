"""A new version of a plan loses nothing: tasks, parties and services go on, what is left out is let go, and the day itself has one plan."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from nivel.access.models import Organisation
from nivel.paths.assessment_refusals import AgreedBeforePath, GoalIsMissing, SeatIsKept, StatementStands, TaskIsOpen
from nivel.paths.commands import add_task, complete_task, drop_task, open_path, reopen_task
from nivel.paths.commands.plan_life import (
    accept_plan,
    ask_statement,
    discard_statement,
    draft_statement,
    name_party,
    record_statement,
    remove_party,
    review_plan,
    take_back_acceptance,
)
from nivel.paths.commands.planning import Occasion, ServiceTerms
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.commands.team import answer_proposal, call_team, propose_plan
from nivel.paths.models import Plan, StatementRequest, Task
from nivel.paths.plan_papers import plan_facts
from nivel.paths.plans import plan_in_force, plans_in_force, tasks_of
from nivel.paths.process_refusals import TaskHasItsPage
from nivel.paths.refusals import AlreadyDecided, DayIsAhead, DayIsBefore, PartyHasAccepted, PlanHasEnded
from nivel.services.models import Direction, Service
from tests.paths.test_plans import agree
from tests.world import BEGAN, DAY, person

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=30)


@pytest.fixture
def te(world):
    return Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind="labour_authority")


@pytest.fixture
def path(world):
    return open_path(person(33, "Versio Viljanen"), ground="contact", on=DAY, by=world.aino)


def work(world, due_on=SOON):
    return (ServiceTerms(world.rehabilitative_work, "Rytmi", due_on),)


def undone(on):
    return set(Task.objects.undone_on(on).values_list("text", flat=True))


def test_on_the_day_of_a_change_only_the_new_version_is_in_force(world, path):
    first = agree(path, world.aino)
    second = agree(path, world.bertil, seen=first.pk, reason="Korjaus")
    assert plans_in_force(path, DAY) == [second]
    assert list(Plan.objects.filter(path=path).in_force(DAY - timedelta(days=1))) == []
    with pytest.raises(PlanHasEnded):
        review_plan(first, text="Katsottu", next_review_on=SOON, on=DAY, by=world.aino)


def test_a_plan_replaced_on_its_own_review_day_goes_over_to_the_new_one_without_a_gap(world, path):
    first = agree(path, world.aino, review_on=SOON)
    second = agree(path, world.aino, on=SOON, seen=first.pk, reason="Tarkistus")
    assert plan_in_force(path, SOON - timedelta(days=1)) == first
    assert plans_in_force(path, SOON) == [second]


@pytest.mark.parametrize("second", ["aino", "bertil"])
def test_a_task_of_a_service_that_was_done_is_not_made_again_by_the_next_version(world, path, second):
    world.bertil.language = "sv"
    plan = agree(path, world.aino, services=work(world))
    for task in Task.objects.all():
        complete_task(task, on=DAY, by=world.aino)
    agree(path, getattr(world, second), on=SOON, seen=plan.pk, reason="Päivitys", services=work(world))
    assert undone(SOON) == set()


def test_what_comes_again_between_the_versions_is_made_anew_once_the_former_is_done(world, path, te):
    training = Service.objects.create(
        name="Koulutus", kind="labour_training", direction=Direction.EDUCATION, arranger=te, starts_on=BEGAN
    )
    services = (ServiceTerms(training, "Ammatti", SOON),)
    plan = agree(path, world.aino, services=services)
    for task in plan.tasks.all():
        complete_task(task, on=DAY, by=world.aino)
    agree(path, world.aino, on=SOON, seen=plan.pk, reason="Päivitys", services=services)
    assert undone(SOON) == {"Koulutus: Seuraa palvelua ja soita asiakkaalle suunnitelman päivitysten välillä"}


def test_the_tasks_of_a_service_left_out_of_the_plan_are_let_go_with_the_reason(world, path):
    plan = agree(path, world.aino, services=work(world), tasks=(TaskTerms("Soita isännöitsijälle", "client", SOON),))
    agree(path, world.aino, on=SOON, seen=plan.pk, reason="Ei onnistu")
    assert undone(SOON) == {"Soita isännöitsijälle"}
    dropped = Task.objects.filter(dropped_on=SOON)
    assert {task.dropped_reason for task in dropped} == {"Palvelu ei ole enää suunnitelmassa."}
    assert dropped.count() == 3


def test_a_service_that_another_plan_in_force_has_keeps_its_tasks(world, path):
    agree(path, world.aino, "coaching", services=work(world))
    plan = agree(path, world.aino, services=work(world))
    before = undone(SOON)
    agree(path, world.aino, on=SOON, seen=plan.pk, reason="Ei enää tässä")
    assert undone(SOON) == before != set()


def test_the_paper_of_a_new_version_has_the_tasks_that_still_stand_and_what_the_client_agreed_to_do(world, path):
    plan = agree(path, world.aino, services=work(world), tasks=(TaskTerms("Soita", "client", SOON),))
    add_task(path, text="Päivitä ansioluettelo", doer="client", due_on=SOON, on=DAY, by=world.aino)
    add_task(path, text="Soita Kelaan", doer="worker", worker=world.aino, due_on=SOON, on=DAY, by=world.aino)
    done = plan.tasks.get(text="Soita")
    complete_task(done, on=DAY, by=world.aino)
    newer = agree(path, world.aino, on=SOON, seen=plan.pk, reason="Päivitys", services=work(world))
    told = {task["text"] for task in plan_facts(newer, SOON)["tasks"]}
    assert "Päivitä ansioluettelo" in told
    assert "Kuntouttava työtoiminta: Aloita sovittu palvelu" in told
    assert told.isdisjoint({"Soita", "Soita Kelaan"})
    assert done in tasks_of(plan)


def test_who_was_named_to_the_plan_and_what_each_can_do_stand_in_the_next_version_unsigned(world, path, te):
    plan = agree(path, world.aino)
    told = {"on": DAY, "by": world.aino}
    name_party(plan, party="labour_authority", name="Teemu", organisation=te, contribution="Palkkatuki", **told)
    name_party(plan, party="provider", name="Paja", contribution="Työpaikka", **told)
    newer = agree(path, world.aino, on=SOON, seen=plan.pk, reason="Päivitys")
    seats = {row.party: (row.name, row.contribution, row.signed_on) for row in newer.parties.all()}
    assert seats["labour_authority"] == ("Teemu", "Palkkatuki", None)
    assert seats["provider"] == ("Paja", "Työpaikka", None)
    assert (seats["client"][2], seats["municipality"][2]) == (SOON, SOON)


def test_a_plan_has_a_goal(world, path):
    for goals in ((), ((" ", "work"),)):
        with pytest.raises(GoalIsMissing):
            agree(path, world.aino, goals=goals)


def test_the_plan_made_after_the_teams_proposal_is_the_meetings_plan(world, path):
    meeting = call_team(path, meets_on=DAY, agenda="Ehdotus", seats=[(world.aino, "valmentaja")], on=DAY, by=world.aino)
    propose_plan(meeting, proposal="Kokeilu", plan_kind="progress", present=[world.aino], on=DAY, by=world.aino)
    answer_proposal(meeting, "accepted", on=DAY, by=world.aino)
    agree(path, world.aino, "coaching")
    plan = agree(path, world.aino, "progress")
    meeting.refresh_from_db()
    assert meeting.plan == plan


def test_a_plan_was_not_agreed_before_the_path_nor_looked_at_before_it_began(world, path):
    with pytest.raises(AgreedBeforePath, match=r"12\.3\.2020"):
        agree(path, world.aino, occasion=Occasion(DAY - timedelta(days=1)))
    plan = agree(path, world.aino, on=SOON)
    with pytest.raises(DayIsBefore):
        review_plan(plan, text="Katsottu", next_review_on=SOON + timedelta(days=9), on=DAY, by=world.aino)


# --- Statements to payers -------------------------------------------------------------------------------------------------


@pytest.fixture
def statement(world, path, te):
    kela = Organisation.objects.create(name="Kela", kind="kela")
    terms = {"draft": "", "asked_of": te, "payer": kela, "on": DAY, "by": world.aino}
    return draft_statement(path, topic="Oikeus etuuteen", **terms), terms


def test_the_same_statement_is_not_asked_for_twice_and_another_matter_or_a_later_time_is(world, path, statement):
    row, terms = statement
    with pytest.raises(StatementStands):
        draft_statement(path, topic=" oikeus ETUUTEEN", **terms)
    draft_statement(path, topic="Työttömyyden alkaminen", **terms)
    ask_statement(row, on=DAY, by=world.aino)
    with pytest.raises(StatementStands):
        draft_statement(path, topic="Oikeus etuuteen", **terms)
    record_statement(row, given_by_name="Teemu", content="Myönteinen", given_on=DAY, on=DAY, by=world.aino)
    draft_statement(path, topic="Oikeus etuuteen", **terms)


def test_a_statement_cannot_have_been_given_on_a_day_to_come(world, statement):
    row = ask_statement(statement[0], on=DAY, by=world.aino)
    with pytest.raises(DayIsAhead):
        record_statement(row, given_by_name="Teemu", content="Myönteinen", given_on=SOON, on=DAY, by=world.aino)


def test_a_draft_that_nobody_was_asked_by_is_taken_away_and_one_asked_is_not(world, path, statement):
    row, terms = statement
    ask_statement(row, on=DAY, by=world.aino)
    with pytest.raises(AlreadyDecided):
        discard_statement(row, on=DAY, by=world.aino)
    other = draft_statement(path, topic="Vahingossa", **terms)
    discard_statement(other, on=DAY, by=world.aino)
    assert list(StatementRequest.objects.all()) == [row]


def test_what_the_model_makes_of_a_plan_is_said_on_paper_in_the_language_of_the_paper(world, path):
    plan = agree(path, world.aino, services=work(world), tasks=(TaskTerms("Soita", "client", SOON),))
    with override("sv"):
        told = {task["text"] for task in plan_facts(plan, DAY)["tasks"]}
    assert "Arbetsverksamhet i rehabiliteringssyfte: Börja i den avtalade tjänsten" in told
    assert "Soita" in told


# --- Mistakes ------------------------------------------------------------------------------------------------------------


def test_a_task_marked_done_or_dropped_by_mistake_is_to_be_done_again_by_its_day(world, path):
    done, dropped = (
        add_task(path, text=text, doer="client", due_on=SOON, on=DAY, by=world.aino) for text in ("Soita", "Kirjoita")
    )
    with pytest.raises(TaskIsOpen):
        reopen_task(done, on=DAY, by=world.aino)
    complete_task(done, on=DAY, by=world.aino)
    drop_task(dropped, reason="Turha", on=DAY, by=world.aino)
    assert undone(DAY) == set()
    for task in (done, dropped):
        assert reopen_task(task, on=DAY, by=world.aino).due_on == SOON
    assert undone(DAY) == {"Soita", "Kirjoita"}


def test_what_is_settled_by_an_act_of_its_own_is_not_reopened_by_a_mark(world, path):
    told = {"path": path, "doer": "worker", "worker": world.aino, "made_on": DAY, "due_on": SOON, "done_on": DAY}
    for kind in ("process", "proposal", "referral", "debriefing"):
        with pytest.raises(TaskHasItsPage):
            reopen_task(Task.objects.create(text=kind, kind=kind, **told), on=DAY, by=world.aino)


def test_a_party_named_by_mistake_is_removed_and_the_models_own_place_is_empty_again(world, path, te):
    plan, told = agree(path, world.aino), {"on": DAY, "by": world.aino}
    seat = name_party(plan, party="labour_authority", name="Väärä", organisation=te, contribution="x", **told)
    other = name_party(plan, party="provider", name="Paja", **told)
    accept_plan(seat, means="spoken", signed_on=DAY, **told)
    with pytest.raises(PartyHasAccepted):
        remove_party(seat, **told)
    take_back_acceptance(seat, **told)
    for each in (seat, other):
        remove_party(each, **told)
    rows = {row.party: (row.name, row.contribution, row.organisation, row.signed_on) for row in plan.parties.all()}
    assert rows["labour_authority"] == ("", "", None, None)
    assert "provider" not in rows
    for own in plan.parties.filter(party__in=("client", "municipality")):
        with pytest.raises(SeatIsKept):
            remove_party(own, **told)
        with pytest.raises(SeatIsKept):
            take_back_acceptance(own, **told)
