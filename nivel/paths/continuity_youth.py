"""Who is over the youth guarantee's clock without an offer (REL-04): the law's own numbers, asked of all the young in the database.

Nobody has to start a clock: it runs from the first day of the unbroken unemployment that the registers tell.
"""

from datetime import date

from django.db.models import DateField, Exists, F, Func, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from nivel.clients.models import EmploymentStatus
from nivel.law.parameters import in_force
from nivel.paths.continuity_rows import responsible, told_as
from nivel.paths.models import Episode, Graduation, Path, YouthOffer
from nivel.timeline.months import MONTHS_A_YEAR, add_months
from nivel.timeline.period import DAY


class MonthsLater(Func):
    """The day so many months after another; the end of a shorter month, as in the calendar of the law."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = DateField()

    def __init__(self, day: str, months: int) -> None:
        interval = Func(Value(months, output_field=IntegerField()), template="make_interval(months => %(expressions)s)")
        super().__init__(F(day), interval)


def youth_offer_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day of the guarantee has passed and nothing has been offered since the unemployment began."""
    young, months = _young(on), in_force("youth_guarantee.offer_within_months", on)
    first = _unbroken(on).filter(client=OuterRef("client")).order_by().values("client").annotate(first=Min("starts_on"))
    rows = paths.annotate(registered=Subquery(first.values("first"), output_field=DateField()))
    rows = rows.annotate(due=Cast(MonthsLater("registered", months.value if months else 0), DateField()))
    offered = YouthOffer.objects.filter(path__client=OuterRef("client"), offered_on__gte=OuterRef("registered")).made_by(on)
    placed = Episode.objects.filter(path__client=OuterRef("client"), made_on__gte=OuterRef("registered"), made_on__lte=on)
    late = rows.filter(young, due__lt=on).exclude(Exists(offered)).exclude(Exists(placed.exclude(dropped_on__lte=on)))
    return told_as(late, "youth_offer_late", "", F("due"), owner=responsible("client", on))


def _young(on: date) -> Q:
    """Condition of a Path: the person is within the guarantee by age, or by age and graduation; nobody when it does not hold."""
    under, graduates = in_force("youth_guarantee.under_age", on), in_force("youth_guarantee.graduate_under_age", on)
    within = in_force("youth_guarantee.graduated_within_months", on)
    if under is None or graduates is None or within is None:
        return Q(pk__in=[])
    recent = Graduation.objects.filter(
        client=OuterRef("client"), graduated_on__gt=add_months(on, -within.value), graduated_on__lte=on, recorded_on__lte=on
    )
    born_after = {held: add_months(on, -held.value * MONTHS_A_YEAR) for held in (under, graduates)}
    return Q(client__born_on__gt=born_after[under]) | Q(Q(client__born_on__gt=born_after[graduates]), Exists(recent))


def _unbroken(on: date) -> QuerySet[EmploymentStatus]:
    """Unemployment that has gone on to the day without a day between: also when the register tells it in several rows."""
    rows = EmploymentStatus.objects.filter(status=EmploymentStatus.Status.UNEMPLOYED, starts_on__lte=on)
    goes_on = rows.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on")),
        client=OuterRef("client"),
        starts_on__lte=Cast(OuterRef("ends_on") + DAY, DateField()),
    )
    stops = rows.filter(client=OuterRef("client"), ends_on__gte=OuterRef("starts_on"), ends_on__lt=on).exclude(Exists(goes_on))
    return rows.exclude(Exists(stops))
