"""Indicators of services: places of rehabilitative work, plans, assessments and final assessments on time."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.outcomes.indicators.clients import running
from nivel.outcomes.indicators.definition import UNKNOWN, Completeness, Indicator, Measure, Reading, Value, counted
from nivel.paths.models import Assessment, Plan
from nivel.services.models import Place, Service

PLAN = date(2020, 5, 27)


def ready_places(reading: Reading) -> QuerySet[Place]:
    rows = Place.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=reading.day), starts_on__lte=reading.day)
    return rows.filter(ready_for_rehabilitative_work=True)


def _sum(reading: Reading, places: Iterable[tuple[int | None, int]]) -> Value:
    """The places told, less those taken; in part when some place has not told how many it has."""
    rows = list(places)
    told = [max(0, total - taken) for total, taken in rows if total is not None]
    if not told or reading.is_ahead:
        return UNKNOWN
    return Value(Decimal(sum(told)), reading.completeness if len(told) == len(rows) else Completeness.PARTIAL)


def places(reading: Reading) -> Value:
    return _sum(reading, ((total, 0) for total in ready_places(reading).values_list("places_total", flat=True)))


def places_free(reading: Reading) -> Value:
    taken = running(reading).filter(service__kind=Service.Kind.REHABILITATIVE_WORK, place__isnull=False).order_by()
    by_place = dict(taken.values_list("place").annotate(people=Count("path__client", distinct=True)))
    rows = ready_places(reading).values_list("pk", "places_total")
    return _sum(reading, ((total, by_place.get(place, 0)) for place, total in rows))


def plans_of(reading: Reading) -> QuerySet[Plan]:
    return Plan.objects.filter(starts_on__range=reading.span)


def plans_made(reading: Reading) -> Value:
    return _paths_told(reading, plans_of(reading))


def plans_people(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(Exists(plans_of(reading).filter(path__client=OuterRef("pk"))))


def assessments_of(reading: Reading) -> QuerySet[Assessment]:
    return Assessment.objects.filter(held_on__range=reading.span)


def assessments_held(reading: Reading) -> Value:
    return _paths_told(reading, assessments_of(reading))


def assessments_people(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(Exists(assessments_of(reading).filter(path__client=OuterRef("pk"))))


def finals_due(reading: Reading) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(kind=Assessment.Kind.FINAL, due_on__range=reading.span)
    return rows.exclude(episode__dropped_on__lte=F("due_on"))


def finals_on_time(reading: Reading) -> Value:
    found = finals_due(reading).aggregate(due=Count("pk"), held=Count("pk", filter=Q(held_on__lte=F("due_on"))))
    if not found["due"] or not reading.is_recorded:
        return UNKNOWN
    percent = (Decimal(100) * found["held"] / found["due"]).quantize(Decimal("0.1"))
    return Value(percent, reading.completeness, of=found["due"], people=found["held"])


def finals_late_people(reading: Reading) -> QuerySet[Client]:
    late = finals_due(reading).filter(Q(held_on__isnull=True) | Q(held_on__gt=F("due_on")))
    return Client.objects.filter(Exists(late.filter(path__client=OuterRef("pk"))))


def _paths_told(reading: Reading, rows: QuerySet) -> Value:
    found = rows.aggregate(number=Count("pk"), people=Count("path__client", distinct=True))
    return counted(reading, found["number"], people=found["people"])


INDICATORS = (
    Indicator(
        code="places",
        name=_("Places of rehabilitative work"),
        measure=Measure.PLACES,
        definition=_(
            "The places of all units and associations that are ready for rehabilitative work on that day. In part, when one of them "
            "has not told how many places it has."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3 and 3.1"),
        value=places,
    ),
    Indicator(
        code="places_free",
        name=_("Free places of rehabilitative work"),
        measure=Measure.PLACES,
        definition=_("Those places less the people whose period of rehabilitative work is running there on that day."),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3 and 3.1"),
        value=places_free,
    ),
    Indicator(
        code="plans_made",
        name=_("Plans made"),
        measure=Measure.TIMES,
        definition=_("Employment, activation, joint and coaching plans that came into force during the month."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3"),
        value=plans_made,
        people=plans_people,
    ),
    Indicator(
        code="assessments_held",
        name=_("Assessments held"),
        measure=Measure.TIMES,
        definition=_("Initial, interim and final assessments held during the month."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3"),
        value=assessments_held,
        people=assessments_people,
    ),
    Indicator(
        code="final_assessments_on_time",
        name=_("Final assessments on time"),
        measure=Measure.PERCENT,
        definition=_(
            "Of the final assessments whose last day fell within the month, those held by it. The last day is two weeks before the "
            "agreement ends. Opens to those that were not."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3.2"),
        value=finals_on_time,
        people=finals_late_people,
    ),
)
