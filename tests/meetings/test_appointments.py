"""Booking, moving and telling what came of it: no worker is in two places at once, however many book at the same time."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections

from nivel.access.refusal import Refusal
from nivel.clients.commands import NotAWorker
from nivel.clients.models import ContactDetail
from nivel.meetings.commands import move_appointment, tell_outcome
from nivel.meetings.models import Appointment
from nivel.meetings.queries import met_unchecked
from nivel.meetings.refusals import MeetingHasNoLength, MeetingIsTold, NotYetHeld, WorkerIsBooked
from tests.meetings.people import LATER, book, reachable
from tests.world import DAY, make_world, moment, person

pytestmark = pytest.mark.django_db


def test_a_booking_says_who_when_where_and_who_booked(world):
    booked = book(world, person(1), minutes=90, by=world.clerk)
    assert booked.worker == world.aino
    assert booked.length == timedelta(minutes=90)
    assert (booked.place, booked.booked_by, booked.outcome) == ("TyöVarikko, Jousitie 3", world.clerk, "")


def test_a_worker_is_not_booked_twice_and_the_refusal_names_nobody_else(world):
    book(world, person(1, "Eino Salo"))
    with pytest.raises(WorkerIsBooked) as refusal:
        book(world, person(2), starts_at=moment(LATER) + timedelta(minutes=59))
    assert "Aino Laine" in str(refusal.value)
    assert "Salo" not in str(refusal.value)


def test_meetings_one_after_the_other_and_of_another_worker_are_fine(world):
    book(world, person(1))
    book(world, person(2), starts_at=moment(LATER) + timedelta(minutes=60))
    book(world, person(3), worker=world.bertil)
    assert Appointment.objects.count() == 3


def test_a_meeting_has_a_length_and_a_worker_an_account(world):
    with pytest.raises(MeetingHasNoLength):
        book(world, person(1), minutes=0)
    world.bertil.is_active = False
    world.bertil.save()
    with pytest.raises(NotAWorker):
        book(world, person(1), worker=world.bertil)


def test_moving_leaves_the_old_time_free_and_names_the_successor(world):
    old = book(world, person(1))
    new = move_appointment(old, starts_at=moment(LATER) + timedelta(minutes=30), on=DAY, by=world.aino)
    old.refresh_from_db()
    assert (old.outcome, old.outcome_on, old.moved_to) == ("moved", DAY, new)
    assert (new.length, new.place, new.kind, new.client) == (old.length, old.place, old.kind, old.client)
    book(world, person(2), starts_at=moment(LATER) - timedelta(minutes=30))


def test_a_move_onto_another_meeting_changes_nothing(world):
    old = book(world, person(1))
    book(world, person(2), starts_at=moment(LATER, 12))
    with pytest.raises(WorkerIsBooked):
        move_appointment(old, starts_at=moment(LATER, 12), on=DAY, by=world.aino)
    old.refresh_from_db()
    assert (old.outcome, old.moved_to) == ("", None)


def test_a_meeting_moves_to_a_colleague(world):
    new = move_appointment(
        book(world, person(1)), starts_at=moment(LATER, 12), worker=world.bertil, minutes=30, on=DAY, by=world.aino
    )
    assert (new.worker, new.length) == (world.bertil, timedelta(minutes=30))


def test_what_has_been_told_is_not_moved(world):
    old = book(world, person(1))
    move_appointment(old, starts_at=moment(LATER, 12), on=DAY, by=world.aino)
    with pytest.raises(MeetingIsTold):
        move_appointment(old, starts_at=moment(LATER, 13), on=DAY, by=world.aino)
    with pytest.raises(MeetingIsTold):
        tell_outcome(old, "held", on=LATER, by=world.aino)


@pytest.mark.parametrize("outcome", ["excused", "cancelled"])
def test_a_cancelled_time_can_be_booked_again_and_not_brought_back_over_another(world, outcome):
    first = book(world, person(1))
    tell_outcome(first, outcome, on=DAY, by=world.aino, note="Sairas")
    book(world, person(2))
    with pytest.raises(WorkerIsBooked):
        tell_outcome(first, "held", on=LATER, by=world.aino)
    first.refresh_from_db()
    assert (first.outcome, first.outcome_on, first.note) == (outcome, DAY, "Sairas")


@pytest.mark.parametrize("outcome", ["held", "no_show"])
def test_what_is_to_come_is_not_told_as_held(world, outcome):
    with pytest.raises(NotYetHeld, match=r"19\.3\.2020"):
        tell_outcome(book(world, person(1)), outcome, on=DAY, by=world.aino)


def test_a_wrong_telling_is_told_again(world):
    meeting = book(world, person(1))
    tell_outcome(meeting, "no_show", on=LATER, by=world.aino)
    assert tell_outcome(meeting, "held", on=LATER, by=world.aino).outcome == "held"


@pytest.mark.requirement("JOU-81")
def test_contact_details_are_checked_at_the_meeting_and_who_was_met_without_it_is_known(world):
    """JOU-81: checked at every meeting; whoever was met without it shows until it is done."""
    client = reachable(1)
    tell_outcome(book(world, client), "held", on=LATER, by=world.aino)
    assert met_unchecked([client.pk]) == {client.pk: LATER}
    tell_outcome(book(world, client, starts_at=moment(LATER, 14)), "held", on=LATER, by=world.aino, details_checked=True)
    assert {detail.checked_on for detail in ContactDetail.objects.filter(client=client)} == {LATER}
    assert met_unchecked([client.pk]) == {}


def test_a_person_met_without_any_details_is_unchecked(world):
    client = person(1)
    tell_outcome(book(world, client), "held", on=LATER, by=world.aino, details_checked=True)
    assert met_unchecked([client.pk]) == {client.pk: LATER}


@pytest.mark.django_db(transaction=True)
def test_of_fifty_bookings_of_one_time_exactly_one_wins():
    """T6: real transactions, real threads; nobody sees a deadlock, forty-nine see the named refusal."""
    world = make_world()
    people = [person(number) for number in range(50)]
    start, came = threading.Barrier(50), []

    def try_to_book(client):
        start.wait()
        try:
            came.append(book(world, client))
        except (Refusal, DatabaseError) as error:
            came.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_to_book, args=(client,)) for client in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(each, Appointment) for each in came) == 1
    assert sum(isinstance(each, WorkerIsBooked) for each in came) == 49
    assert Appointment.objects.count() == 1
