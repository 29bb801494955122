"""Random lives through the commands: whatever happens, nobody with an open path is lost without being listed.

Every step draws a command, perhaps moves the day on, and then compares `continuity.breaches` with a plain retelling of the seven
statements over all rows. A refused command must leave every row as it was.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from nivel.access.refusal import Refusal
from nivel.clients.commands import end_relationship, name_responsible
from nivel.clients.models import CareRelationship
from nivel.meetings.models import Appointment
from nivel.paths import commands, continuity
from nivel.paths.models import Assessment, Closure, Episode, FollowUp, Handover, Path, Plan, Task
from nivel.paths.parameters import days
from tests.world import DAY, make_world, moment, person

pytestmark = pytest.mark.django_db

ACTIONS = (
    "contact", "not_reached", "plan", "task", "done", "episode", "agreed", "end", "end_open", "assess", "hold",
    "propose", "accept", "meet", "return", "close", "deliver", "follow", "reopen", "leave", "rename", "drop", "wait",
)  # fmt: skip
ON_A_PATH = ("plan", "task", "episode", "agreed", "assess", "propose", "close")
STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 40), st.integers(0, 1)), min_size=1, max_size=20)


@given(STEPS)
def test_no_statement_is_ever_broken_silently(steps):
    from django.db import transaction

    with transaction.atomic():
        _live(steps)
        transaction.set_rollback(True)


def _live(steps):
    world = make_world()
    people = [person(1, on=DAY), person(2, on=DAY)]
    on = DAY
    for action, number, who in steps:
        on += timedelta(days=number if action == "wait" else number % 3)
        if action in ON_A_PATH:
            _path(people[who], on)
        before = _everything()
        try:
            LIFE[action](world, people[who], on, number)
        except Refusal:
            assert _everything() == before, f"{action} was refused and yet changed something"
        _check(on)


def _check(on):
    found = continuity.breaches(on)
    assert {(breach.path_id, breach.kind.code) for breach in found} == set(_retold(on))
    for breach in found:
        assert breach.age_days >= 0
        if breach.kind.code not in ("no_responsible", "undelivered_plan", "follow_up_late") and not _lost(breach.client_id, on):
            assert breach.owner is not None


def _lost(client_id, on):
    return not CareRelationship.objects.filter(client=client_id).responsible(on).exists()


def _retold(on):
    """The seven statements in plain loops over rows."""
    rows = Path.objects.select_related("client", "closure")
    for path in rows.prefetch_related(
        "client__relationships__worker", "assessments__episode", "plans", "handovers", "tasks", "episodes"
    ):
        if path.closed_on and path.closed_on <= on:
            closure = path.closure
            again = any(later.former_id == path.pk and later.opened_on <= on for later in rows)
            if not again and (closure.delivered_on is None or closure.delivered_on > on):
                yield path.pk, "undelivered_plan"
            undone = [f for f in closure.follow_ups.all() if not f.held_on and not f.dropped_on]
            if any(f.due_on < on and f.worker.is_active for f in undone):
                yield path.pk, "follow_up_late"
            if any(not f.worker.is_active for f in undone):
                yield path.pk, "follow_up_unowned"
        elif path.opened_on <= on:
            yield from ((path.pk, code) for code in _broken(path, on))


def _broken(path, on):
    care = [
        r
        for r in path.client.relationships.all()
        if r.kind == "responsible" and r.starts_on <= on and (not r.ends_on or r.ends_on >= on)
    ]
    assert len(care) <= 1
    underway = [a for a in path.assessments.all() if a.starts_on <= on <= a.due_on and not (a.held_on and a.held_on <= on)]
    plans = [p for p in path.plans.all() if p.starts_on <= on and (not p.ends_on or p.ends_on >= on) and p.review_on >= on]
    handovers = [h for h in path.handovers.all() if not h.returned_on and not (h.accepted_on and h.met_on)]
    if not [r for r in care if r.worker.is_active]:
        yield "no_responsible"
    if not plans and not underway:
        yield "no_plan"
    if not _ahead(path, on, underway, handovers):
        yield "no_next_step"
    if _falls_off(path, on):
        yield "ended_without_successor"
    for handover in handovers:
        ahead = handover.meeting_on and handover.meeting_on >= on
        outside = "handover_meeting_ahead" if ahead else "handover_outside"
        inside = "open_handover" if handover.receiver is None or handover.receiver.is_active else "receiver_has_left"
        yield outside if handover.organisation_id else inside
        if handover.sender_id not in [r.worker_id for r in care]:
            yield "sender_not_responsible"
    finals = [
        a for a in path.assessments.all() if a.kind == "final" and a.due_on < on and not a.held_on and not a.episode.dropped_on
    ]
    if finals:
        yield "final_assessment_late"


def _ahead(path, on, underway, handovers):
    tasks = [t for t in path.tasks.all() if t.due_on >= on and not t.done_on and not t.dropped_on]
    planned = [e for e in path.episodes.all() if e.starts_on > on and not e.dropped_on]
    met = [h for h in handovers if h.meeting_on and h.meeting_on >= on]
    return tasks or planned or met or underway or [a for a in _meetings(path) if _booked(a, on)]


def _meetings(path):
    return list(Appointment.objects.filter(client=path.client_id))


def _booked(meeting, on):
    """Ahead of the day, and not told off by then."""
    return timezone.localdate(meeting.starts_at) >= on and (not meeting.outcome or meeting.outcome_on > on)


def _falls_off(path, on):
    live = [e for e in path.episodes.all() if not e.dropped_on]
    ended = [e for e in live if e.starts_on <= on and e.last_day and e.last_day < on]
    if not ended:
        return False
    end = max(e.last_day for e in ended)
    near = end + timedelta(days=days("max_gap_days") + 1)
    carried = [e for e in live if (e.last_day is None or e.last_day > end) and (e.starts_on <= on or e.starts_on <= near)]
    handed = [h for h in path.handovers.all() if not h.returned_on and (h.met_on is None or h.met_on >= end)]
    met = [a for a in _meetings(path) if timezone.localdate(a.starts_at) >= end and (_booked(a, on) or a.outcome == "held")]
    return not carried and not handed and not met


def _everything():
    models = (FollowUp, CareRelationship, Path, Plan, Task, Episode, Assessment, Handover, Closure, Appointment)
    return [list(model.objects.order_by("pk").values()) for model in models]


def _path(client, on):
    return commands.open_path(client, ground="contact", on=on, by=None)


def _newest(rows):
    return rows.order_by("-pk").first()


def _contact(world, client, on, number, result="reached"):
    next_on = on + timedelta(days=number) if number % 2 else None
    commands.record_contact(
        client,
        worker=world.aino,
        channel="phone",
        at=moment(on),
        result=result,
        next_channel="phone" if next_on else "",
        next_on=next_on,
        by=world.aino,
    )


def _plan(world, client, on, number):
    commands.make_plan(
        _path(client, on),
        kind="employment",
        starts_on=on,
        review_on=on + timedelta(days=number),
        client_agreed_on=on,
        on=on,
        by=None,
    )


def _task(world, client, on, number):
    commands.add_task(_path(client, on), text="t", doer="client", due_on=on + timedelta(days=number - 3), on=on, by=None)


def _done(world, client, on, number):
    if task := _newest(Task.objects.filter(path__client=client)):
        commands.complete_task(task, on=on, by=None)


def _episode(world, client, on, number):
    end = on + timedelta(days=number) if number % 3 else None
    commands.plan_episode(
        _path(client, on), service=world.tryout, starts_on=on + timedelta(days=number % 20), planned_ends_on=end, on=on, by=None
    )


def _agreed(world, client, on, number):
    terms = commands.AgreementTerms(on, on + timedelta(days=number), on)
    commands.plan_episode(_path(client, on), service=world.tryout, starts_on=on, agreement=terms, on=on, by=None)


def _end(world, client, on, number, following=None):
    if episode := _newest(Episode.objects.filter(path__client=client)):
        commands.end_episode(episode, ended_on=on - timedelta(days=number % 5), reason="r", following=following, on=on, by=None)


def _drop(world, client, on, number):
    if episode := _newest(Episode.objects.filter(path__client=client)):
        commands.drop_episode(episode, reason="r", on=on, by=None)


def _assess(world, client, on, number):
    commands.start_assessment(_path(client, on), kind="interim", due_on=on + timedelta(days=number - 2), on=on, by=None)


def _hold(world, client, on, number):
    if row := _newest(Assessment.objects.filter(path__client=client)):
        commands.hold_assessment(row, summary="s", next_step="n" * (number % 2), on=on, by=None)


def _propose(world, client, on, number):
    meeting_on = on + timedelta(days=number) if number % 2 else None
    commands.propose_handover(
        _path(client, on), receiver=world.bertil if number % 3 else world.aino, reason="r", meeting_on=meeting_on, on=on, by=None
    )


def _handover(act):
    def run(world, client, on, number):
        if row := _newest(Handover.objects.filter(path__client=client)):
            act(row, world, on)

    return run


def _close(world, client, on, number):
    commands.close_path(
        _path(client, on),
        outcome="other",
        reason="r",
        continuation_plan="p",
        delivery=commands.Delivery("TE", on) if number % 2 else None,
        on=on,
        by=world.aino,
    )


def _deliver(world, client, on, number):
    if row := _newest(Closure.objects.filter(path__client=client)):
        commands.deliver_continuation_plan(row, delivery=commands.Delivery("TE", on), on=on, by=None)


def _follow(world, client, on, number):
    if row := FollowUp.objects.filter(closure__path__client=client, held_on__isnull=True).first():
        commands.record_follow_up(row, situation="unemployed", held_on=on, on=on, by=None)


def _reopen(world, client, on, number):
    if row := _newest(Closure.objects.filter(path__client=client)):
        commands.reopen_path(row, worker=world.bertil, reason="r" * (number % 2), on=on, by=None)


def _leave(world, client, on, number):
    if row := CareRelationship.objects.filter(client=client).responsible(on).first():
        end_relationship(row, on=on, by=None, ground="left")


LIFE = {
    "contact": _contact,
    "not_reached": lambda w, c, on, n: _contact(w, c, on, n, result="not_reached"),
    "plan": _plan,
    "task": _task,
    "done": _done,
    "episode": _episode,
    "agreed": _agreed,
    "end": _end,
    "end_open": lambda w, c, on, n: _end(w, c, on, n, commands.Following(open_end=True)),
    "drop": _drop,
    "assess": _assess,
    "hold": _hold,
    "propose": _propose,
    "accept": _handover(lambda row, w, on: commands.accept_handover(row, on=on, by=row.receiver)),
    "meet": _handover(lambda row, w, on: commands.record_meeting_with_receiver(row, met_on=on, on=on, by=row.receiver)),
    "return": _handover(lambda row, w, on: commands.return_handover(row, reason="r", on=on, by=row.receiver)),
    "close": _close,
    "deliver": _deliver,
    "follow": _follow,
    "reopen": _reopen,
    "leave": _leave,
    "rename": lambda w, c, on, n: name_responsible(c, w.bertil, ground="g" * (n % 2), on=on, by=None),
    "wait": lambda w, c, on, n: None,
}
