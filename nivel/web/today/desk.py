"""Tänään: who needs me now. Everything that waits for one worker on one day, in a number of queries that never grows."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from nivel.access.models import User
from nivel.clients.models import CareRelationship, Client
from nivel.meetings import bodies
from nivel.meetings.models import ActionItem, Appointment, ContactAttempt
from nivel.paths.aftercare import near
from nivel.paths.assessing import assessing
from nivel.paths.continuity import breaches
from nivel.paths.loops import loop_alarms
from nivel.paths.models import Assessment, Episode, FollowUp, Handover, Section, Task
from nivel.timeline.moments import start_of
from nivel.timeline.period import DAY
from nivel.web.remedies import BreachRow, LoopRow, breach_rows, first_of_each, loop_rows, reasons_of

ENDING = timedelta(days=30)
SHOWN = 15
TASKS_WITHIN = timedelta(days=7)
FINALS_WITHIN = timedelta(days=14)
NEW_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Final:
    """A final assessment still to be held: the days left, the agreement's end, and whether what follows is agreed."""

    assessment: Assessment
    days_left: int
    ends_on: date | None
    continued: bool
    reasons: list[dict[str, str]]


@dataclass(frozen=True)
class Unwritten:
    """Kirjoittamaton osa: what the worker's profession has not written yet of an assessment under way."""

    assessment: Assessment
    code: str
    title: str


@dataclass(frozen=True)
class Desk:
    """Työpöytä."""

    responsible: int
    whole: int
    breaking: list[BreachRow]
    finals: list[Final]
    endings: list[Final]
    handovers: list[Handover]
    tasks: list[Task]
    new: list[CareRelationship]
    appointments: list[Appointment]
    items: list[ActionItem]
    follow_ups: list[FollowUp]
    loops: list[LoopRow]
    parts: list[Section]
    unwritten: list[Unwritten]

    @property
    def people(self) -> set[Client]:
        """Everybody named on the desk, for the access log."""
        return {
            *(row.client for row in self.breaking),
            *(row.assessment.path.client for row in (*self.finals, *self.endings)),
            *(row.path.client for row in (*self.handovers, *self.tasks)),
            *(row.client for row in (*self.new, *self.appointments, *self.loops)),
            *(row.closure.path.client for row in self.follow_ups),
            *(row.assessment.path.client for row in (*self.parts, *self.unwritten)),
        }

    @property
    def broken(self) -> int:
        return self.responsible - self.whole

    @property
    def waiting(self) -> int:
        return len(self.breaking) + len(self.finals)

    @property
    def shown(self) -> list[BreachRow]:
        """The oldest; the rest stand on the board of gaps."""
        return self.breaking[:SHOWN]

    @property
    def empty(self) -> bool:
        people = (self.breaking, self.finals, self.handovers, self.new, self.loops)
        return not any((*people, self.tasks, self.items, self.follow_ups, self.parts, self.unwritten))


def desk_of(user: User, on: date, roles: Set[str] = frozenset()) -> Desk:
    """What waits for the worker, in the roles held, on the day."""
    tried = Exists(ContactAttempt.objects.filter(client=OuterRef("client")))
    rows = CareRelationship.objects.in_force(on).filter(worker=user).annotate(tried=tried)
    care = list(rows.select_related("client").order_by("-starts_on", "pk"))
    people = {row.client_id: row.client for row in care}
    mine = {row.client_id for row in care if row.kind == CareRelationship.Kind.RESPONSIBLE}
    own = Client.objects.filter(pk__in=mine)
    found = [breach for breach in breaches(on, own, closed_by=user) if breach.kind.statement != 7 or breach.is_of(user)]
    if let_go := {breach.client_id for breach in found} - people.keys():
        people |= Client.objects.in_bulk(let_go)
    finals = _finals(own, on)
    return Desk(
        responsible=len(mine),
        whole=len(mine - {breach.client_id for breach in found}),
        breaking=first_of_each(breach_rows(found, people, people)),
        finals=[final for final in finals if 0 <= final.days_left <= FINALS_WITHIN.days],
        endings=[final for final in finals if final.ends_on and on <= final.ends_on <= on + ENDING],
        handovers=_handovers(user, on),
        tasks=_tasks(user, on),
        new=_new(care, on),
        appointments=_appointments(user, on),
        items=list(bodies.action_items_of(user, on)),
        follow_ups=_follow_ups(user, on),
        loops=loop_rows(loop_alarms(on, own), people, people),
        parts=_parts(user, list(people)),
        unwritten=_unwritten(list(people), roles, on),
    )


