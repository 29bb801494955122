"""The sentences of the list of clients: each finds whom it speaks of, and costs as many queries however many people there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nivel.access.models import Organisation
from nivel.clients.models import CareRelationship
from nivel.meetings.models import Appointment
from nivel.paths import commands
from nivel.paths.commands.plan_life import accept_plan, ask_statement, draft_statement, record_statement
from nivel.paths.models import Assessment, Plan, Task
from nivel.web.clients.states import STATES
from tests.web import lives
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def names(browser, state, who="mine"):
    page = browser.get("/clients", {"who": who, "state": state})
    return {row.client.first_names for row in page.context["rows"]}


@pytest.fixture
def walking(world):
    """Two on their paths with Aino, one of them with everything of a list's sentences, and both with their first assessment."""
    return [lives.met(world, number, f"{name} Polulla") for number, name in ((1, "Oona"), (2, "Taina"))]


def test_who_has_never_had_a_service_is_found_whatever_was_planned_or_dropped(as_aino, world, walking):
    oona, taina = walking
    episode = lives.in_service(world, oona, DAY + WEEK, DAY + 20 * WEEK)
    assert names(as_aino, "never") == {"Oona", "Taina"}
    commands.drop_episode(episode, reason="Ei alkanut", on=DAY, by=world.aino)
    lives.ended(world, lives.in_service(world, taina, DAY - 20 * WEEK, DAY + WEEK), DAY - WEEK)
    assert names(as_aino, "never") == {"Oona"}


def test_who_is_in_a_service_and_whose_path_is_open_without_one(as_aino, world, walking):
    oona, taina = walking
    lives.in_service(world, oona, DAY - 20 * WEEK, DAY)
    lives.in_service(world, taina, DAY - 20 * WEEK, DAY - timedelta(days=1))
    assert names(as_aino, "served") == {"Oona"}
    assert names(as_aino, "unserved") == {"Taina"}


def test_whose_plan_assessment_or_task_is_due(as_aino, world, walking):
    oona, taina = walking
    lives.planned(world, oona, review_on=DAY + timedelta(days=30))
    lives.planned(world, taina, review_on=DAY + timedelta(days=31))
    assert names(as_aino, "plan") == {"Oona"}
    Plan.objects.filter(path=taina).update(review_on=DAY - WEEK)
    assert names(as_aino, "plan") == {"Oona", "Taina"}
    Assessment.objects.filter(path=taina).update(held_on=None, due_on=DAY)
    assert names(as_aino, "assessment") == set()
    Assessment.objects.filter(path=taina).update(starts_on=DAY - 2 * WEEK, due_on=DAY - WEEK)
    assert names(as_aino, "assessment") == {"Taina"}
    Assessment.objects.filter(path=taina).update(held_on=DAY)
    assert names(as_aino, "assessment") == set()
    told = {"path": oona, "text": "Soita", "doer": "client", "made_on": DAY - WEEK}
    task = Task.objects.create(**told, due_on=DAY - timedelta(days=1))
    Task.objects.create(**told | {"path": taina}, due_on=DAY)
    assert names(as_aino, "task") == {"Oona"}
    commands.drop_task(task, reason="Turha", on=DAY, by=world.aino)
    assert names(as_aino, "task") == set()


def test_whose_handover_is_under_way(as_aino, world, walking):
    handover = commands.propose_handover(
        walking[0], receiver=world.bertil, reason="Muutto", client_agreed_on=DAY, meeting_on=DAY + WEEK, on=DAY, by=world.aino
    )
    assert names(as_aino, "handover") == {"Oona"}
    commands.return_handover(handover, reason="Ei nyt", on=DAY, by=world.bertil)
    assert names(as_aino, "handover") == set()


def test_a_meeting_that_was_held_is_a_contact_too(as_aino, world, walking):
    quiet = person(40, "Hilja Hiljainen")
    CareRelationship.objects.create(client=quiet, worker=world.aino, kind="team", starts_on=DAY - 30 * WEEK, ground="testi")
    assert names(as_aino, "quiet") == {"Hilja", "Oona", "Taina"}
    held = {"kind": "coaching", "channel": "present", "outcome": "held", "outcome_on": DAY - WEEK}
    starts_at = moment(DAY - WEEK)
    Appointment.objects.create(
        client=quiet, worker=world.aino, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), **held
    )
    assert names(as_aino, "quiet") == {"Oona", "Taina"}


def test_for_whom_nobody_is_responsible_and_who_has_no_open_path(as_aino, world, walking):
    unheld = person(41, "Lauri Löydettävä")
    CareRelationship.objects.create(client=unheld, worker=world.aino, kind="team", starts_on=DAY, ground="testi")
    assert names(as_aino, "nobody") == {"Lauri"}
    assert names(as_aino, "unopened") == {"Lauri"}
    CareRelationship.objects.filter(client=walking[0].client_id, kind="responsible").update(worker=world.bertil)
    world.bertil.is_active = False
    world.bertil.save()
    CareRelationship.objects.create(client=walking[0].client, worker=world.aino, kind="team", starts_on=DAY, ground="testi")
    assert names(as_aino, "nobody") == {"Lauri", "Oona"}


@pytest.mark.parametrize("state", STATES)
def test_each_sentence_costs_as_many_queries_however_many_people_there_are(as_aino, world, state):
    lives.everybody(world)
    as_aino.get("/clients", {"state": state})
    with CaptureQueriesContext(connection) as few:
        as_aino.get("/clients", {"state": state})
    for number in range(50, 60):
        lives.in_service(world, lives.met(world, number, f"Testi Ihminen{number}"), DAY - 19 * WEEK, DAY + WEEK)
    with CaptureQueriesContext(connection) as many:
        as_aino.get("/clients", {"state": state})
    assert len(many) <= len(few) + 3


def test_whose_plan_waits_for_an_acceptance_and_of_whom_a_statement_is_waited_for(as_aino, world, walking):
    oona, taina = walking
    plan = lives.planned(world, oona).plans.get()
    lives.planned(world, taina)
    assert names(as_aino, "unaccepted") == names(as_aino, "statement") == set()
    seat = plan.parties.create(party="labour_authority")
    assert names(as_aino, "unaccepted") == {"Oona"}
    accept_plan(seat, means="spoken", signed_on=DAY, on=DAY, by=world.aino)
    assert names(as_aino, "unaccepted") == set()
    te = Organisation.objects.create(name="TE-toimisto", kind="labour_authority")
    row = draft_statement(taina, topic="Poissaolo", draft="", asked_of=te, payer=te, on=DAY, by=world.aino)
    assert names(as_aino, "statement") == set()
    ask_statement(row, on=DAY, by=world.aino)
    assert names(as_aino, "statement") == {"Taina"}
    record_statement(row, given_by_name="Teemu", content="lausunto", given_on=DAY, on=DAY, by=world.aino)
    assert names(as_aino, "statement") == set()
