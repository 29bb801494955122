"""Random joint work: whatever is opened, named, ended or forgotten, nothing of it is left hanging without being listed.

As in `test_random_lives`, each step draws a command, perhaps moves the day on, and compares the statements with a plain retelling over
all rows. A refused command leaves every row as it was, and no path is ever closed over something open.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nivel.access.refusal import Refusal
from nivel.clients.commands import name_responsible
from nivel.paths import commands, continuity
from nivel.paths.joint import parties_on
from nivel.paths.models import (
    Clarification,
    Examination,
    JointClientship,
    JointSeat,
    JointWorker,
    Path,
    PlacementRunner,
    Plan,
    RestrictedPlacement,
    VisitObligation,
)
from tests.paths.agreeing import planned
from tests.paths.test_joint_service import Joint
from tests.paths.test_restricted_placements import placed
from tests.world import DAY, make_world

pytestmark = pytest.mark.django_db

ACTIONS = (
    "client", "seat", "seat", "unname", "joint_plan", "end_client", "clarify", "examine", "ready", "apply", "decide", "give_up",
    "work", "require", "require", "settle", "place", "hand_on", "step_down", "leave", "leave", "close", "wait", "wait",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 60)), min_size=4, max_size=9)
TABLES = (
    JointClientship, JointSeat, JointWorker, Plan, Clarification, Examination, VisitObligation, RestrictedPlacement, PlacementRunner, Path,
)  # fmt: skip
CODES = {"joint_without_worker", "joint_plan_late", "visit_unrecorded", "clarification_late", "placement_without_runner"}


@given(STEPS, st.booleans())
def test_nothing_of_joint_work_is_left_hanging_unseen(steps, begun):
    with transaction.atomic():
        _live(steps, begun)
        transaction.set_rollback(True)


def _live(steps, begun):
    world = make_world()
    typ, path, on = Joint(world), planned(world, 1), DAY
    name_responsible(path.client, world.aino, on=DAY, by=None)
    clientship = typ.client(path, world.aino)
    _work(world, typ, path, on, 60)
    if begun:
        # Everything is held: what is left to find is how it comes apart.
        typ.seated(clientship, world.aino)
        commands.name_runner(placed(world, path, on=on), world.bertil, on=on, by=world.aino)
    for action, number in steps:
        on += timedelta(days=number if action == "wait" else number % 3)
        before = _everything()
        try:
            with transaction.atomic():
                LIFE[action](world, typ, Path.objects.get(pk=path.pk), on, number)
        except Refusal:
            assert _everything() == before, f"{action} was refused and yet changed something"
        _check(Path.objects.get(pk=path.pk), on)
    for day in _turning_days(path, on):
        _check(Path.objects.get(pk=path.pk), day)


def _turning_days(path, on):
    """As things were left: each day on which something falls due, and the day after, when it is late."""
    due = [row.due_on for row in VisitObligation.objects.filter(path=path)]
    due += [row.due_on for row in Clarification.objects.filter(path=path)]
    due += [row.plan_due_on for row in JointClientship.objects.filter(client=path.client)]
    return sorted({day + timedelta(days=more) for day in due for more in (0, 1) if day >= on})


def _everything():
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def _check(path, on):
    found = {breach.kind.code for breach in continuity.breaches(on) if breach.path_id == path.pk} & CODES
    if path.closed_on and path.closed_on <= on:
        assert found == set()
        assert not list(_open(path, on))
    else:
        assert found == set(_retold(path, on))


def _open(path, on):
    yield from JointClientship.objects.filter(client=path.client, ends_on=None)
    yield from Clarification.objects.filter(path=path, decided_on=None, dropped_on=None)
    yield from VisitObligation.objects.filter(path=path, settled_on=None)


def _in_force(row, on):
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def _retold(path, on):
    """The statements of joint work in plain loops over rows."""
    for row in JointClientship.objects.filter(client=path.client):
        if not _in_force(row, on):
            continue
        seats = [s for s in row.seats.all() if _in_force(s, on) and _in_force(s.worker, on) and s.worker.user.is_active]
        if not set(parties_on(on)) <= {seat.party for seat in seats}:
            yield "joint_without_worker"
        plans = [p for p in path.plans.all() if p.kind == "joint" and _in_force(p, on)]
        if row.plan_due_on < on and not plans:
            yield "joint_plan_late"
    yield from _retold_beside(path, on)


def _retold_beside(path, on):
    for row in VisitObligation.objects.filter(path=path, settled_on=None):
        if row.due_on < on:
            yield "visit_unrecorded"
    for row in Clarification.objects.filter(path=path, decided_on=None, dropped_on=None):
        undone = [each for each in row.examinations.all() if not each.done_on and each.due_on < on]
        if undone or (row.due_on < on and not row.applied_on):
            yield "clarification_late"
    for row in RestrictedPlacement.objects.filter(episode__path=path):
        running = row.episode.starts_on <= on and (row.episode.ended_on is None or row.episode.ended_on >= on)
        if running and not [r for r in row.runners.all() if _in_force(r, on) and r.worker.is_active]:
            yield "placement_without_runner"


def _newest(rows):
    return rows.order_by("-pk").first()


def _on(rows, act):
    """The command on the newest of the path's rows, when there is one."""

    def run(world, typ, path, on, number):
        if row := _newest(rows(path)):
            act(row, world, typ, on, number)

    return run


