"""Prosessit: a client is taken step by step, and at every moment somebody holds the step; the process of a service is told by facts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.access.models import Organisation
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission
from nivel.clients.models import CareRelationship, Disclosure
from nivel.paths import commands, process_refusals
from nivel.paths.commands import Onward
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.continuity import breaches
from nivel.paths.models import Task
from nivel.paths.process_facts import FACTS, known_steps, process_of_service
from nivel.paths.processes import carried, professions_signed
from nivel.paths.queries import next_step
from nivel.programmes.reader import read_file
from tests.paths.agreeing import ENDS, STARTS, agree, planned, terms
from tests.programmes.test_catalogue import SMALL, small
from tests.world import DAY, make_user, moment

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
CODE = "work_ability"


@pytest.fixture
def path(world):
    return planned(world, 1)


@pytest.fixture
def nurse(world):
    return make_user("Noora", "Hoitaja", "nurse", world.workshop)


@pytest.fixture
def clinic():
    return Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)


def begun(world, path):
    return commands.begin_process(path, CODE, owner=world.aino, due_on=DAY + WEEK, note="Jaksaminen", on=DAY, by=world.aino)


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


def permitted(world, path, clinic, on=DAY):
    terms = PermissionTerms("work_ability", world.municipality, clinic, "Työkyvyn arviointi", DAY + timedelta(days=200))
    return give_permission(path.client, terms, on=on, by=world.aino)


def signed(assessment, code, by, on, summary=""):
    sign_section(write_section(assessment, code, text=f"{code} kirjattu", summary=summary, on=on, by=by), on=on, by=by)


@pytest.mark.requirement("REL-06")
def test_work_ability_is_assessed_step_by_step_and_every_step_has_its_owner_and_day(world, path, nurse, clinic):
    run = begun(world, path)
    with pytest.raises(process_refusals.ProcessStands):
        begun(world, path)
    referral = commands.take_step(run, Onward("referral", world.bertil, DAY + 2 * WEEK, "Sovittu"), on=DAY, by=world.aino)
    assert (referral.task.worker, referral.task.due_on) == (world.bertil, DAY + 2 * WEEK)
    assert CareRelationship.objects.filter(client=path.client, worker=world.bertil).in_force(DAY).exists()
    # The referral goes nowhere without a receiver and a ground.
    on, to = DAY + WEEK, Onward("assessment", nurse, DAY + 8 * WEEK)
    with pytest.raises(process_refusals.ReceiverIsUnnamed):
        commands.take_step(run, to, on=on, by=world.bertil)
    to = Onward("assessment", nurse, DAY + 8 * WEEK, receiver=clinic)
    with pytest.raises(NoGroundToDisclose):
        commands.take_step(run, to, on=on, by=world.bertil)
    permission = permitted(world, path, clinic, on)
    commands.take_step(run, to, on=on, by=world.bertil)
    given = Disclosure.objects.get(client=path.client)
    assert (given.receiver, given.permission, given.data_class) == (clinic, permission, "work_ability")
    run.refresh_from_db()
    assert (run.assessment.kind, run.assessment.due_on) == ("work_ability", DAY + 8 * WEEK)
    # Several professions: one is not enough, and the client's own view is nobody's.
    on = DAY + 4 * WEEK
    signed(run.assessment, "health", nurse, on, summary="Kevennetty työ")
    signed(run.assessment, "own_view", world.aino, on)
    to = Onward("summary", world.aino, on + WEEK)
    with pytest.raises(process_refusals.ProfessionsAreMissing):
        commands.take_step(run, to, on=on, by=nurse)
    signed(run.assessment, "functional_capacity", world.aino, on)
    assert professions_signed(run.assessment, on) == {"nurse", "coach"}
    commands.take_step(run, to, on=on, by=nurse)
    # The conclusion needs the summary, and the way on its next step.
    on += timedelta(days=3)
    to = Onward("accommodated_work", world.aino, on + WEEK, next_step="Etsitään osa-aikainen työ")
    with pytest.raises(process_refusals.AssessmentIsNotHeld):
        commands.take_step(run, to, on=on, by=world.aino)
    commands.hold_assessment(run.assessment, summary="Työkykyä on", next_step="Työ mukautuksin", on=on, by=world.aino)
    with pytest.raises(process_refusals.NextStepIsUnnamed):
        commands.take_step(run, Onward("accommodated_work", world.aino, on + WEEK), on=on, by=world.aino)
    task = commands.take_step(run, to, on=on, by=world.aino)
    run.refresh_from_db()
    assert (run.way, run.concluded_on, run.next_task) == ("accommodated_work", on, task)
    assert (task.worker, task.due_on, task.text) == (world.aino, on + WEEK, "Etsitään osa-aikainen työ")
    assert next_step(path, on).text == "Etsitään osa-aikainen työ"
    with pytest.raises(process_refusals.ProcessIsOver):
        commands.take_step(run, to, on=on, by=world.aino)


@pytest.mark.requirement("REL-06")
def test_nobody_waits_unheld_between_the_steps(world, path):
    run = begun(world, path)
    due_on = DAY + WEEK
    assert not {"process_step_late", "process_step_unowned", "no_next_step"} & codes(due_on, path)
    (late,) = [each for each in breaches(due_on + WEEK) if each.kind.code == "process_step_late"]
    assert (late.path_id, late.since, late.owner.pk, late.kind.statement) == (path.pk, due_on, world.aino.pk, 3)
    commands.take_step(run, Onward("referral", world.bertil, due_on + 3 * WEEK), on=due_on, by=world.aino)
    assert not {"process_step_late", "no_next_step"} & codes(due_on + WEEK, path)
    world.bertil.is_active = False
    world.bertil.save()
    (unowned,) = [each for each in breaches(due_on + WEEK) if each.kind.code == "process_step_unowned"]
    assert (unowned.owner.pk, unowned.kind.statement) == (world.aino.pk, 1)
    commands.hand_on_step(run, owner=world.aino, due_on=due_on + 2 * WEEK, on=due_on + WEEK, by=world.aino)
    assert not {"process_step_late", "process_step_unowned"} & codes(due_on + WEEK, path)


def test_the_steps_follow_one_another_as_the_municipality_has_drawn_them(world, path):
    run = begun(world, path)
    with pytest.raises(process_refusals.StepDoesNotFollow):
        commands.take_step(run, Onward("summary", world.aino, DAY + WEEK), on=DAY, by=world.aino)
    with pytest.raises(process_refusals.TaskHasItsPage):
        commands.complete_task(Task.objects.get(kind="process"), on=DAY, by=world.aino)
    with pytest.raises(process_refusals.ProcessIsUnknown):
        commands.begin_process(path, "share_list", owner=world.aino, due_on=DAY, note="Ei", on=DAY, by=world.aino)
    commands.drop_process(run, reason="Asiakas muuttaa", on=DAY, by=world.aino)
    assert not Task.objects.undone_on(DAY).filter(kind="process").exists()
    assert begun(world, path).pk != run.pk


def test_a_path_is_not_closed_in_the_middle_of_a_process(world, path):
    run = begun(world, path)
    told = {"outcome": "other", "reason": "Muuttaa", "continuation_plan": "Ei jatkoa", "on": DAY, "by": world.aino}
    with pytest.raises(process_refusals.ProcessIsOpen):
        commands.close_path(path, **told)
    commands.drop_process(run, reason="Muuttaa", on=DAY, by=world.aino)
    assert commands.close_path(path, **told).closed_on == DAY


@pytest.mark.requirement("REL-06")
def test_the_process_is_the_municipalitys_own_and_another_draws_it_otherwise(tmp_path):
    assert [process.code for process in carried()] == [CODE]
    told = SMALL.replace('source = "X-03"', 'source = "X-03"\ncarried = true')
    (own,) = [each for each in read_file(small(tmp_path, told)).processes if each.carried]
    assert [step.code for step in own.steps] == ["first", "second"]


# --- The process of a service -----------------------------------------------------------------------------------------


def told(episode, on):
    process = process_of_service(episode.service.kind)
    return {code: (known.state, known.done_on) for code, known in known_steps(episode, process, on).items()}


@pytest.mark.requirement("JOU-93")
def test_rehabilitative_work_has_its_process_and_each_clients_step_is_told_by_what_is_recorded(world, path):
    process = process_of_service("rehabilitative_work")
    assert process.title.en == "Rehabilitative-work process"
    assert [step.code for step in process.steps if not step.leads_to] == ["continued", "moved_on", "closed"]
    assert all(step.known_by in FACTS for step in process.steps)
    agreement = agree(world, path)
    episode = agreement.episode
    now = told(episode, DAY)
    assert now["plan"] == ("done", date(2020, 1, 14))
    assert (now["referral"], now["agreement"]) == (("done", DAY), ("done", DAY))
    assert [code for code, (state, _day) in now.items() if state == "now"] == ["decision"]
    assert all(now[code] == ("ahead", None) for code in ("delivery", "work", "interim", "final", "continued", "closed"))
    commands.confirm_agreement(agreement, at=moment(DAY), on=DAY, by=world.counsellor)
    sent = {"delivered_to": "TE-palvelut", "channel": "secure_mail", "delivered_on": DAY, "on": DAY, "by": world.aino}
    commands.deliver_agreement(agreement, **sent)
    worked = commands.DayTold(STARTS, Decimal(4))
    commands.record_attendance(episode, [worked], on=STARTS, by=world.aino)
    later = told(episode, STARTS)
    assert [later[code] for code in ("decision", "delivery", "work")] == [("done", DAY), ("done", DAY), ("done", STARTS)]
    assert [code for code, (state, _day) in later.items() if state == "now"] == ["interim", "final"]
    assert told(episode, DAY)["work"] == ("now", None)
    final = episode.assessments.get(kind="final")
    on = final.due_on
    assert known_steps(episode, process, on)["final"].due_on == on == ENDS - timedelta(days=14)
    commands.hold_assessment(final, summary="Etenee", next_step="Jatketaan", on=on, by=world.aino)
    held = told(episode, on)
    assert (held["final"], held["interim"]) == (("done", on), ("passed", None))
    assert [code for code, (state, _day) in held.items() if state == "now"] == ["continued", "moved_on", "closed"]
    longer = terms(path, starts_on=ENDS + timedelta(days=1), ends_on=ENDS + timedelta(days=120), agreed_on=on)
    commands.continue_agreement(episode, terms=longer, on=on, by=world.aino)
    ended = told(episode, on)
    assert (ended["continued"], ended["moved_on"], ended["closed"]) == (("done", on), ("ahead", None), ("ahead", None))
