"""A worker's calendar under random hands: whatever is booked, moved, cancelled and told, no two meetings overlap."""

import itertools
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nivel.access.refusal import Refusal
from nivel.meetings.commands import move_appointment, tell_outcome
from nivel.meetings.models import Appointment
from tests.meetings.people import book
from tests.world import DAY, make_world, moment, person

OUTCOMES = ["held", "no_show", "excused", "cancelled"]
quarters = st.integers(0, 12).map(lambda number: moment(DAY, 8) + timedelta(minutes=15 * number))
lengths = st.sampled_from([15, 30, 45, 60, 90])
which = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("book"), quarters, lengths, st.booleans()),
    st.tuples(st.just("move"), which, quarters, lengths, st.booleans()),
    st.tuples(st.just("tell"), which, st.sampled_from(OUTCOMES)),
)


class RandomBookings(TestCase):
    databases = ("default", "log")

    @given(st.lists(steps, min_size=3, max_size=25))
    @settings(max_examples=25, deadline=None)
    def test_a_worker_is_never_in_two_meetings(self, life):
        world, client = make_world(), person(1)
        workers = [world.aino, world.bertil]
        made: list[Appointment] = []
        for step in life:
            with suppress(Refusal):  # a refusal is an answer; that it left nothing behind is looked at below
                self.take(step, world, client, workers, made)
            self.look(made)

    def take(self, step, world, client, workers, made):
        if step[0] == "book":
            made.append(book(world, client, starts_at=step[1], minutes=step[2], worker=workers[step[3]]))
        elif made and step[0] == "move":
            old = made[step[1] % len(made)]
            made.append(move_appointment(old, starts_at=step[2], minutes=step[3], worker=workers[step[4]], on=DAY, by=world.aino))
        elif made:
            tell_outcome(made[step[1] % len(made)], step[2], on=DAY, by=world.aino)

    def look(self, made):
        rows = list(Appointment.objects.order_by("worker", "starts_at", "pk"))
        assert len(rows) == len(made)
        stands = [row for row in rows if row.outcome in {"", "held", "no_show"}]
        for former, latter in itertools.pairwise(stands):
            assert former.worker_id != latter.worker_id or former.ends_at <= latter.starts_at
        assert all((row.outcome == "moved") == (row.moved_to_id is not None) for row in rows)


pytestmark = pytest.mark.django_db
