"""Tänään: who needs me now. Everything that waits for one worker on one day, in a number of queries that never grows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from nivel.access.models import User
from nivel.clients.models import CareRelationship, Client
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Episode, Handover, Task
from nivel.paths.queries import ending_agreements, start_of
from nivel.web.remedies import BreachRow, breach_rows, reasons_of

DAY = timedelta(days=1)
ENDING = 30
TASKS_WITHIN = timedelta(days=7)
FINALS_WITHIN = timedelta(days=14)
NEW_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Ending:
    """An agreement near its end, and whether what follows is agreed."""

    episode: Episode
    continued: bool


@dataclass(frozen=True)
class Final:
    """A final assessment to be held soon, with the days left."""

    assessment: Assessment
    days_left: int
    reasons: list[dict[str, str]]


@dataclass(frozen=True)
class Desk:
    """Työpöytä."""

    responsible: int
    whole: int
    breaking: list[BreachRow]
    finals: list[Final]
    handovers: list[Handover]
    tasks: list[Task]
    new: list[CareRelationship]
    appointments: list[Appointment]
    endings: list[Ending]

    @property
    def people(self) -> set[Client]:
        """Everybody named on the desk, for the access log."""
        return {
            *(row.client for row in self.breaking),
            *(row.assessment.path.client for row in self.finals),
            *(row.path.client for row in (*self.handovers, *self.tasks)),
            *(row.client for row in (*self.new, *self.appointments)),
            *(row.episode.path.client for row in self.endings),
        }

    @property
    def waiting(self) -> int:
        return len(self.breaking) + len(self.finals)

    @property
    def empty(self) -> bool:
        return not (self.breaking or self.finals or self.handovers or self.tasks or self.new)


def desk_of(user: User, on: date) -> Desk:
    """What waits for the worker on the day."""
    care = list(CareRelationship.objects.in_force(on).filter(worker=user).select_related("client").order_by("-starts_on", "pk"))
    people = {row.client_id: row.client for row in care}
    mine = {row.client_id for row in care if row.kind == CareRelationship.Kind.RESPONSIBLE}
    own = Client.objects.filter(pk__in=mine)
    found = [breach for breach in breaches(on, own) if breach.kind.statement != 7 or breach.owner == user] if mine else []
    return Desk(
        responsible=len(mine),
        whole=len(mine - {breach.client_id for breach in found}),
        breaking=breach_rows(found, people),
        finals=_finals(own, on),
        handovers=_handovers(user, on),
        tasks=_tasks(user, on),
        new=_new(care, on),
        appointments=_appointments(user, on),
        endings=_endings(own, on),
    )


def _finals(own: QuerySet[Client], on: date) -> list[Final]:
    """Final assessments to be held within two weeks; the late ones stand among the breaches."""
    rows = Assessment.objects.filter(
        path__client__in=own, kind=Assessment.Kind.FINAL, held_on__isnull=True, path__closed_on__isnull=True
    )
    due = rows.filter(due_on__range=(on, on + FINALS_WITHIN), episode__dropped_on__isnull=True)
    why = reasons_of("final_assessment_late")
    return [Final(row, (row.due_on - on).days, why) for row in due.select_related("path__client", "episode__service")]


def _handovers(user: User, on: date) -> list[Handover]:
    rows = Handover.objects.open_on(on).filter(receiver=user)
    return list(rows.select_related("path__client", "sender").order_by("proposed_on"))


def _tasks(user: User, on: date) -> list[Task]:
    rows = Task.objects.undone_on(on).filter(worker=user, due_on__lte=on + TASKS_WITHIN, path__closed_on__isnull=True)
    return list(rows.select_related("path__client"))


def _new(care: list[CareRelationship], on: date) -> list[CareRelationship]:
    """People who became mine lately and whom I have not yet tried to reach."""
    lately = [row for row in care if row.kind == CareRelationship.Kind.RESPONSIBLE and row.starts_on > on - NEW_WITHIN]
    tried = set(
        ContactAttempt.objects.filter(client__in=[row.client_id for row in lately]).values_list("client", flat=True).distinct()
    )
    return [row for row in lately if row.client_id not in tried]


def _appointments(user: User, on: date) -> list[Appointment]:
    rows = Appointment.objects.filter(worker=user, starts_at__gte=start_of(on), starts_at__lt=start_of(on + DAY))
    return list(rows.exclude(outcome__in=["moved", "cancelled", "excused"]).select_related("client").order_by("starts_at"))


def _endings(own: QuerySet[Client], on: date) -> list[Ending]:
    """Agreements that end within 30 days and have no final assessment yet, each with whether something follows."""
    later = Episode.objects.filter(path=OuterRef("path"), starts_on__gt=OuterRef("starts_on"), dropped_on__isnull=True)
    held = Assessment.objects.filter(episode=OuterRef("pk"), kind=Assessment.Kind.FINAL, held_on__isnull=False)
    rows = ending_agreements(on, ENDING, own).annotate(followed=Exists(later.exclude(pk=OuterRef("pk"))))
    return [Ending(row, row.followed) for row in rows.exclude(Exists(held))]
