"""Kehähälytys: a person goes from a service to unemployment and to a service again, and nobody has asked what should be different.

What a loop is stands in the programme: how long the time between is at least, and how far back it is looked for. Time after
work or education is no loop, and the alarm is silent from the day a new plan is made after the return.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import CharField, DateField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nivel.clients.models import Client
from nivel.paths.compiled import PEOPLE, Sql, answered, written
from nivel.paths.models import Closure, Episode, Path, Plan
from nivel.paths.parameters import told
from nivel.services.models import Direction, Service
from nivel.timeline.months import add_months

LED_ONWARDS = (Closure.Outcome.OPEN_MARKET, Closure.Outcome.SUBSIDISED, Closure.Outcome.EDUCATION)
# Work and studies are where services lead; support walks beside them.
NOT_SERVICES = (
    Service.Kind.SUBSIDISED_WORK,
    Service.Kind.MANDATORY_EMPLOYMENT,
    Service.Kind.APPRENTICESHIP,
    Service.Kind.GIG,
    Service.Kind.START_UP_GRANT,
    Service.Kind.EDUCATION,
    Service.Kind.HEALTH,
    Service.Kind.COMMUNITY_SERVICE,
    Service.Kind.MONITORING_SENTENCE,
)


@dataclass(frozen=True)
class LoopAlarm:
    """Kehä: the service the person has come back to, the one before it, and the days between."""

    client_id: int
    path_id: int
    service: str
    since: date
    former: str
    former_ended_on: date

    @property
    def days_between(self) -> int:
        return (self.since - self.former_ended_on).days - 1


def loop_alarms(on: date, people: QuerySet[Client] | None = None) -> list[LoopAlarm]:
    """The loops of people with an open path on the day, the newest return of each person, in one query."""
    gap, months = told("loop_gap_days", None), told("loop_months", None)
    if gap is None or months is None:
        return []
    return [_alarm(*row) for row in answered(_loops(on, gap, months, people is not None), people)]


@lru_cache(maxsize=64)
def _loops(on: date, gap: int, months: int, narrowed: bool) -> Sql:
    """The rows of alarms; what the programme says stands in them, so that it is a part of what they are known by."""
    paths = Path.objects.open_on(on)
    returns = _services().filter(path__in=paths.filter(client__in=PEOPLE) if narrowed else paths)
    returns = returns.filter(starts_on__range=(add_months(on, -months), on))
    found = _after_unemployment(returns, gap).order_by("path__client_id", "-starts_on", "-pk").distinct("path__client_id")
    columns = ("path__client_id", "path_id", "service__name", "starts_on", "former_name", "former_last")
    return written(found.values_list(*columns))


def _alarm(client_id: int, path_id: int, service: str, since: date, former: str, ended_on: date) -> LoopAlarm:
    return LoopAlarm(client_id, path_id, Service.said(service), since, Service.said(former), ended_on)


def _services() -> QuerySet[Episode]:
    rows = Episode.objects.filter(dropped_on__isnull=True).exclude(service__kind__in=NOT_SERVICES)
    return rows.exclude(service__direction=Direction.SUPPORT).annotate(last=Coalesce("ended_on", "planned_ends_on"))


def _after_unemployment(returns: QuerySet[Episode], gap: int) -> QuerySet[Episode]:
    """Those that began so long after the service before them, with nothing between, and no new plan since."""
    same = Episode.objects.filter(path__client=OuterRef("path__client"), dropped_on__isnull=True).exclude(pk=OuterRef("pk"))
    same = same.exclude(service__direction=Direction.SUPPORT).annotate(last=Coalesce("ended_on", "planned_ends_on"))
    earlier = same.filter(starts_on__lt=OuterRef("starts_on"))
    former = earlier.exclude(service__kind__in=NOT_SERVICES).filter(last__lt=OuterRef("starts_on")).order_by("-last", "-pk")
    reaches = Exists(earlier.filter(last__isnull=True)) | Exists(earlier.filter(last__gt=OuterRef("former_last")))
    onwards = Closure.objects.filter(
        path__client=OuterRef("path__client"), outcome__in=LED_ONWARDS, closed_on__lte=OuterRef("starts_on")
    ).filter(closed_on__gte=OuterRef("former_last"))
    answered = Plan.objects.filter(path=OuterRef("path"), starts_on__gte=OuterRef("starts_on"))
    rows = returns.annotate(
        former_last=Subquery(former.values("last")[:1], output_field=DateField()),
        former_name=Subquery(former.values("service__name")[:1], output_field=CharField()),
    )
    rows = rows.filter(starts_on__gt=F("former_last") + timedelta(days=gap))
    return rows.exclude(reaches).exclude(Exists(onwards)).exclude(Exists(answered))
