"""Tehdyt toimet: what has been done on a path, told by its own dated facts, as a continuation plan tells it onward (VSS-12)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format

from nivel.paths.models import Assessment, Episode, Path, Plan
from nivel.paths.plans import tasks_of
from nivel.services.models import Direction, Service

# A plan goes to the labour authority: what would tell of health, of social care or of a sentence needs a permission of its own.
ASSESSMENTS = (
    Assessment.Kind.INITIAL,
    Assessment.Kind.SERVICE_NEEDS,
    Assessment.Kind.MAPPING,
    Assessment.Kind.INTERIM,
    Assessment.Kind.FINAL,
)
UNTOLD = (
    Service.Kind.SOCIAL_REHABILITATION,
    Service.Kind.COMMUNITY_SERVICE,
    Service.Kind.MONITORING_SENTENCE,
    Service.Kind.HEALTH,
    Service.Kind.DEBT_COUNSELLING,
    Service.Kind.VOCATIONAL_ASSESSMENT,
    Service.Kind.VOCATIONAL_TRIAL,
    Service.Kind.VOCATIONAL_COACHING,
)


@dataclass(frozen=True)
class Measure:
    """Yksi toimi: what, where, and on which days; `last` is None for what still goes on."""

    what: str
    where: str
    first: date
    last: date | None


def measures_done(path: Path, on: date) -> list[Measure]:
    """Assessments held, plans agreed and services begun by the day, the oldest first. Three queries."""
    return sorted([*_assessed(path, on), *_planned(path, on), *_served(path, on)], key=lambda each: (each.first, each.what))


def _assessed(path: Path, on: date) -> list[Measure]:
    rows = Assessment.objects.filter(path=path, held_on__lte=on, kind__in=ASSESSMENTS)
    return [Measure(str(row.get_kind_display()), "", row.held_on, row.held_on) for row in rows if row.held_on]


def _planned(path: Path, on: date) -> list[Measure]:
    """The first version of each plan; what only changed it is not another measure."""
    rows = Plan.objects.filter(path=path, starts_on__lte=on, replaces__isnull=True)
    return [Measure(str(row.get_kind_display()), "", row.starts_on, row.starts_on) for row in rows]


def _served(path: Path, on: date) -> list[Measure]:
    to_work = Q(service__direction__in=(Direction.WORK, Direction.EDUCATION)) | Q(service__kind=Service.Kind.REHABILITATIVE_WORK)
    rows = Episode.objects.filter(to_work, path=path, starts_on__lte=on, dropped_on__isnull=True)
    rows = rows.exclude(service__kind__in=UNTOLD).select_related("service", "place")
    return [Measure(str(row.service), str(row.place or ""), row.starts_on, _ended(row, on)) for row in rows]


def _ended(episode: Episode, on: date) -> date | None:
    last = episode.last_day
    return last if last and last <= on else None


def continuation_of(path: Path, on: date) -> str:
    """The continuation plan in force as the closure tells it: own words, goals and what is still to be done; empty when there is none."""
    plan = Plan.objects.filter(path=path, kind=Plan.Kind.CONTINUATION).in_force(on).first()
    if plan is None:
        return ""
    tasks = tasks_of(plan).filter(dropped_on__isnull=True, done_on__isnull=True)
    lines = [plan.own_words, *(goal.text for goal in plan.goals.all())]
    lines += [f"{task.text} {date_format(task.due_on, 'j.n.Y')}" for task in tasks]
    return "\n".join(line for line in lines if line)
