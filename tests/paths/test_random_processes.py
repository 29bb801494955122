"""Random lives in processes, with payers and a psychologist: whatever is begun, forgotten or left, somebody holds it or it is seen.

As in `test_random_joint_work`, each step draws a command, perhaps moves the day on, and compares the statements with a plain retelling
over all rows. A refused command leaves every row as it was.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import example, given
from hypothesis import strategies as st

from nivel.access.models import Organisation
from nivel.access.refusal import Refusal
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.paths import commands
from nivel.paths.commands import Closed, Onward, Told
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Episode, PayerDecision, ProcessRun, ProcessStep, PsychologistReferral, Task
from nivel.paths.parameters import days
from nivel.paths.processes import process_of
from nivel.services.models import Direction, Service
from tests.paths.agreeing import planned
from tests.world import BEGAN, DAY, make_user, make_world

pytestmark = pytest.mark.django_db

ACTIONS = (
    "begin", "begin", "step", "step", "step", "assess", "hand_on", "drop", "ask", "ask", "answer", "answer", "start", "withdraw",
    "refer", "refer", "reply", "take_back", "leave", "close", "wait", "wait", "wait",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 60)), min_size=8, max_size=12)
TABLES = (ProcessRun, ProcessStep, PayerDecision, PsychologistReferral, Task, Assessment, Episode)
CODES = {"process_step_unowned", "process_step_late", "payer_decision_late", "granted_not_begun", "referral_unanswered"}


class Small:
    """One person, a coach, her colleague, a nurse and a psychologist, a clinic and Kela, which the client lets know."""

    def __init__(self):
        self.world = world = make_world()
        self.path = planned(world, 1)
        self.nurse = make_user("Noora", "Hoitaja", "nurse", world.workshop)
        self.psychologist = make_user("Pia", "Psykologi", "psychologist", world.workshop)
        self.clinic, self.kela = (
            Organisation.objects.create(name=name, kind=kind) for name, kind in (("Asema", "health_centre"), ("Kela", "kela"))
        )
        told = {"direction": Direction.REHABILITATION, "arranger": self.kela, "starts_on": BEGAN}
        self.coaching = Service.objects.create(name="Valmennus", kind="vocational_coaching", **told)
        for data_class, receiver in (("work_ability", self.clinic), ("work_ability", self.kela), ("health", self.clinic)):
            terms = PermissionTerms(data_class, world.municipality, receiver, "Arvio", DAY + timedelta(days=2000))
            give_permission(self.path.client, terms, on=DAY, by=None)

    def worker(self, n):
        return (self.world.aino, self.world.bertil, self.nurse)[n % 3]

    def run(self):
        return ProcessRun.objects.filter(path=self.path).order_by("pk").last()

    def referral(self):
        return PsychologistReferral.objects.filter(path=self.path).order_by("pk").last()

    def decision(self):
        return PayerDecision.objects.filter(path=self.path).order_by("pk").last()


def _begin(small, on, n):
    told = {"owner": small.worker(n), "due_on": on + timedelta(days=n), "note": "Jaksaminen"}
    commands.begin_process(small.path, "work_ability", **told, on=on, by=small.world.aino)


def _step(small, on, n):
    run = small.run()
    current = run.steps.filter(done_on__isnull=True).first() if run else None
    ahead = process_of(run).step(current.code).leads_to if current else ()
    if ahead:
        told = {"receiver": small.clinic if n % 5 else None, "next_step": "Seuraava" if n % 7 else ""}
        onward = Onward(ahead[n % len(ahead)], small.worker(n), on + timedelta(days=n), **told)
        commands.take_step(run, onward, on=on, by=small.world.aino)


def _assess(small, on, n):
    run = small.run()
    if run is None or run.assessment is None:
        return
    for code, by in (("health", small.nurse), ("functional_capacity", small.world.aino)):
        told = {"text": "Kirjattu", "summary": "Kevyt työ", "on": on, "by": by}
        sign_section(write_section(run.assessment, code, **told), on=on, by=by)
    commands.hold_assessment(run.assessment, summary="Osa-aikainen", next_step="Työ", on=on, by=small.world.aino)


def _hand_on(small, on, n):
    if small.run():
        told = {"owner": small.worker(n), "due_on": on + timedelta(days=n)}
        commands.hand_on_step(small.run(), **told, on=on, by=None)


def _drop(small, on, n):
    if small.run():
        commands.drop_process(small.run(), reason="Ei nyt", on=on, by=None)


def _ask(small, on, n):
    told = {"service": small.coaching, "payer": small.kela, "what": "Valmennus", "answer_due_on": on + timedelta(days=n)}
    commands.request_payer_decision(small.path, **told, on=on, by=small.world.aino)


def _answer(small, on, n):
    if small.decision():
        commands.record_payer_decision(small.decision(), Told(bool(n % 4), on, "Jaana", "Päätös"), on=on, by=None)


def _start(small, on, n):
    if small.decision():
        starts_on = on + timedelta(days=n)
        commands.begin_granted(small.decision(), starts_on=starts_on, ends_on=starts_on + timedelta(days=60), on=on, by=None)


def _withdraw(small, on, n):
    if small.decision():
        commands.withdraw_payer_request(small.decision(), reason="Ei hae", on=on, by=None)


def _refer(small, on, n):
    closed = Closed(["mental_health"], "Jaksaminen", "")
    told = {"receiver": small.clinic, "referred_on": on, "answer_due_on": on + timedelta(days=n), "closed": closed}
    commands.refer_by_psychologist(small.path, **told, on=on, by=small.psychologist)


def _reply(small, on, n):
    if small.referral():
        told = {"answer": "declined", "answered_on": on - timedelta(days=n % 4), "text": "Ei oteta"}
        commands.answer_referral(small.referral(), **told, on=on, by=small.psychologist)


def _take_back(small, on, n):
    if small.referral():
        commands.withdraw_referral(small.referral(), text="Ei tarvita", on=on, by=small.psychologist)


def _leave(small, on, n):
    small.world.bertil.is_active = bool(n % 2)
    small.world.bertil.save()


def _close(small, on, n):
    commands.close_path(small.path, outcome="other", reason="Muuttaa", continuation_plan="Ei jatkoa", on=on, by=small.world.aino)


LIFE = {
    "begin": _begin, "step": _step, "assess": _assess, "hand_on": _hand_on, "drop": _drop, "ask": _ask, "answer": _answer,
    "start": _start, "withdraw": _withdraw, "refer": _refer, "reply": _reply, "take_back": _take_back, "leave": _leave,
    "close": _close, "wait": lambda small, on, n: None,
}  # fmt: skip


@example([("ask", 1), ("wait", 20), ("answer", 1), ("wait", 30), ("start", 40), ("wait", 50)])
@example([("begin", 1), ("wait", 20), ("step", 4), ("leave", 0), ("wait", 3), ("hand_on", 3)])
@example([("refer", 3), ("wait", 5), ("close", 0), ("reply", 1), ("refer", 2), ("wait", 9), ("take_back", 0), ("close", 0)])
@given(STEPS)
def test_nobody_in_a_process_or_with_a_payer_waits_unseen(steps):
    with transaction.atomic():
        small, on = Small(), DAY
        for action, number in steps:
            before = _rows()
            try:
                with transaction.atomic():
                    LIFE[action](small, on, number)
            except Refusal:
                assert _rows() == before
            on += timedelta(days=number if action == "wait" else number % 3)
            _compare(small, on)
        transaction.set_rollback(True)


def _rows():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def _compare(small, on):
    """The statements against a plain retelling of all rows."""
    seen = {breach.kind.code for breach in breaches(on)} & CODES
    small.path.refresh_from_db()
    if small.path.closed_on:
        assert not ProcessRun.objects.filter(concluded_on__isnull=True, dropped_on__isnull=True).exists()
        assert not PsychologistReferral.objects.open_on(on).exists()
        assert seen == set()
    else:
        assert seen == {*_of_processes(on), *_of_payers(on), *_of_referrals(on)}


def _of_processes(on):
    """An open step always has its undone task, and an end its next step."""
    for run in ProcessRun.objects.all():
        step = run.steps.select_related("task__worker").filter(done_on__isnull=True).first()
        if run.concluded_on:
            assert step is None
            assert run.next_task.worker is not None
        elif run.dropped_on is None:
            assert Task.objects.undone_on(on).filter(pk=step.task_id).exists()
            if not step.task.worker.is_active:
                yield "process_step_unowned"
            elif step.task.due_on < on:
                yield "process_step_late"


def _of_payers(on):
    for row in PayerDecision.objects.filter(withdrawn_on__isnull=True).select_related("episode"):
        if row.recorded_on is None and row.answer_due_on < on:
            yield "payer_decision_late"
        late = row.positive and row.decided_on < on - timedelta(days=days("max_gap_days"))
        if late and (row.episode is None or row.episode.starts_on > on):
            yield "granted_not_begun"


def _of_referrals(on):
    """Asking after the answer is an undone task as long as there is none, and no longer."""
    for row in PsychologistReferral.objects.all():
        waits = not (row.answered_on or row.withdrawn_on)
        assert Task.objects.undone_on(on).filter(pk=row.task_id).exists() == waits
        if waits and row.answer_due_on < on:
            yield "referral_unanswered"