def _finals(own: QuerySet[Client], on: date) -> list[Final]:
    """Final assessments to be held of agreements near their end; the late ones stand among the breaches too."""
    later = Episode.objects.filter(path=OuterRef("path"), starts_on__gt=OuterRef("episode__starts_on"), dropped_on__isnull=True)
    rows = Assessment.objects.filter(
        path__client__in=own, kind=Assessment.Kind.FINAL, held_on__isnull=True, path__closed_on__isnull=True
    )
    near = rows.filter(Q(due_on__range=(on, on + FINALS_WITHIN)) | Q(episode__planned_ends_on__range=(on, on + ENDING)))
    near = near.filter(episode__dropped_on__isnull=True, episode__ended_on__isnull=True).annotate(followed=Exists(later))
    why = reasons_of("final_assessment_late")
    return [
        Final(row, (row.due_on - on).days, row.episode.planned_ends_on, row.followed, why)
        for row in near.select_related("path__client", "episode__service").order_by("due_on", "pk")
    ]


def _handovers(user: User, on: date) -> list[Handover]:
    rows = Handover.objects.open_on(on).filter(receiver=user)
    return list(rows.select_related("path__client", "sender").order_by("proposed_on"))


def _follow_ups(user: User, on: date) -> list[FollowUp]:
    """Those whose day is near; the late ones stand among the breaches."""
    rows = near(on).filter(worker=user, due_on__gte=on)
    return list(rows.select_related("closure__path__client"))


def _tasks(user: User, on: date) -> list[Task]:
    rows = Task.objects.undone_on(on).filter(worker=user, due_on__lte=on + TASKS_WITHIN, path__closed_on__isnull=True)
    return list(rows.select_related("path__client", "debriefs"))


def _parts(user: User, people: list[int]) -> list[Section]:
    """Parts of assessments under way that the worker has begun and not signed."""
    rows = Section.objects.filter(written_by=user, signed_on__isnull=True, assessment__held_on__isnull=True)
    rows = rows.filter(assessment__path__client__in=people, assessment__path__closed_on__isnull=True).select_related(
        "assessment__path__client"
    )
    return list(rows.order_by("written_on", "pk"))


def _unwritten(people: list[int], roles: Set[str], on: date) -> list[Unwritten]:
    """Closed parts, which only the worker's profession writes; the others wait for whoever is responsible, who sees the assessment."""
    theirs = [part for part in assessing().sections if part.closed and roles & set(part.authors)]
    if not theirs:
        return []
    rows = Assessment.objects.filter(
        path__client__in=people, path__closed_on__isnull=True, held_on__isnull=True, starts_on__lte=on
    )
    under_way = rows.select_related("path__client").prefetch_related("sections").order_by("due_on", "pk")
    language = get_language() or "fi"
    return [
        Unwritten(row, part.code, part.title.say(language))
        for row in under_way
        for part in theirs
        if part.kind == row.kind and part.code not in {section.code for section in row.sections.all()}
    ]


def _new(care: list[CareRelationship], on: date) -> list[CareRelationship]:
    """People who became mine lately and whom nobody has tried to reach."""
    mine = [row for row in care if row.kind == CareRelationship.Kind.RESPONSIBLE]
    return [row for row in mine if row.starts_on > on - NEW_WITHIN and not row.tried]


def _appointments(user: User, on: date) -> list[Appointment]:
    rows = Appointment.objects.filter(worker=user, starts_at__gte=start_of(on), starts_at__lt=start_of(on + DAY))
    return list(rows.exclude(outcome__in=["moved", "cancelled", "excused"]).select_related("client").order_by("starts_at"))
