"""A handover at its edges: days, periods and receivers that cannot be, workers who leave, and one joint meeting in two calendars."""

from datetime import date, time, timedelta

import pytest

from nivel.access.commands import deactivate_user
from nivel.access.models import Organisation
from nivel.clients.disclosures import DisclosureProhibited, prohibit_disclosure
from nivel.meetings.commands import book_appointment
from nivel.meetings.models import Appointment
from nivel.meetings.refusals import WorkerIsBooked
from nivel.paths import commands
from nivel.paths.continuity import breaches
from nivel.paths.handover_refusals import (
    NotOfTheHandover,
    PeriodIsNotOfPath,
    ReceiverCannotAnswer,
    ReceiverIsLeaving,
    TimeIsAgreed,
)
from nivel.paths.models import Handover, Task
from nivel.paths.refusals import DayIsAhead, DayIsBefore
from tests.web.lives import met, planned
from tests.world import DAY, make_user, moment

TOMORROW, LATER, AGAIN = DAY + timedelta(days=1), DAY + timedelta(days=5), DAY + timedelta(days=9)
TEN = time(10)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


def proposed(world, path, **more):
    return commands.propose_handover(path, **{"receiver": world.bertil, "reason": "r", "on": DAY, "by": world.aino} | more)


def times(**told):
    return {(row.worker.first_name, row.outcome, row.starts_at) for row in Appointment.objects.filter(kind="handover", **told)}


def in_calendar_of(worker):
    return Appointment.objects.exclude(outcome="moved").get(kind="handover", worker=worker)


# --- Days, periods and receivers that cannot be -----------------------------------------------------------------------------


def test_what_has_happened_is_neither_ahead_nor_before_the_path(world, path):
    with pytest.raises(DayIsAhead):
        proposed(world, path, client_agreed_on=TOMORROW)
    with pytest.raises(DayIsBefore):
        proposed(world, path, meeting_held_on=date(2015, 1, 1))
    handover = proposed(world, path)
    with pytest.raises(DayIsBefore):
        commands.hold_joint_meeting(handover, held_on=date(2015, 1, 1), on=DAY, by=world.aino)


def test_a_handover_goes_to_nobody_who_could_not_answer_it(world, path):
    for receiver in (world.clerk, make_user("Niko", "Nolla", None, None)):
        with pytest.raises(ReceiverCannotAnswer):
            proposed(world, path, receiver=receiver)
    assert not Handover.objects.exists()


def test_a_dropped_period_and_anothers_are_no_period_of_the_handover(world, path):
    dropped = commands.plan_episode(path, service=world.tryout, starts_on=TOMORROW, on=DAY, by=world.aino)
    commands.drop_episode(dropped, reason="r", on=DAY, by=world.aino)
    other = planned(world, met(world, 2, "Toinen Asiakas"))
    anothers = commands.plan_episode(other, service=world.tryout, starts_on=TOMORROW, on=DAY, by=world.aino)
    for period in (dropped, anothers):
        with pytest.raises(PeriodIsNotOfPath):
            proposed(world, path, to_episode=period)


def test_a_prohibition_against_another_organisation_stops_the_handover_there_also_without_a_word_told(world, path):
    clinic = Organisation.objects.create(name="Kuopion mielenterveystoimisto", kind="health_centre")
    prohibit_disclosure(path.client, receiver=clinic, on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        proposed(world, path, receiver=commands.Outside(clinic, "Maija Hoitaja"), client_agreed_on=DAY)


# --- Who records, and workers who leave --------------------------------------------------------------------------------------


def test_only_the_two_workers_and_the_responsible_one_tell_what_came_of_it(world, path):
    handover = proposed(world, path)
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    with pytest.raises(NotOfTheHandover):
        commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.sari)
    with pytest.raises(NotOfTheHandover, match="Bertil"):
        commands.return_handover(handover, reason="r", on=DAY, by=world.lead)


def test_when_both_workers_have_left_their_lead_takes_the_handover_back(world, path):
    handover = proposed(world, path)
    deactivate_user(world.aino, on=DAY, reason="Lähti", by=world.lead)
    with pytest.raises(NotOfTheHandover):
        commands.return_handover(handover, reason="r", on=DAY, by=world.lead)
    deactivate_user(world.bertil, on=DAY, reason="Lähti", by=world.lead)
    assert commands.return_handover(handover, reason="Molemmat lähtivät", on=DAY, by=world.lead).returned_on == DAY


def test_a_handover_whose_receiver_has_left_is_a_gap_at_once_and_the_sender_takes_it_back(world, path):
    handover = proposed(world, path)
    deactivate_user(world.bertil, on=DAY, reason="Lähti", by=world.lead)
    (told,) = [each for each in breaches(DAY) if each.kind.statement == 5]
    assert (told.kind.code, told.state, told.owner.name) == ("receiver_has_left", "broken", world.aino.name)
    commands.return_handover(handover, reason="Bertil lähti", on=DAY, by=world.aino)
    assert not [each for each in breaches(DAY) if each.kind.statement == 5]


def test_a_handover_with_a_joint_meeting_is_moved_and_taken_back_although_the_receiver_has_left(world, path):
    handover = proposed(world, path, meeting=commands.Meeting(LATER, TEN))
    deactivate_user(world.bertil, on=DAY, reason="Lähti", by=world.lead)
    commands.move_meeting(in_calendar_of(world.aino), starts_at=moment(AGAIN), on=DAY, by=world.aino)
    assert times(outcome="") == {("Aino", "", moment(AGAIN))}
    assert in_calendar_of(world.bertil).outcome == "cancelled"
    commands.return_handover(handover, reason="Bertil lähti", on=DAY, by=world.aino)
    assert not times(outcome="")


