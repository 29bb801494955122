"""Indicators of continuity: breaches open on the day, by kind, and handovers that wait."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.outcomes.indicators.definition import UNKNOWN, Indicator, Measure, Reading, Value, counted
from nivel.paths.continuity import KINDS, Breach
from nivel.paths.models import Handover, Path

PLAN = date(2020, 5, 27)


def breaches_open(reading: Reading) -> Value:
    return of_breaches(reading, reading.breaches)


def of_breaches(reading: Reading, found: list[Breach]) -> Value:
    return counted(reading, len(found), people=len({breach.client_id for breach in found}))


def by_kind(reading: Reading, found: list[Breach]) -> dict[str, Value]:
    """The breaches of each kind, zeros included, so that a good month can be read too."""
    return {code: of_breaches(reading, [breach for breach in found if breach.kind.code == code]) for code in KINDS}


def breaches_people(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(pk__in={breach.client_id for breach in reading.breaches})


def handovers(reading: Reading) -> QuerySet[Handover]:
    return Handover.objects.open_on(reading.day).filter(path__in=Path.objects.open_on(reading.day))


def handovers_open(reading: Reading) -> Value:
    found = handovers(reading).aggregate(number=Count("pk"), people=Count("path__client", distinct=True))
    return counted(reading, found["number"], people=found["people"])


def handovers_people(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(Exists(handovers(reading).filter(path__client=OuterRef("pk"))))


def unbroken(reading: Reading) -> Value:
    """The share of open paths without any breach."""
    if not reading.is_recorded:
        return UNKNOWN
    whole = Path.objects.open_on(reading.day).count()
    broken = len({breach.path_id for breach in reading.breaches if breach.kind.code != "undelivered_plan"})
    if not whole:
        return UNKNOWN
    percent = (Decimal(100) * (whole - broken) / whole).quantize(Decimal("0.1"))
    return Value(percent, reading.completeness, of=whole, people=whole - broken)


INDICATORS = (
    Indicator(
        code="breaches_open",
        name=_("Breaches open"),
        measure=Measure.TIMES,
        definition=_(
            "Breaches of the seven statements of continuity on the last day of the month (or today): no responsible worker, no plan, "
            "no next step, a period that nothing follows, an open handover, a late final assessment, an undelivered continuation plan."
        ),
        holds_from=PLAN,
        source=_("The Kemi model: A always leads to B"),
        value=breaches_open,
        people=breaches_people,
    ),
    Indicator(
        code="paths_unbroken",
        name=_("Paths without a breach"),
        measure=Measure.PERCENT,
        definition=_("Of the paths open on that day, those without any breach. Opens to the ones that have one."),
        holds_from=PLAN,
        source=_("The Kemi model: A always leads to B"),
        value=unbroken,
        people=breaches_people,
    ),
    Indicator(
        code="handovers_open",
        name=_("Handovers open"),
        measure=Measure.TIMES,
        definition=_("Handovers that on that day the receiver had not yet accepted and met the client in, or returned."),
        holds_from=PLAN,
        source=_("The Kemi model: escorted handover"),
        value=handovers_open,
        people=handovers_people,
    ),
)
