from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.assessment_refusals import TaskIsOpen
from nivel.paths.commands.opening import locked
from nivel.paths.commands.parties import carry_on, let_owner_in, owner_for, tell_main_need
from nivel.paths.joint import unseated
from nivel.paths.joint_refusals import AuthoritiesAreMissing
from nivel.paths.law_days import review_basis
from nivel.paths.models import Goal, JointClientship, Path, Plan, Task
from nivel.paths.plans import plan_in_force
from nivel.paths.process_refusals import TaskHasItsPage
from nivel.paths.refusals import AgreedDayIsAhead, DayIsBefore, DoerIsMissing, ReasonIsMissing, TaskIsSettled


@dataclass(frozen=True)
class TaskTerms:
    """What is agreed to be done: text, who, by when. `worker` is needed when the doer is a worker."""

    text: str
    doer: str
    due_on: date
    worker: User | None = None
    partner: str = ""


@command
def make_plan(
    path: Path,
    *,
    kind: str,
    starts_on: date,
    review_on: date,
    client_agreed_on: date,
    on: date,
    by: User | None,
    goals: Iterable[tuple[str, str]] = (),
    tasks: Iterable[TaskTerms] = (),
    own_words: str = "",
    reason: str = "",
    channel: str = Plan.Channel.PRESENT,
    main_need: str = "",
    owner: User | None = None,
) -> Plan:
    """Make a plan with the client; the plan before it ends the day before (C6). Goals are (text, direction).

    The client's main need, told here or before, decides of which role the plan's owner is (JOU-07). Raises DayIsBefore,
    AgreedDayIsAhead, PlanOwnerByNeed, PlanNeedsOwner, AuthoritiesAreMissing.
    """
    path = locked(path, on)
    if client_agreed_on > on:
        raise AgreedDayIsAhead(day=on)
    if kind == Plan.Kind.JOINT:
        _check_authorities(path, starts_on)
    if main_need:
        tell_main_need(path, main_need, on=on, by=by)
    owner = owner_for(path, owner, on=on, by=by)
    former = plan_replaced_by(path, kind)
    earliest = former.starts_on if former else path.opened_on
    if starts_on < earliest:
        raise DayIsBefore(day=earliest)
    if review_on < starts_on:
        raise DayIsBefore(day=starts_on)
    if former:
        former.ends_on = max(starts_on - timedelta(days=1), former.starts_on)
        former.save(update_fields=["ends_on"])
    plan = Plan.objects.create(
        path=path,
        kind=kind,
        starts_on=starts_on,
        review_on=review_on,
        client_agreed_on=client_agreed_on,
        channel=channel,
        own_words=own_words,
        replaces=former,
        version=former.version + 1 if former and former.kind == kind else 1,
        law_basis=review_basis(kind, review_on, starts_on),
        reason=reason,
        owner=owner,
        made_by=by,
    )
    carry_on(former, plan, starts_on)
    let_owner_in(path.client, owner, on=on, by=by)
    Goal.objects.bulk_create(Goal(plan=plan, text=text, direction=direction) for text, direction in goals)
    for terms in tasks:
        _write_task(path, terms, kind=Task.Kind.AGREED, on=on, plan=plan)
    return plan


def _check_authorities(path: Path, on: date) -> None:
    """A client of the joint service has several authorities in the plan: each has named its worker first (POR-31)."""
    served = JointClientship.objects.filter(client=path.client_id).in_force(on).first()
    missing = unseated(served, on) if served else []
    if missing:
        raise AuthoritiesAreMissing(who=", ".join(str(party.label) for party in missing))


def plan_replaced_by(path: Path, kind: str) -> Plan | None:
    """The plan in force that a plan of the kind takes the place of: a main plan any main plan, another one its own kind (JOU-31)."""
    standing = Plan.objects.filter(path=path, ends_on__isnull=True).select_related("made_by")
    return standing.filter(kind__in=replaceable(kind)).first()


def replaceable(kind: str) -> tuple[str, ...]:
    """The kinds whose plan a plan of the kind takes the place of."""
    return tuple(Plan.MAIN) if kind in Plan.MAIN else (kind,)


@command
def add_task(
    path: Path,
    *,
    text: str,
    doer: str,
    due_on: date,
    on: date,
    by: User | None,
    worker: User | None = None,
    partner: str = "",
    kind: str = Task.Kind.AGREED,
) -> Task:
    """Agree a task: who does what by when; what the client agrees to do is the plan's own (JOU-29). Raises DoerIsMissing, DayIsBefore."""
    path = locked(path, on)
    agreed = doer == Task.Doer.CLIENT and kind == Task.Kind.AGREED
    plan = plan_in_force(path, on) if agreed else None
    return _write_task(path, TaskTerms(text, doer, due_on, worker, partner), kind=kind, on=on, plan=plan)


def _write_task(path: Path, terms: TaskTerms, *, kind: str, on: date, plan: Plan | None) -> Task:
    if terms.due_on < on:
        raise DayIsBefore(day=on)
    if (terms.doer == Task.Doer.WORKER and terms.worker is None) or (
        terms.doer == Task.Doer.PARTNER and not terms.partner.strip()
    ):
        raise DoerIsMissing
    return Task.objects.create(
        path=path,
        kind=kind,
        plan=plan,
        text=terms.text,
        doer=terms.doer,
        worker=terms.worker,
        partner=terms.partner,
        made_on=on,
        due_on=terms.due_on,
    )


@command
def complete_task(task: Task, *, on: date, by: User | None) -> Task:
    """Mark a task done that day. Raises TaskIsSettled, TaskHasItsPage."""
    task = _unsettled(task)
    task.done_on = on
    task.save(update_fields=["done_on"])
    return task


@command
def drop_task(task: Task, *, reason: str, on: date, by: User | None) -> Task:
    """Give a task up with a reason. Raises TaskIsSettled, ReasonIsMissing."""
    if not reason.strip():
        raise ReasonIsMissing
    task = _unsettled(task)
    task.dropped_on, task.dropped_reason = on, reason
    task.save(update_fields=["dropped_on", "dropped_reason"])
    return task


@command
def reopen_task(task: Task, *, on: date, by: User | None) -> Task:
    """What was marked done or dropped by mistake is to be done after all, by the day it had. Raises TaskIsOpen, TaskHasItsPage."""
    locked(task.path, on)
    fresh = Task.objects.select_for_update().get(pk=task.pk)
    if not fresh.reopens:
        raise TaskHasItsPage
    if not (fresh.done_on or fresh.dropped_on):
        raise TaskIsOpen
    fresh.done_on, fresh.dropped_on, fresh.dropped_reason = None, None, ""
    fresh.save(update_fields=["done_on", "dropped_on", "dropped_reason"])
    return fresh


def _unsettled(task: Task) -> Task:
    fresh = Task.objects.select_for_update().get(pk=task.pk)
    if fresh.done_on or fresh.dropped_on:
        raise TaskIsSettled
    if fresh.settled_elsewhere:
        raise TaskHasItsPage
    return fresh