def _clarify(world, typ, path, on, number):
    purpose = "pension" if number % 2 else "rehabilitation"
    due_on = on + timedelta(days=number)
    commands.begin_clarification(path, purpose=purpose, due_on=due_on, examinations=["a", "b"], on=on, by=None)


def _examine(row, world, typ, on, number):
    if undone := row.examinations.filter(done_on=None).first():
        commands.record_examination(undone, done_on=on, place="", on=on, by=None)


def _seat(row, world, typ, on, number):
    worker = list(typ.workers.values())[number % 3]
    commands.seat_joint_worker(row, worker, on=on, by=world.aino)


def _joint_plan(world, typ, path, on, number):
    review_on = on + timedelta(days=number)
    commands.make_plan(path, kind="joint", starts_on=on, review_on=review_on, client_agreed_on=on, on=on, by=world.aino)


def _end_client(row, world, typ, on, number):
    agreed_by = list(typ.workers)[: 2 + number % 2]
    commands.end_joint_clientship(row, reason="work", assessment="a", agreed_by=agreed_by, on=on, by=None)


def _work(world, typ, path, on, number):
    ends_on = on + timedelta(days=number)
    commands.plan_episode(path, service=world.rehabilitative_work, starts_on=on, planned_ends_on=ends_on, on=on, by=None)


def _require(world, typ, path, on, number):
    if episode := _newest(path.episodes):
        commands.require_visit(path, episode, endangers="e", due_on=on + timedelta(days=number % 20), on=on, by=None)


def _hand_on(row, world, typ, on, number):
    commands.name_runner(row, world.bertil, on=on, by=world.aino)


def _step_down(row, world, typ, on, number):
    if runner := row.runners.filter(ends_on=None).first():
        commands.end_runner(runner, on=on, by=world.aino)


def _leave(world, typ, path, on, number):
    """Somebody's account is closed: Kela's worker, Aino, or Bertil."""
    user = (typ.kela, world.aino, world.bertil)[number % 3]
    user.is_active = False
    user.save()


def _close(world, typ, path, on, number):
    for episode in path.episodes.filter(ended_on=None, dropped_on=None, starts_on__lte=on):
        following = commands.Following(open_end=True)
        commands.end_episode(episode, ended_on=on, reason="r", following=following, on=on, by=None)
    commands.close_path(path, outcome="other", reason="r", continuation_plan="p", on=on, by=world.aino)


def _clarifications(path):
    return Clarification.objects.filter(path=path)


def _clientships(path):
    return JointClientship.objects.filter(client=path.client)


LIFE = {
    "client": lambda w, typ, path, on, n: typ.client(path, w.aino, ground="g" * (n % 2), on=on),
    "seat": _on(_clientships, _seat),
    "unname": lambda w, typ, path, on, n: commands.end_joint_worker(list(typ.workers.values())[n % 3], on=on, by=None),
    "joint_plan": _joint_plan,
    "end_client": _on(_clientships, _end_client),
    "clarify": _clarify,
    "examine": _on(_clarifications, _examine),
    "ready": _on(_clarifications, lambda row, w, typ, on, n: commands.mark_ready(row, on=on, by=None)),
    "apply": _on(_clarifications, lambda row, w, typ, on, n: commands.record_pension_application(row, on=on, by=None)),
    "decide": _on(
        _clarifications, lambda row, w, typ, on, n: commands.record_pension_decision(row, decision="granted", on=on, by=None)
    ),
    "give_up": _on(_clarifications, lambda row, w, typ, on, n: commands.drop_clarification(row, reason="r", on=on, by=None)),
    "work": _work,
    "require": _require,
    "settle": _on(
        lambda path: VisitObligation.objects.filter(path=path),
        lambda row, w, typ, on, n: commands.settle_visit(row, visited=bool(n % 2), outcome="o", on=on, by=None),
    ),
    "place": lambda w, typ, path, on, n: placed(w, path, on=on),
    "hand_on": _on(lambda path: RestrictedPlacement.objects.filter(episode__path=path), _hand_on),
    "step_down": _on(lambda path: RestrictedPlacement.objects.filter(episode__path=path), _step_down),
    "leave": _leave,
    "close": _close,
    "wait": lambda w, typ, path, on, n: None,
}
