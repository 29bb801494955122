"""A worker leaves: everybody is handed over with escort, and nobody is silently lost (VAL-31)."""

from datetime import timedelta

import pytest

from nivel.clients.models import CareRelationship
from nivel.clients.queries import responsible_worker
from nivel.paths import commands
from nivel.paths.caseloads import stand_of
from nivel.paths.continuity import breaches
from nivel.paths.handover_refusals import CaseloadIsDropped, NotTheirs, WorkerHasLeft
from nivel.paths.models import Caseload, Path
from nivel.paths.refusals import CaseloadIsBegun, CheckIsDone, DayIsBefore, ReasonIsMissing
from tests.web.lives import met
from tests.world import DAY

LAST = DAY + timedelta(days=14)


@pytest.fixture
def paths(world):
    return [met(world, number, f"Asiakas Numero{number}") for number in range(1, 5)]


def leaves(world):
    return commands.begin_caseload(world.aino, last_day_on=LAST, reason="Siirtyy toiseen työhön", on=DAY, by=world.lead)


@pytest.mark.requirement("VAL-31")
def test_a_leaving_workers_people_are_handed_over_one_by_one_with_a_checklist(world, paths):
    caseload = leaves(world)
    assert caseload.checks.count() == 5
    receivers = dict.fromkeys(paths[:3], world.bertil) | {paths[3]: world.lead}
    handed = commands.hand_over_caseload(caseload, receivers, on=DAY, by=world.lead)
    assert all(each.handover and each.handover.caseload == caseload for each in handed)
    assert {responsible_worker(path.client, DAY) for path in paths} == {world.aino}
    for each in handed:
        receiver = each.handover.receiver
        commands.accept_handover(each.handover, on=DAY, by=receiver)
        commands.record_meeting_with_receiver(each.handover, met_on=LAST, on=LAST, by=receiver)
    stand = stand_of(caseload, LAST)
    assert (stand.unproposed, stand.underway, stand.arrived, stand.undone_checks) == (0, 0, 4, 5)
    assert not stand.over
    for check in caseload.checks.all():
        commands.tick_check(check, on=LAST, by=world.lead)
    assert stand_of(caseload, LAST).over


def test_who_cannot_be_proposed_is_told_and_stays_with_the_leaver(world, paths):
    caseload = leaves(world)
    commands.propose_handover(paths[0], receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    handed = commands.hand_over_caseload(caseload, dict.fromkeys(paths, world.bertil), on=DAY, by=world.lead)
    assert [bool(each.refusal) for each in handed] == [True, False, False, False]
    assert stand_of(caseload, DAY).underway == 4


def test_only_the_leavers_own_people_are_taken_and_the_others_are_told(world, paths):
    stranger = met(world, 9, "Vieras Asiakas")
    CareRelationship.objects.filter(client=stranger.client).update(worker=world.bertil)
    handed = commands.hand_over_caseload(leaves(world), {stranger: world.lead}, on=DAY, by=world.lead)
    assert [(each.handover, type(each.refusal)) for each in handed] == [(None, NotTheirs)]
    assert stand_of(Caseload.objects.get(), DAY).unproposed == 4


def test_closing_an_account_begins_the_handover_of_those_left_and_each_stands_among_the_gaps(world, paths):
    caseload = commands.close_account(world.aino, reason="Lähti", on=DAY, by=world.lead)
    assert Caseload.objects.get() == caseload
    assert stand_of(caseload, DAY).unproposed == 4
    lost = {breach.path_id for breach in breaches(DAY) if breach.kind.code == "no_responsible"}
    assert lost == set(Path.objects.values_list("pk", flat=True))
    handed = commands.hand_over_caseload(caseload, dict.fromkeys(paths, world.bertil), on=DAY, by=world.lead)
    for each in handed:
        commands.accept_handover(each.handover, on=DAY, by=world.bertil)
        commands.record_meeting_with_receiver(each.handover, met_on=DAY, on=DAY, by=world.bertil)
    assert not [breach for breach in breaches(DAY) if breach.kind.code == "no_responsible"]


def test_closing_an_account_of_somebody_without_people_begins_nothing(world):
    assert commands.close_account(world.bertil, reason="Lähti", on=DAY, by=world.lead) is None


def test_a_caseload_is_begun_once_and_a_check_is_ticked_once(world, paths):
    caseload = leaves(world)
    with pytest.raises(CaseloadIsBegun):
        leaves(world)
    check = caseload.checks.first()
    commands.tick_check(check, on=DAY, by=world.lead)
    with pytest.raises(CheckIsDone):
        commands.tick_check(check, on=DAY, by=world.lead)


def test_the_last_day_can_change_and_a_worker_who_stays_after_all_drops_the_whole(world, paths):
    caseload = leaves(world)
    later = LAST + timedelta(days=30)
    assert commands.change_last_day(caseload, last_day_on=later, on=DAY, by=world.lead).last_day_on == later
    with pytest.raises(DayIsBefore):
        commands.change_last_day(caseload, last_day_on=DAY - timedelta(days=1), on=DAY, by=world.lead)
    (handed, *_) = commands.hand_over_caseload(caseload, {paths[0]: world.bertil}, on=DAY, by=world.lead)
    with pytest.raises(ReasonIsMissing):
        commands.drop_caseload(caseload, reason=" ", on=DAY, by=world.lead)
    commands.drop_caseload(caseload, reason="Jääkin", on=DAY, by=world.lead)
    assert not Caseload.objects.standing(DAY).exists()
    with pytest.raises(CaseloadIsDropped):
        commands.hand_over_caseload(caseload, {paths[1]: world.bertil}, on=DAY, by=world.lead)
    # The handover that was open is a plain one now: it may arrive, and the sender keeps what is the sender's.
    commands.return_handover(handed.handover, reason="Aino jää", on=DAY, by=world.aino)
    assert leaves(world).pk != caseload.pk


def test_a_worker_who_has_left_does_not_stay(world, paths):
    caseload = commands.close_account(world.aino, reason="Lähti", on=DAY, by=world.lead)
    with pytest.raises(WorkerHasLeft):
        commands.drop_caseload(caseload, reason="Jääkin", on=DAY, by=world.lead)
