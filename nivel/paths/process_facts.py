"""Missä vaiheessa: how far a client is in the process of a service, told by what is recorded of the period itself (JOU-93).

Nothing is marked by hand: each step names the fact by which it is known, and the fact has its day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nivel.meetings.models import Appointment
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Agreement, Assessment, Closure, Episode, Path, Plan
from nivel.paths.parameters import own
from nivel.paths.queries import successor_of
from nivel.programmes.model import Process, Step
from nivel.timeline.moments import day_of


@dataclass(frozen=True)
class Known:
    """Vaihe ja sen päivä: done on a day, or by which day it is due, when a day is set."""

    step: Step
    done_on: date | None
    due_on: date | None
    state: str


def process_of_service(kind: str) -> Process | None:
    """The municipality's process for services of the kind, when it has drawn one."""
    return next((process for process in own().processes if process.service == kind), None)


def served(path: Path, on: date) -> list[tuple[Episode, Process]]:
    """The path's periods in services that have a process of their own, the newest first."""
    rows = Episode.objects.filter(path=path, made_on__lte=on, dropped_on__isnull=True).order_by("-starts_on", "-pk")
    found = ((episode, process_of_service(episode.service.kind)) for episode in rows.select_related("service", "place"))
    return [(episode, process) for episode, process in found if process is not None]


def known_steps(episode: Episode, process: Process, on: date) -> dict[str, Known]:
    """Each step: done with its day, passed by without a fact of its own, now, or ahead."""
    days = {step.code: FACTS[step.known_by](episode, on) if step.known_by else None for step in process.steps}
    done = {code for code, day in days.items() if day is not None}
    ended = any(not step.leads_to and step.code in done for step in process.steps)
    turn = set() if ended else _following(process, done)
    passed = {step.code for step in process.steps if _leads(process, step.code) & done} - done
    found = {}
    for step in process.steps:
        code = step.code
        state = "done" if code in done else "passed" if code in passed else "now" if code in turn else "ahead"
        found[code] = Known(step, days[code], None if code in done else _due(episode, step), state)
    return found


def _following(process: Process, done: set[str]) -> set[str]:
    """The steps whose turn it is: those that what is done leads to, or the first."""
    turn = {follower for step in process.steps if step.code in done for follower in step.leads_to}
    return turn or {process.steps[0].code}


def _leads(process: Process, code: str) -> set[str]:
    """Everything that comes after a step, by any way."""
    leads = {step.code: step.leads_to for step in process.steps}
    seen: set[str] = set()
    ahead = list(leads[code])
    while ahead:
        each = ahead.pop()
        if each not in seen:
            seen.add(each)
            ahead += leads[each]
    return seen


def _due(episode: Episode, step: Step) -> date | None:
    """The day by which the step is due: the final assessment and the contact during the period have one."""
    agreement = _agreements(episode).order_by("-starts_on").first()
    if agreement is None:
        return None
    return {"final": agreement.final_assessment_due_on, "interim": agreement.next_meeting_on}.get(step.known_by)


def _agreements(episode: Episode) -> QuerySet[Agreement]:
    return Agreement.objects.filter(episode=episode)


# --- The facts ------------------------------------------------------------------------------------------------------------


def _plan(episode: Episode, on: date) -> date | None:
    kinds = (Plan.Kind.ACTIVATION, Plan.Kind.JOINT)
    until = min(on, episode.starts_on)
    row = Plan.objects.filter(path=episode.path_id, kind__in=kinds, starts_on__lte=until).order_by("-starts_on").first()
    return row.client_agreed_on if row else None


def _referral(episode: Episode, on: date) -> date | None:
    return episode.made_on if episode.made_on <= on else None


def _agreement(episode: Episode, on: date) -> date | None:
    return _agreements(episode).filter(agreed_on__lte=on).order_by("agreed_on").values_list("agreed_on", flat=True).first()


def _decision(episode: Episode, on: date) -> date | None:
    days = _agreements(episode).filter(decision__decided_on__lte=on).order_by("decision__decided_on")
    return days.values_list("decision__decided_on", flat=True).first()


def _delivery(episode: Episode, on: date) -> date | None:
    days = _agreements(episode).filter(deliveries__delivered_on__lte=on).order_by("deliveries__delivered_on")
    return days.values_list("deliveries__delivered_on", flat=True).first()


def _work(episode: Episode, on: date) -> date | None:
    rows = episode.attendance.attended().filter(on__lte=on).order_by("on")
    return rows.values_list("on", flat=True).first()


def _interim(episode: Episode, on: date) -> date | None:
    meetings = interim_meetings(_agreements(episode))
    met = [day_of(row.starts_at) for row in meetings if row.outcome == Appointment.Outcome.HELD]
    rows = episode.assessments.filter(kind=Assessment.Kind.INTERIM)
    days = [day for day in (*met, *rows.values_list("held_on", flat=True)) if day and day <= on]
    return min(days, default=None)


def _final(episode: Episode, on: date) -> date | None:
    rows = episode.assessments.filter(kind=Assessment.Kind.FINAL, held_on__lte=on).order_by("held_on")
    return rows.values_list("held_on", flat=True).first()


def _continued(episode: Episode, on: date) -> date | None:
    days = list(_agreements(episode).filter(agreed_on__lte=on).order_by("agreed_on").values_list("agreed_on", flat=True))
    after = successor_of(episode)
    if after and after.made_on <= on and after.service.kind == episode.service.kind:
        return after.made_on
    return days[-1] if len(days) > 1 else None


def _moved_on(episode: Episode, on: date) -> date | None:
    after = successor_of(episode)
    return after.made_on if after and after.made_on <= on and after.service.kind != episode.service.kind else None


def _closed(episode: Episode, on: date) -> date | None:
    row = Closure.objects.filter(path=episode.path_id, path__closed_on__lte=on).select_related("path").first()
    return row.path.closed_on if row else None


FACTS: dict[str, Callable[[Episode, date], date | None]] = {
    "plan": _plan,
    "referral": _referral,
    "agreement": _agreement,
    "decision": _decision,
    "delivery": _delivery,
    "work": _work,
    "interim": _interim,
    "final": _final,
    "continued": _continued,
    "moved_on": _moved_on,
    "closed": _closed,
}
