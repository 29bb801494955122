"""Continuity (katkeamattomuus): what must hold for every person with an open path on any day, and every breach of it.

The seven statements of the house, each a query that finds the paths for which it does not hold:
1. exactly one responsible worker (that there are not two is kept by a constraint);
2. a plan in force, or an assessment under way with a deadline;
3. a dated next step;
4. no episode ends without a successor or an accepted closure;
5. a handover is open, and the sender responsible, until the receiver has accepted and met the client;
6. the final assessment is held by its deadline;
7. a closure has its continuation plan delivered.

`since` is the day something ended, ran out or began to wait; a breach's age is the days from it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Unit, User
from nivel.clients.models import CareRelationship, Client
from nivel.clients.queries import responsible_workers
from nivel.meetings.models import Appointment
from nivel.paths.models import Assessment, Closure, Episode, Handover, Path, Plan, Task
from nivel.paths.parameters import days
from nivel.paths.queries import booked_on, underway_on, with_last_day
from nivel.timeline.moments import start_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """Katkoksen laji: its code, the statement it breaks, what it says, and the remedy: a label and the route that offers it."""

    code: str
    statement: int
    name: object
    remedy: object
    route: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("no_responsible", 1, _("No responsible worker"), _("Name a responsible worker"), "client_responsible"),
        Kind("no_plan", 2, _("No plan in force"), _("Make or update the plan"), "client_plan"),
        Kind("no_next_step", 3, _("No dated next step"), _("Agree the next step"), "client_step"),
        Kind("ended_without_successor", 4, _("A period ended and nothing follows"), _("Agree what follows"), "client_episode"),
        Kind("open_handover", 5, _("A handover is open"), _("Remind the receiver"), "client_handover"),
        Kind(
            "sender_not_responsible",
            5,
            _("The sender of an open handover is not responsible"),
            _("Settle who is"),
            "client_handover",
        ),
        Kind("final_assessment_late", 6, _("The final assessment is late"), _("Hold the final assessment"), "client_assessment"),
        Kind("undelivered_plan", 7, _("The continuation plan is not delivered"), _("Deliver it"), "client_closure"),
    )
}


@dataclass(frozen=True)
class Breach:
    """Katkos: one statement that does not hold for one person on a day. `state` is open while it is only waiting, else broken."""

    client_id: int
    path_id: int
    kind: Kind
    since: date
    age_days: int
    state: str
    subject: str = ""
    owner: User | None = None
    unit: Unit | None = None


Found = Iterator[tuple[Path, date, str]]


def breaches(on: date, people: QuerySet[Client] | None = None) -> list[Breach]:
    """Every breach on the day for the people (all, when not given), the oldest first, with owner and unit. 10 queries."""
    paths = Path.objects.open_on(on)
    closed = Path.objects.filter(closed_on__lte=on)
    if people is not None:
        paths, closed = paths.filter(client__in=people), closed.filter(client__in=people)
    found = [
        Breach(path.client_id, path.pk, KINDS[code], since, (on - since).days, _state(code, since, on), subject)
        for code, statement in STATEMENTS.items()
        for path, since, subject in statement(closed if code == "undelivered_plan" else paths, on)
    ]
    return sorted(_owned(found, on), key=lambda b: (b.since, b.client_id, b.kind.statement))


def _state(code: str, since: date, on: date) -> str:
    waiting = code == "open_handover" and (on - since).days <= days("max_gap_days")
    return "open" if waiting or code == "undelivered_plan" else "broken"


def _owned(found: list[Breach], on: date) -> Iterable[Breach]:
    care = responsible_workers({breach.client_id for breach in found}, on)
    closers = {
        row.path_id: row.closed_by
        for row in Closure.objects.filter(path__in=[b.path_id for b in found if b.kind.statement == 7]).select_related(
            "closed_by"
        )
    }
    for breach in found:
        row = care.get(breach.client_id)
        owner = row.worker if row else closers.get(breach.path_id)
        yield replace(breach, owner=owner, unit=row.unit if row else None)


def no_responsible(paths: QuerySet[Path], on: date) -> Found:
    """1. Nobody is responsible, or the one who is has no account in use any more."""
    care = CareRelationship.objects.filter(client=OuterRef("client"), kind=CareRelationship.Kind.RESPONSIBLE)
    broken = paths.exclude(Exists(care.in_force(on).filter(worker__is_active=True)))
    broken = broken.annotate(until=Max("client__relationships__ends_on", filter=_was_responsible(on)))
    return ((path, max(path.opened_on, path.until or path.opened_on), "") for path in broken)


def _was_responsible(on: date) -> Q:
    return Q(client__relationships__kind=CareRelationship.Kind.RESPONSIBLE, client__relationships__ends_on__lt=on)


def no_plan(paths: QuerySet[Path], on: date) -> Found:
    """2. No plan in force whose review day has not passed, and no assessment under way with a deadline ahead."""
    plans = Plan.objects.filter(path=OuterRef("pk"), review_on__gte=on).in_force(on)
    underway = Assessment.objects.filter(underway_on(on), path=OuterRef("pk"))
    broken = (
        paths.exclude(Exists(plans))
        .exclude(Exists(underway))
        .annotate(
            planned=Max(
                Least("plans__review_on", Coalesce("plans__ends_on", "plans__review_on")), filter=Q(plans__starts_on__lte=on)
            ),
            assessed=Max(Coalesce("assessments__held_on", "assessments__due_on"), filter=Q(assessments__starts_on__lte=on)),
        )
    )
    return ((path, _latest(on, path.opened_on, path.planned, path.assessed), "") for path in broken)


def no_next_step(paths: QuerySet[Path], on: date) -> Found:
    """3. Nothing dated is ahead: no meeting, task, planned period, assessment, handover meeting or interim contact."""
    ahead = (
        Appointment.objects.filter(booked_on(on), client=OuterRef("client")),
        Task.objects.filter(path=OuterRef("pk"), due_on__gte=on).undone_on(on),
        Episode.objects.filter(path=OuterRef("pk"), starts_on__gt=on, made_on__lte=on).exclude(dropped_on__lte=on),
        Episode.objects.filter(path=OuterRef("pk"), agreements__next_meeting_on__gte=on, ended_on__isnull=True),
        Assessment.objects.filter(underway_on(on), path=OuterRef("pk")),
        Handover.objects.filter(path=OuterRef("pk"), meeting_on__gte=on).open_on(on),
    )
    broken = paths
    for steps in ahead:
        broken = broken.exclude(Exists(steps))
    broken = list(broken)
    last = _last_steps([path.pk for path in broken], on)
    return ((path, _latest(on, path.opened_on, last.get(path.pk)), "") for path in broken)


def _last_steps(numbers: list[int], on: date) -> dict[int, date]:
    """The newest dated step that has passed on each path: a due task, a met person, the beginning of a period."""
    rows = Path.objects.filter(pk__in=numbers).annotate(
        task=Max("tasks__due_on", filter=Q(tasks__due_on__lt=on)),
        met=Max("client__appointments__starts_at__date", filter=Q(client__appointments__starts_at__lt=start_of(on))),
        begun=Max("episodes__starts_on", filter=Q(episodes__starts_on__lte=on)),
        due=Max("assessments__due_on", filter=Q(assessments__due_on__lt=on)),
    )
    steps = rows.values_list("pk", "opened_on", "task", "met", "begun", "due")
    return {number: max(day for day in dated if day) for number, *dated in steps}


def ended_without_successor(paths: QuerySet[Path], on: date) -> Found:
    """4. The last period of the path is over and nothing carries on: no period begun or near, no meeting, no handover."""
    ended = with_last_day(Episode.objects.ended_by(on).filter(path__in=paths))
    others = with_last_day(Episode.objects.filter(path=OuterRef("path"), made_on__lte=on)).exclude(dropped_on__lte=on)
    carries_on = others.exclude(pk=OuterRef("pk")).filter(Q(last__isnull=True) | Q(last__gt=OuterRef("last")))
    near = Q(starts_on__lte=on) | Q(starts_on__lte=OuterRef("last") + timedelta(days=days("max_gap_days")) + DAY)
    met = Appointment.objects.filter(client=OuterRef("path__client"), starts_at__date__gte=OuterRef("last"))
    met = met.filter(booked_on(on) | Q(outcome=Appointment.Outcome.HELD))
    handed = Handover.objects.filter(path=OuterRef("path"), proposed_on__lte=on).exclude(returned_on__lte=on)
    handed = handed.filter(Q(met_on__isnull=True) | Q(met_on__gte=OuterRef("last")))
    broken = ended.exclude(Exists(carries_on.filter(near))).exclude(Exists(met)).exclude(Exists(handed))
    newest: dict[int, Episode] = {}
    for episode in broken.select_related("path", "service").order_by("last", "pk"):
        newest[episode.path_id] = episode
    return ((episode.path, episode.last_day, episode.service.name) for episode in newest.values())


def open_handover(paths: QuerySet[Path], on: date) -> Found:
    """5. A handover waits for the receiver to accept and meet."""
    rows = Handover.objects.filter(path__in=paths).open_on(on).select_related("path", "receiver")
    return ((row.path, row.proposed_on, row.receiver.name) for row in rows)


def sender_not_responsible(paths: QuerySet[Path], on: date) -> Found:
    """5. Somebody else than the sender is responsible while a handover is open."""
    care = CareRelationship.objects.filter(client=OuterRef("path__client"), worker=OuterRef("sender")).responsible(on)
    rows = Handover.objects.filter(path__in=paths).open_on(on).exclude(Exists(care)).select_related("path", "sender")
    return ((row.path, row.proposed_on, row.sender.name) for row in rows)


def final_assessment_late(paths: QuerySet[Path], on: date) -> Found:
    """6. A final assessment's deadline has passed and it was not held."""
    late = Assessment.objects.filter(path__in=paths, kind=Assessment.Kind.FINAL, due_on__lt=on)
    late = late.filter(Q(held_on__isnull=True) | Q(held_on__gt=on), episode__dropped_on__isnull=True)
    return ((row.path, row.due_on, row.episode.service.name) for row in late.select_related("path", "episode__service"))


def undelivered_plan(closed: QuerySet[Path], on: date) -> Found:
    """7. A path was closed and its continuation plan has not reached anybody."""
    rows = Closure.objects.filter(path__in=closed).filter(Q(delivered_on__isnull=True) | Q(delivered_on__gt=on))
    return ((row.path, row.closed_on, row.delivered_to) for row in rows.select_related("path"))


STATEMENTS: dict[str, Callable[[QuerySet[Path], date], Found]] = {
    "no_responsible": no_responsible,
    "no_plan": no_plan,
    "no_next_step": no_next_step,
    "ended_without_successor": ended_without_successor,
    "open_handover": open_handover,
    "sender_not_responsible": sender_not_responsible,
    "final_assessment_late": final_assessment_late,
    "undelivered_plan": undelivered_plan,
}


def _latest(on: date, *dated: date | None) -> date:
    """The newest of the days that is not after the day looked at."""
    return min(on, max(day for day in dated if day is not None))
