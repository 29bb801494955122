"""A handover's texts by class of data, the joint meeting in two calendars, and the period planned with it."""

from datetime import time, timedelta

import pytest

from nivel.access.refusal import SeveralRefusals
from nivel.clients.disclosures import (
    NoGroundToDisclose,
    PermissionTerms,
    give_permission,
    prohibit_disclosure,
    withdraw_permission,
)
from nivel.clients.models import CareRelationship, Disclosure
from nivel.meetings.commands import book_appointment
from nivel.meetings.models import Appointment
from nivel.meetings.refusals import WorkerIsBooked
from nivel.paths import commands
from nivel.paths.handover_texts import texts_for
from nivel.paths.models import Episode, Handover
from nivel.paths.parameters import runs_on
from nivel.paths.refusals import DayIsAhead, MeetingDayIsPast, MeetingTimeIsMissing, NewPeriodIsDouble, ProgrammeIsNotRunning
from tests.paths.test_assessment_parts import everything_stored
from tests.web.lives import met, planned
from tests.world import DAY, moment

TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)
TEN = time(10)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


def proposed(world, path, **more):
    return commands.propose_handover(path, **{"receiver": world.bertil, "reason": "r", "on": DAY, "by": world.aino} | more)


def permitted(world, path, data_class):
    terms = PermissionTerms(data_class, world.municipality, world.municipality, "Siirto", DAY + timedelta(days=90))
    return give_permission(path.client, terms, on=DAY, by=world.aino)


def read(handover, reader, on=DAY):
    return {told.disclosure.data_class: told.text for told in texts_for(handover, reader, on)}


def test_a_permission_for_plans_carries_no_word_about_health(world, path):
    texts = {"plan": "Suunnitelma", "health": "Selkä"}
    with pytest.raises(NoGroundToDisclose):
        proposed(world, path, texts=texts)
    assert not Handover.objects.exists()
    assert not Disclosure.objects.exists()
    permission = permitted(world, path, "health")
    handover = proposed(world, path, texts=texts | {"social": "  "})
    told = {row.disclosure.data_class: row.disclosure.permission for row in handover.texts.all()}
    assert told == {"plan": None, "health": permission}
    assert read(handover, world.bertil) == texts


def test_every_class_without_a_ground_is_told_at_once(world, path):
    with pytest.raises(SeveralRefusals) as refused:
        proposed(world, path, texts={"health": "Selkä", "social": "Lapset", "plan": "Suunnitelma"})
    assert [each.fields["data_class"] for each in refused.value.parts] == ["health", "social"]


def test_each_text_is_read_by_the_rule_of_its_class(world, path):
    permission = permitted(world, path, "health")
    handover = proposed(world, path, texts={"plan": "Suunnitelma", "health": "Selkä"})
    whole = {"plan": "Suunnitelma", "health": "Selkä"}
    assert read(handover, world.aino) == whole
    assert read(handover, world.bertil) == whole
    # A colleague who may open the person reads the plan, not the health.
    assert read(handover, world.lead) == {"plan": "Suunnitelma", "health": None}
    withdraw_permission(permission, on=DAY, by=world.aino)
    assert read(handover, world.bertil) == {"plan": "Suunnitelma", "health": None}
    prohibit_disclosure(path.client, on=DAY, by=world.aino)
    assert read(handover, world.bertil) == {"plan": None, "health": None}


def test_a_meeting_is_planned_ahead_and_a_held_one_is_held(world, path):
    with pytest.raises(MeetingDayIsPast):
        proposed(world, path, meeting_on=YESTERDAY)
    with pytest.raises(DayIsAhead):
        proposed(world, path, meeting_held_on=TOMORROW)
    coming = commands.plan_episode(path, service=world.rehabilitative_work, starts_on=TOMORROW, on=DAY, by=world.aino)
    handover = proposed(world, path, to_episode=coming, meeting_held_on=YESTERDAY)
    assert (handover.meeting_on, handover.meeting_held_on) == (None, YESTERDAY)


@pytest.mark.parametrize("meeting", [commands.Meeting(None, TEN), commands.Meeting(TOMORROW, None, "Varikko")])
def test_a_clock_needs_its_day_and_a_place_its_clock(world, path, meeting):
    with pytest.raises(MeetingTimeIsMissing):
        proposed(world, path, meeting=meeting)


def test_the_joint_meeting_is_in_both_calendars_and_told_as_held_with_the_handover(world, path):
    handover = proposed(world, path, meeting=commands.Meeting(TOMORROW, TEN, "Varikko"))
    times = Appointment.objects.filter(client=path.client, kind="handover")
    assert {(row.worker, row.starts_at, row.place) for row in times} == {
        (world.aino, moment(TOMORROW), "Varikko"),
        (world.bertil, moment(TOMORROW), "Varikko"),
    }
    assert handover.meeting_on == TOMORROW
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    commands.record_meeting_with_receiver(handover, met_on=TOMORROW, together=True, on=TOMORROW, by=world.bertil)
    assert set(times.values_list("outcome", flat=True)) == {"held"}


def test_a_returned_handover_frees_both_calendars(world, path):
    handover = proposed(world, path, meeting=commands.Meeting(TOMORROW, TEN))
    commands.return_handover(handover, reason="r", on=DAY, by=world.aino)
    assert set(Appointment.objects.filter(kind="handover").values_list("outcome", flat=True)) == {"cancelled"}


def test_a_meeting_over_another_refuses_the_whole_handover(world, path):
    about = {"worker": world.bertil, "kind": "plan", "starts_at": moment(TOMORROW), "minutes": 30, "by": None}
    book_appointment(path.client, **about)
    with pytest.raises(WorkerIsBooked, match="Bertil"):
        proposed(world, path, meeting=commands.Meeting(TOMORROW, TEN), texts={"plan": "Suunnitelma"})
    assert not Handover.objects.exists()
    assert not Disclosure.objects.exists()
    assert Appointment.objects.count() == 1
    assert not CareRelationship.objects.filter(client=path.client, worker=world.bertil).exists()


def test_the_period_to_come_is_planned_with_the_handover_and_agreed_later(world, path):
    begins, ends = DAY + timedelta(days=14), DAY + timedelta(days=100)
    period = commands.NewPeriod(world.tryout, begins, ends, world.library)
    handover = proposed(world, path, new_period=period)
    coming = handover.to_episode
    assert (coming.service, coming.place, coming.starts_on, coming.planned_ends_on) == (world.tryout, world.library, begins, ends)
    terms = commands.AgreementTerms(begins, ends, DAY, days_a_week=3)
    commands.extend_agreement(coming, terms=terms, on=DAY, by=world.aino)
    assert Episode.objects.get(pk=coming.pk).agreements.count() == 1
    commands.return_handover(handover, reason="r", on=DAY, by=world.aino)
    with pytest.raises(NewPeriodIsDouble):
        proposed(world, path, new_period=period, to_episode=coming)


def test_valke_ended_in_2011_and_receives_nobody(world, path):
    assert not runs_on("valke-2008", DAY)
    assert runs_on("valke-2008", DAY.replace(year=2010))
    with pytest.raises(ProgrammeIsNotRunning):
        proposed(world, path, to_programme="valke-2008")


def test_what_is_told_stands_nowhere_in_plain_text_the_history_included(world, path):
    permitted(world, path, "health")
    handover = proposed(world, path, texts={"health": "Selkäkuvaus XYZZY", "plan": "Viikkorytmi XYZZY"})
    commands.return_handover(handover, reason="r", on=DAY, by=world.bertil)
    assert [table for table, row in everything_stored() if "XYZZY" in row or b"XYZZY".hex() in row] == []
