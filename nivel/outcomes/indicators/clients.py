"""Indicators of clients: open paths, who is in rehabilitative work and who in other services (JOU-02, JOU-68)."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.outcomes.indicators.definition import Indicator, Measure, Reading, Value, counted
from nivel.paths.models import Episode, Path
from nivel.services.models import Service

PLAN = date(2020, 5, 27)


def on_open_paths(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(Exists(Path.objects.filter(client=OuterRef("pk")).open_on(reading.day)))


def running(reading: Reading) -> QuerySet[Episode]:
    """The episodes that run on the day; one whose planned end has passed without a word is not running."""
    rows = Episode.objects.running_on(reading.day).filter(path__in=Path.objects.open_on(reading.day))
    return rows.exclude(ended_on__isnull=True, planned_ends_on__lt=reading.day)


def in_rehabilitative_work(reading: Reading) -> QuerySet[Client]:
    rows = running(reading).filter(service__kind=Service.Kind.REHABILITATIVE_WORK, path__client=OuterRef("pk"))
    return Client.objects.filter(Exists(rows))


def in_other_services(reading: Reading) -> QuerySet[Client]:
    """In some other service and not in rehabilitative work, so that the two add up."""
    rows = running(reading).exclude(service__kind=Service.Kind.REHABILITATIVE_WORK).filter(path__client=OuterRef("pk"))
    return Client.objects.filter(Exists(rows)).exclude(pk__in=in_rehabilitative_work(reading).values("pk"))


def without_service(reading: Reading) -> QuerySet[Client]:
    return on_open_paths(reading).exclude(Exists(running(reading).filter(path__client=OuterRef("pk"))))


def _number(find):
    def value(reading: Reading) -> Value:
        return counted(reading, find(reading).count())

    return value


INDICATORS = (
    Indicator(
        code="open_paths",
        name=_("Clients on an open path"),
        measure=Measure.PEOPLE,
        definition=_("People whose path is open on the last day of the month (or today)."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3"),
        value=_number(on_open_paths),
        people=on_open_paths,
    ),
    Indicator(
        code="in_rehabilitative_work",
        name=_("In rehabilitative work"),
        measure=Measure.PEOPLE,
        definition=_(
            "People on an open path with a period of rehabilitative work running on the last day of the month (or today)."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3; 189/2001"),
        value=_number(in_rehabilitative_work),
        people=in_rehabilitative_work,
    ),
    Indicator(
        code="in_other_services",
        name=_("In other services"),
        measure=Measure.PEOPLE,
        definition=_(
            "People on an open path with a period of some other service running on that day, and none of rehabilitative work."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3"),
        value=_number(in_other_services),
        people=in_other_services,
    ),
    Indicator(
        code="without_service",
        name=_("Without a service now"),
        measure=Measure.PEOPLE,
        definition=_("People on an open path with no period of any service running on that day."),
        holds_from=PLAN,
        source=_("The Kemi model: the passage on the path is followed"),
        value=_number(without_service),
        people=without_service,
    ),
)