def test_nobody_is_handed_to_a_worker_who_leaves_or_whose_role_has_ended(world, path):
    commands.begin_caseload(world.bertil, last_day_on=LATER, reason="Muutto", on=DAY, by=world.lead)
    with pytest.raises(ReceiverIsLeaving):
        proposed(world, path)
    handover = proposed(world, path, receiver=world.lead)
    commands.accept_handover(handover, on=DAY, by=world.lead)
    world.lead.role_assignments.update(ends_on=DAY)
    with pytest.raises(ReceiverCannotAnswer):
        commands.record_meeting_with_receiver(handover, met_on=TOMORROW, on=TOMORROW, by=world.aino)


# --- One joint meeting, two calendars -----------------------------------------------------------------------------------------


def test_a_joint_meeting_moved_in_one_calendar_moves_in_the_other_and_its_worker_is_told(world, path):
    handover = proposed(world, path, meeting=commands.Meeting(LATER, TEN, "Varikko"))
    moved = commands.move_meeting(in_calendar_of(world.aino), starts_at=moment(AGAIN), on=DAY, by=world.aino, place="Kirjasto")
    assert times(outcome="") == {("Aino", "", moment(AGAIN)), ("Bertil", "", moment(AGAIN))}
    assert {row.place for row in Appointment.objects.filter(outcome="")} == {"Kirjasto"}
    assert moved.worker == world.aino
    assert Handover.objects.get().meeting_on == AGAIN
    (told,) = Task.objects.filter(text__contains="21.3.2020 10.00")
    assert (told.worker, told.due_on) == (world.bertil, DAY)
    # And back again by the other, from where it now stands.
    commands.move_meeting(in_calendar_of(world.bertil), starts_at=moment(LATER), on=DAY, by=world.bertil)
    assert times(outcome="") == {("Aino", "", moment(LATER)), ("Bertil", "", moment(LATER))}
    assert Task.objects.filter(worker=world.aino, text__contains="17.3.2020 10.00").exists()
    assert handover.meetings.count() == 2


def test_a_joint_meeting_moves_in_neither_calendar_when_the_other_is_full(world, path):
    proposed(world, path, meeting=commands.Meeting(LATER, TEN))
    book_appointment(path.client, worker=world.bertil, kind="plan", starts_at=moment(AGAIN), minutes=30, by=None)
    with pytest.raises(WorkerIsBooked, match="Bertil"):
        commands.move_meeting(in_calendar_of(world.aino), starts_at=moment(AGAIN), on=DAY, by=world.aino)
    assert times() == {("Aino", "", moment(LATER)), ("Bertil", "", moment(LATER))}
    assert Handover.objects.get().meeting_on == LATER


@pytest.mark.parametrize("outcome", ["cancelled", "excused"])
def test_a_joint_meeting_cancelled_in_one_calendar_is_cancelled_in_the_other_and_a_new_time_can_be_agreed(world, path, outcome):
    handover = proposed(world, path, meeting=commands.Meeting(LATER, TEN))
    with pytest.raises(TimeIsAgreed):
        commands.agree_joint_meeting(handover, commands.Meeting(AGAIN, TEN), on=DAY, by=world.aino)
    commands.tell_meeting(in_calendar_of(world.bertil), outcome, on=DAY, by=world.bertil)
    assert times() == {("Aino", outcome, moment(LATER)), ("Bertil", outcome, moment(LATER))}
    assert Handover.objects.get().meeting_on is None
    assert Task.objects.get(text__contains="17.3.2020 10.00").worker == world.aino
    commands.agree_joint_meeting(handover, commands.Meeting(AGAIN, TEN), on=DAY, by=world.aino)
    assert times(outcome="") == {("Aino", "", moment(AGAIN)), ("Bertil", "", moment(AGAIN))}
    assert Handover.objects.get().meeting_on == AGAIN


def test_what_came_of_the_joint_meeting_is_told_once_for_both_and_a_wrong_telling_is_mended(world, path):
    proposed(world, path, meeting=commands.Meeting(LATER, TEN))
    commands.tell_meeting(in_calendar_of(world.aino), "held", on=LATER, by=world.aino)
    assert {outcome for _who, outcome, _at in times()} == {"held"}
    assert Handover.objects.get().meeting_held_on == LATER
    commands.tell_meeting(in_calendar_of(world.aino), "no_show", on=LATER, by=world.aino)
    assert {outcome for _who, outcome, _at in times()} == {"no_show"}
    assert Handover.objects.get().meeting_held_on is None


def test_other_meetings_and_those_of_a_settled_handover_move_alone(world, path):
    handover = proposed(world, path, meeting=commands.Meeting(LATER, TEN))
    commands.return_handover(handover, reason="r", on=DAY, by=world.bertil)
    other = book_appointment(path.client, worker=world.aino, kind="plan", starts_at=moment(LATER), minutes=30, by=None)
    commands.move_meeting(other, starts_at=moment(AGAIN), on=DAY, by=world.aino)
    assert not Task.objects.filter(worker=world.bertil).exists()
    assert Appointment.objects.filter(kind="plan", outcome="").get().starts_at == moment(AGAIN)
