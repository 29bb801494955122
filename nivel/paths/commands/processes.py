"""Prosessin vaiheet: a client is taken from the need to the way on, and at every moment one worker holds the step by a day (REL-06)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.commands import start_relationship, unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import CareRelationship, Client, DataClass, Disclosure
from nivel.paths import process_refusals as refusals
from nivel.paths.commands.assessments import start_assessment
from nivel.paths.commands.opening import locked
from nivel.paths.models import Assessment, Path, ProcessRun, ProcessStep, Task
from nivel.paths.processes import carried, process_of, professions_signed
from nivel.paths.refusals import DayIsBefore, OrganisationIsUnknown, ReasonIsMissing
from nivel.programmes.model import Process, Step

SEVERAL = 2


@dataclass(frozen=True)
class Onward:
    """Seuraava vaihe: which step, whose it is and by which day. A way on tells its next step in words."""

    to: str
    owner: User
    due_on: date
    note: str = ""
    receiver: Organisation | None = None
    next_step: str = ""


@command
def begin_process(path: Path, process: str, *, owner: User, due_on: date, note: str, on: date, by: User | None) -> ProcessRun:
    """The need is recognised: the first step has its owner and day. Raises ProcessIsUnknown, ProcessStands, ReasonIsMissing."""
    path = locked(path, on)
    told = next((each for each in carried() if each.code == process), None)
    if told is None:
        raise refusals.ProcessIsUnknown
    if not note.strip():
        raise ReasonIsMissing
    standing = ProcessRun.objects.filter(path=path, process=process).open_on(on).first()
    if standing:
        raise refusals.ProcessStands(day=standing.begun_on)
    run = ProcessRun.objects.create(path=path, process=process, begun_on=on, begun_by=by)
    _enter(run, told, told.steps[0], Onward(told.steps[0].code, owner, due_on, note), on=on, by=by)
    return run


@command
def take_step(run: ProcessRun, onward: Onward, *, on: date, by: User) -> ProcessStep | Task:
    """Leave the step for the next one in one act, so that nobody waits unheld between them; the last way ends in a task.

    Raises StepDoesNotFollow, and what the step left needs: ReceiverIsUnnamed, as may_disclose, ProfessionsAreMissing,
    AssessmentIsNotHeld, NextStepIsUnnamed.
    """
    run, process, current = _open(run, on)
    told = process.step(current.code)
    to = process.step(onward.to)
    if told is None or to is None or onward.to not in told.leads_to:
        names = [step.title.say(_language()) for step in process.steps if told and step.code in told.leads_to]
        raise refusals.StepDoesNotFollow(names=", ".join(names))
    for need in told.needs:
        NEEDS[need](run, current, onward, on=on, by=by)
    _leave(current, on)
    return _enter(run, process, to, onward, on=on, by=by) if to.leads_to else _conclude(run, to, onward, on=on, by=by)


@command
def hand_on_step(run: ProcessRun, *, owner: User, due_on: date, on: date, by: User | None) -> ProcessStep:
    """The step under way has another owner or day from today on. Raises ProcessIsOver, DayIsBefore."""
    run, _process, current = _open(run, on)
    if due_on < on:
        raise DayIsBefore(day=on)
    current.task.worker, current.task.due_on = owner, due_on
    current.task.save(update_fields=["worker", "due_on"])
    _let_in(run.path.client, owner, on=on, by=by)
    return current


@command
def drop_process(run: ProcessRun, *, reason: str, on: date, by: User | None) -> ProcessRun:
    """Given up with a reason. Raises ProcessIsOver, ReasonIsMissing."""
    if not reason.strip():
        raise ReasonIsMissing
    run, _process, current = _open(run, on)
    current.task.dropped_on, current.task.dropped_reason = on, reason.strip()
    current.task.save(update_fields=["dropped_on", "dropped_reason"])
    run.dropped_on, run.dropped_reason = on, reason.strip()
    run.save(update_fields=["dropped_on", "dropped_reason"])
    return run


def _open(run: ProcessRun, on: date) -> tuple[ProcessRun, Process, ProcessStep]:
    """The run as it stands with its process and open step, its path held. Raises ProcessIsOver."""
    locked(run.path, on)
    fresh = ProcessRun.objects.select_for_update(of=("self",)).select_related("path__client").get(pk=run.pk)
    process = process_of(fresh)
    current = ProcessStep.objects.filter(run=fresh, done_on__isnull=True).select_related("task").first()
    if process is None or current is None or fresh.concluded_on or fresh.dropped_on:
        raise refusals.ProcessIsOver
    return fresh, process, current


def _enter(run: ProcessRun, process: Process, step: Step, onward: Onward, *, on: date, by: User | None) -> ProcessStep:
    if onward.due_on < on:
        raise DayIsBefore(day=on)
    if step.assessment:
        due_on = onward.due_on
        run.assessment = start_assessment(run.path, kind=step.assessment, due_on=due_on, on=on, by=by, beside=True)
        run.save(update_fields=["assessment"])
    text = f"{process.title.say(_language())}: {step.title.say(_language())}"
    task = _task(run.path, text, onward, Task.Kind.PROCESS, on)
    _let_in(run.path.client, onward.owner, on=on, by=by)
    return ProcessStep.objects.create(run=run, code=step.code, task=task, note=onward.note.strip(), entered_on=on)


def _conclude(run: ProcessRun, way: Step, onward: Onward, *, on: date, by: User | None) -> Task:
    if not onward.next_step.strip():
        raise refusals.NextStepIsUnnamed
    if onward.due_on < on:
        raise DayIsBefore(day=on)
    run.next_task = _task(run.path, onward.next_step.strip(), onward, Task.Kind.AGREED, on)
    run.way, run.concluded_on = way.code, on
    run.save(update_fields=["next_task", "way", "concluded_on"])
    _let_in(run.path.client, onward.owner, on=on, by=by)
    return run.next_task


def _task(path: Path, text: str, onward: Onward, kind: str, on: date) -> Task:
    told = {"doer": Task.Doer.WORKER, "worker": onward.owner, "made_on": on, "due_on": onward.due_on}
    return Task.objects.create(path=path, kind=kind, text=text[:300], **told)


def _leave(current: ProcessStep, on: date) -> None:
    current.done_on = current.task.done_on = on
    current.task.save(update_fields=["done_on"])
    current.save(update_fields=["done_on", "disclosure"])


def _let_in(client: Client, owner: User, *, on: date, by: User | None) -> None:
    """Whoever holds a step works with the person from then on."""
    if not CareRelationship.objects.filter(client=client, worker=owner).in_force(on).exists():
        start_relationship(client, owner, CareRelationship.Kind.TEAM, ground=_("holds a step of a process"), on=on, by=by)


def _language() -> str:
    return get_language() or "fi"


# --- What a step needs before it is left ----------------------------------------------------------------------------------


def _transfer(run: ProcessRun, current: ProcessStep, onward: Onward, *, on: date, by: User) -> None:
    """The referral goes to its receiver by the client's permission or by a statute, and stands on the record of transfers."""
    sending = unit_of(by, on)
    if onward.receiver is None:
        raise refusals.ReceiverIsUnnamed
    if sending is None:
        raise OrganisationIsUnknown
    current.disclosure = _sent(run, sending.organisation, onward.receiver, on=on, by=by)


def _sent(run: ProcessRun, sender: Organisation, receiver: Organisation, *, on: date, by: User) -> Disclosure:
    what = _("Referral to a work-ability assessment")
    return record_disclosure(
        run.path.client, data_class=DataClass.WORK_ABILITY, sender=sender, receiver=receiver, what=what, on=on, by=by
    )


def _professions(run: ProcessRun, current: ProcessStep, onward: Onward, *, on: date, by: User) -> None:
    if run.assessment is None or len(professions_signed(run.assessment, on)) < SEVERAL:
        raise refusals.ProfessionsAreMissing


def _held(run: ProcessRun, current: ProcessStep, onward: Onward, *, on: date, by: User) -> None:
    held = Assessment.objects.filter(process_runs=run, held_on__lte=on).exclude(summary="")
    if not held.exists():
        raise refusals.AssessmentIsNotHeld


NEEDS: dict[str, Callable[..., None]] = {"transfer": _transfer, "professions": _professions, "held": _held}
