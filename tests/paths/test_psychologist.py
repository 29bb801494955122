"""Psykologin työ: by the model's areas and tools, referrals that nobody forgets, statements with their ground; closed stays closed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nivel.access.models import Organisation, RoleAssignment
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission, withdraw_permission
from nivel.clients.models import Permission
from nivel.paths import commands, process_refusals, refusals
from nivel.paths import psychologist_refusals as why
from nivel.paths.commands import Closed
from nivel.paths.continuity import breaches
from nivel.paths.models import PsychologistAct, PsychologistReferral, PsychologistStatement, Task
from nivel.paths.psychologist import closed_part
from tests.paths.test_assessment_parts import everything_stored
from tests.web.lives import met, planned
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
SECRET, PEOPLE = "Merkki-mieliala-laskenut", "Merkki-poliklinikka"
CLOSED = Closed(["mental_health", "cognition"], SECRET, PEOPLE)


@pytest.fixture
def pia(world):
    return make_user("Pia", "Psykologi", "psychologist", world.workshop)


@pytest.fixture
def clinic():
    return Organisation.objects.create(name="Psykiatrian poliklinikka", kind="wellbeing_county")


@pytest.fixture
def path(world, pia):
    path = planned(world, met(world, 1, "Taisto Tervo"))
    start_relationship(path.client, pia, "team", ground="Arviointi", on=path.opened_on, by=world.aino)
    return path


@pytest.fixture
def permitted(world, path, clinic):
    terms = PermissionTerms("health", world.municipality, clinic, "Lähete", DAY + 52 * WEEK)
    return give_permission(path.client, terms, on=DAY, by=world.aino)


def referred(path, clinic, pia, **more):
    told = {"receiver": clinic, "referred_on": DAY, "answer_due_on": DAY + 2 * WEEK, "closed": CLOSED} | more
    return commands.refer_by_psychologist(path, **told, on=DAY, by=pia)


def acted(path, pia, **more):
    told = {"kind": "client", "tool": "interview", "held_on": DAY, "closed": CLOSED} | more
    return commands.record_psychologist_act(path, **told, on=DAY, by=pia)


def unanswered(on):
    return [breach for breach in breaches(on) if breach.kind.code == "referral_unanswered"]


def test_acts_are_by_the_model_s_areas_and_tools_and_negotiations_have_their_participants(path, pia, settings):
    settings.PROGRAMME = "valke-2008"
    for tool in ("interview", "in_depth_interview", "guidance", "study"):
        assert acted(path, pia, tool=tool).tool == tool
    for kind in ("joint", "consulting"):
        act = acted(path, pia, kind=kind, tool="", held_on=DAY - WEEK, summary="Kevyt alku")
        assert (act.held_on, act.tool, closed_part(act, "fi").people) == (DAY - WEEK, "", PEOPLE)
        with pytest.raises(why.ParticipantsAreMissing):
            acted(path, pia, kind=kind, tool="", closed=replace(CLOSED, people=" "))
    assert closed_part(PsychologistAct.objects.first(), "fi").areas == ["Mielenterveys", "Kognitiivinen suoriutuminen"]
    for change in ({"tool": "horoscope"}, {"tool": ""}, {"closed": replace(CLOSED, areas=["stars"])}):
        with pytest.raises(why.UnknownAreaOrTool):
            acted(path, pia, **change)
    with pytest.raises(why.AreaIsMissing):
        acted(path, pia, closed=replace(CLOSED, areas=[]))
    with pytest.raises(why.ClosedTextIsMissing):
        acted(path, pia, closed=replace(CLOSED, text=" "))
    with pytest.raises(refusals.DayIsAhead):
        acted(path, pia, held_on=DAY + WEEK)
    with pytest.raises(refusals.DayIsBefore):
        acted(path, pia, held_on=path.opened_on - WEEK)
    settings.PROGRAMME = "kemi-2012"
    with pytest.raises(why.UnknownAreaOrTool):
        acted(path, pia)


def test_only_a_psychologist_records(world, path, pia, clinic, permitted):
    nurse = make_user("Tuula", "Terveys", "nurse", world.workshop)
    for other in (world.aino, nurse):
        with pytest.raises(why.NotAPsychologist):
            acted(path, other)
        with pytest.raises(why.NotAPsychologist):
            referred(path, clinic, other)
    RoleAssignment.objects.filter(user=pia).update(ends_on=DAY - timedelta(days=1))
    with pytest.raises(why.NotAPsychologist):
        acted(path, pia)


def test_what_is_closed_stands_nowhere_in_plain_text_the_history_included(path, pia, clinic, permitted):
    acted(path, pia)
    row = referred(path, clinic, pia)
    commands.answer_referral(row, answer="accepted", answered_on=DAY, text=SECRET, on=DAY, by=pia)
    commands.withdraw_referral(referred(path, clinic, pia), text=SECRET, on=DAY, by=pia)
    stated(path, clinic, pia)
    for secret in (SECRET, PEOPLE):
        assert [table for table, told in everything_stored() if secret in told or secret.encode().hex() in told] == []
    # What names the receiver beside the closed record is the transfer's own row, which the permission tells as well.
    assert clinic.name not in Task.objects.get(psychologist_referral=row).text


def test_a_referral_is_its_author_s_task_until_it_is_answered_and_late_it_is_the_responsible_worker_s_gap(
    world, path, pia, clinic, permitted
):
    row = referred(path, clinic, pia)
    task = row.task
    assert (task.worker, task.due_on, task.done_on) == (pia, row.answer_due_on, None)
    assert SECRET not in task.text
    with pytest.raises(process_refusals.TaskHasItsPage):
        commands.complete_task(task, on=DAY, by=pia)
    assert unanswered(row.answer_due_on) == []
    late = row.answer_due_on + timedelta(days=1)
    (breach,) = unanswered(late)
    assert (breach.owner.pk, breach.since, breach.subject, breach.kind.statement) == (
        world.aino.pk, row.answer_due_on, "", 3,
    )  # fmt: skip
    with pytest.raises(refusals.DayIsBefore):
        commands.answer_referral(row, answer="accepted", answered_on=DAY - WEEK, text="x", on=late, by=pia)
    answered = commands.answer_referral(row, answer="declined", answered_on=late, text="Ei oteta vastaan", on=late, by=pia)
    task.refresh_from_db()
    assert (task.done_on, unanswered(late), closed_part(answered, "fi").answer) == (late, [], "Ei oteta vastaan")
    with pytest.raises(why.ReferralIsSettled):
        commands.withdraw_referral(row, text="x", on=late, by=pia)


def test_another_psychologist_settles_it_when_its_author_has_left_and_a_path_is_not_closed_over_it(
    world, path, pia, clinic, permitted
):
    row = referred(path, clinic, pia)
    closing = {"outcome": "other", "reason": "Muutto", "continuation_plan": "Uusi kunta", "on": DAY, "by": world.aino}
    with pytest.raises(why.ReferralIsOpen):
        commands.close_path(path, **closing)
    RoleAssignment.objects.filter(user=pia).update(ends_on=DAY)
    after = DAY + timedelta(days=1)
    with pytest.raises(why.NotAPsychologist):
        commands.withdraw_referral(row, text="Ei tarvita", on=after, by=pia)
    olli = make_user("Olli", "Psykologi", "psychologist", world.workshop)
    settled = commands.withdraw_referral(row, text="Ei tarvita", on=after, by=olli)
    assert (settled.settled_by, settled.withdrawn_on) == (olli, after)
    assert commands.close_path(path, **closing | {"on": after}).closed_on == after


def test_a_referral_leaves_only_with_the_client_s_permission_of_its_day(world, path, pia, clinic):
    with pytest.raises(NoGroundToDisclose):
        referred(path, clinic, pia)
    assert not PsychologistReferral.objects.exists()
    assert not Task.objects.filter(kind="referral").exists()
    terms = PermissionTerms("health", world.municipality, clinic, "Lähete", DAY + 52 * WEEK)
    permission = give_permission(path.client, terms, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        referred(path, clinic, pia, referred_on=DAY - WEEK)
    with pytest.raises(refusals.DayIsBefore):
        referred(path, clinic, pia, answer_due_on=DAY - WEEK)
    assert referred(path, clinic, pia).disclosure.permission == permission


def stated(path, clinic, pia, **more):
    told = {"receiver": clinic, "given_on": DAY, "data_class": "health", "closed": CLOSED} | more
    return commands.record_psychologist_statement(path, **told, on=DAY, by=pia)


def test_a_statement_is_recorded_with_its_use_its_receiver_its_day_and_its_ground(world, path, pia, clinic, permitted):
    row = stated(path, clinic, pia)
    assert (row.receiver, row.given_on, row.author) == (clinic, DAY, pia)
    assert (row.disclosure.ground, row.disclosure.permission, row.disclosure.data_class) == ("permission", permitted, "health")
    assert closed_part(row, "fi").text == SECRET
    with pytest.raises(NoGroundToDisclose):
        stated(path, clinic, pia, data_class="work_ability")
    withdraw_permission(Permission.objects.get(), on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        stated(path, clinic, pia)
    assert PsychologistStatement.objects.count() == 1
