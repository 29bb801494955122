"""Maksajan päätös: Kela's vocational rehabilitation is asked of Kela, recorded as it told, and begins on the path in time."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission
from nivel.paths import commands, payer_refusals
from nivel.paths.commands import Told
from nivel.paths.continuity import breaches
from nivel.paths.models import Task
from nivel.paths.payers import paid_kinds
from nivel.paths.queries import next_step
from nivel.programmes import all_programmes
from nivel.services.models import Direction, Service
from tests.paths.agreeing import planned, terms
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
KINDS = ("vocational_assessment", "vocational_trial", "vocational_coaching")


@pytest.fixture
def path(world):
    return planned(world, 1)


@pytest.fixture
def kela():
    return Organisation.objects.create(name="Kela", kind=Organisation.Kind.KELA)


@pytest.fixture
def services(kela):
    told = {"direction": Direction.REHABILITATION, "arranger": kela, "starts_on": BEGAN}
    return {kind: Service.objects.create(name=kind, kind=kind, **told) for kind in KINDS}


def permitted(world, path, kela):
    terms = PermissionTerms("work_ability", world.municipality, kela, "Ammatillinen kuntoutus", DAY + timedelta(days=300))
    return give_permission(path.client, terms, on=DAY, by=world.aino)


def asked(world, path, kela, service):
    told = {"what": "Soveltuva ala selvitetään", "answer_due_on": DAY + 6 * WEEK}
    return commands.request_payer_decision(path, service=service, payer=kela, **told, on=DAY, by=world.aino)


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


@pytest.mark.requirement("REL-13")
@pytest.mark.parametrize("kind", KINDS)
def test_a_service_of_kelas_begins_only_by_kelas_decision_with_its_days_on_the_path(world, path, kela, services, kind):
    service = services[kind]
    ahead, end = DAY + 3 * WEEK, DAY + 20 * WEEK
    begin = {"service": service, "starts_on": ahead, "planned_ends_on": end, "on": DAY, "by": world.aino}
    with pytest.raises(payer_refusals.DecisionIsOfPayer):
        commands.plan_episode(path, **begin)
    agreed = terms(path, starts_on=ahead, ends_on=end, coaching=())
    with pytest.raises(payer_refusals.DecisionIsOfPayer):
        commands.make_agreement(path, service=service, place=world.library, terms=agreed, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        asked(world, path, kela, service)
    permission = permitted(world, path, kela)
    row = asked(world, path, kela, service)
    assert (row.disclosure.permission, row.disclosure.receiver, row.positive) == (permission, kela, None)
    assert next_step(path, DAY).on == DAY + 6 * WEEK
    with pytest.raises(payer_refusals.RequestStands):
        asked(world, path, kela, service)
    with pytest.raises(payer_refusals.DecisionIsNotGranted):
        commands.begin_granted(row, starts_on=ahead, ends_on=end, on=DAY, by=world.aino)
    on = DAY + 2 * WEEK
    with pytest.raises(payer_refusals.TellerIsMissing):
        commands.record_payer_decision(row, Told(True, on, "", "Myönnetty"), on=on, by=world.aino)
    row = commands.record_payer_decision(row, Told(True, on, "Jaana Kivelä", "Myönnetty 40 päivää"), on=on, by=world.aino)
    assert not Task.objects.undone_on(on).filter(pk=row.task_id).exists()
    row = commands.begin_granted(row, starts_on=ahead, ends_on=end, on=on, by=world.aino)
    assert (row.episode.starts_on, row.episode.planned_ends_on, row.episode.organisation) == (ahead, end, kela)
    with pytest.raises(payer_refusals.DecisionIsOfPayer):
        commands.plan_episode(path, **begin | {"starts_on": end + WEEK, "planned_ends_on": None, "on": on})


@pytest.mark.requirement("REL-13")
def test_the_answer_and_the_gap_between_decision_and_start_are_watched(world, path, kela, services):
    permitted(world, path, kela)
    row = asked(world, path, kela, services["vocational_coaching"])
    due_on = row.answer_due_on
    assert "payer_decision_late" not in codes(due_on, path)
    late = next(each for each in breaches(due_on + WEEK) if each.kind.code == "payer_decision_late")
    assert (late.since, late.owner.pk, late.kind.statement) == (due_on, world.aino.pk, 3)
    commands.record_payer_decision(row, Told(True, due_on, "Jaana Kivelä", "Myönnetty"), on=due_on, by=world.aino)
    fortnight = due_on + 2 * WEEK
    assert not {"payer_decision_late", "granted_not_begun"} & codes(fortnight, path)
    gap = next(each for each in breaches(fortnight + timedelta(days=1)) if each.kind.code == "granted_not_begun")
    assert (gap.since, gap.owner.pk, gap.kind.statement) == (due_on, world.aino.pk, 4)
    begins = fortnight + 3 * WEEK
    commands.begin_granted(row, starts_on=begins, ends_on=begins + 9 * WEEK, on=fortnight, by=world.aino)
    assert "granted_not_begun" in codes(begins - timedelta(days=1), path)
    assert "granted_not_begun" not in codes(begins, path)


def test_a_request_taken_back_or_refused_waits_for_nothing(world, path, kela, services):
    permitted(world, path, kela)
    row = asked(world, path, kela, services["vocational_trial"])
    told = {"outcome": "other", "reason": "Muuttaa", "continuation_plan": "Ei jatkoa", "on": DAY, "by": world.aino}
    with pytest.raises(payer_refusals.RequestIsOpen):
        commands.close_path(path, **told)
    commands.withdraw_payer_request(row, reason="Asiakas ei hae", on=DAY, by=world.aino)
    with pytest.raises(payer_refusals.DecisionIsRecorded):
        commands.record_payer_decision(row, Told(True, DAY, "Jaana", "Myönnetty"), on=DAY, by=world.aino)
    row = asked(world, path, kela, services["vocational_trial"])
    commands.record_payer_decision(row, Told(False, DAY, "Jaana Kivelä", "Ei edellytyksiä"), on=DAY, by=world.aino)
    assert not {"payer_decision_late", "granted_not_begun"} & codes(DAY + 20 * WEEK, path)


def test_only_the_payer_of_the_kind_is_asked_in_every_model(world, path, kela, services):
    with pytest.raises(payer_refusals.NotThePayers):
        asked(world, path, world.municipality, services["vocational_trial"])
    with pytest.raises(payer_refusals.NotThePayers):
        asked(world, path, kela, world.tryout)
    assert paid_kinds(DAY) == dict.fromkeys(KINDS, "kela")
    for model in all_programmes():
        assert {row.kind for row in model.placements if row.payer == "kela"} == set(KINDS)
