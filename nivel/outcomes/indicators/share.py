"""Indicators of the payment share: euros by benefit month and by list, people on the list and how far they are reached."""

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import BenefitPayment, CareRelationship, Client
from nivel.money.queries import MonthFigure, State, on_list
from nivel.outcomes.indicators.contacts import contacted_between
from nivel.outcomes.indicators.definition import UNKNOWN, Completeness, Indicator, Measure, Reading, Value, share_of

PLAN = date(2020, 5, 27)
STATES = {State.WHOLE: Completeness.WHOLE, State.FILLING: Completeness.FILLING, State.LISTS_MISSING: Completeness.LISTS_MISSING}


def of_month(figures: list[MonthFigure], month: date) -> Value:
    """The euros of one month among many."""
    found = next((figure for figure in figures if figure.month == month), None)
    return UNKNOWN if found is None else Value(found.municipal_share, STATES[found.state], people=found.people)


def benefit_month(reading: Reading) -> Value:
    return of_month(reading.by_benefit_month, reading.month)


def benefit_month_people(reading: Reading) -> QuerySet[Client]:
    paid = BenefitPayment.objects.filter(ends_on__range=(reading.month, reading.last), list_month__lte=reading.on)
    return Client.objects.filter(Exists(paid.filter(client=OuterRef("pk"))))


def list_month(reading: Reading) -> Value:
    return of_month(reading.by_list, reading.month)


def list_people(reading: Reading) -> QuerySet[Client]:
    return Client.objects.filter(on_list(reading.month))


def people_on_list(reading: Reading) -> Value:
    found = reading.coverage
    return Value(Decimal(found.people), Completeness.WHOLE, people=found.people) if found.people else UNKNOWN


def contacted(reading: Reading) -> Value:
    found = reading.coverage
    return share_of(reading, found.contacted, found.people)


def not_contacted(reading: Reading) -> QuerySet[Client]:
    """Those the coverage still lacks: the ones to open."""
    since = reading.coverage.since
    return list_people(reading).exclude(contacted_between(since, reading.review_day))


def named(reading: Reading) -> Value:
    found = reading.coverage
    return share_of(reading, found.named, found.people)


def not_named(reading: Reading) -> QuerySet[Client]:
    care = CareRelationship.objects.filter(client=OuterRef("pk"), worker__is_active=True).responsible(reading.review_day)
    return list_people(reading).filter(~Q(Exists(care)))


INDICATORS = (
    Indicator(
        code="share_benefit_month",
        name=_("Municipal share by benefit month"),
        measure=Measure.EUROS,
        definition=_(
            "The municipality's share of the benefits paid for this month, with corrections netted, by the last day of the payment "
            "period. Kela gathers a month's payments on the lists of that month and the three months after it, so the figure grows "
            "until those lists have been read."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3 and 4; 1290/2002 14:3 a §"),
        value=benefit_month,
        people=benefit_month_people,
    ),
    Indicator(
        code="share_list_month",
        name=_("Municipal share by list"),
        measure=Measure.EUROS,
        definition=_(
            "The municipality's share of all rows of this month's payment-share list, corrections included: what is billed. It mixes "
            "several benefit months and does not tell the direction."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3 and 4"),
        value=list_month,
        people=list_people,
    ),
    Indicator(
        code="people_on_list",
        name=_("People on the payment-share list"),
        measure=Measure.PEOPLE,
        definition=_("Different people with at least one row on this month's payment-share list."),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3 and 3.3"),
        value=people_on_list,
        people=list_people,
    ),
    Indicator(
        code="coverage_contacted",
        name=_("Contacted of those on the list"),
        measure=Measure.PERCENT,
        definition=_(
            "Of the people on this month's list, those with a contact attempt or a held meeting since the beginning of the month or "
            "within the contact interval, by the end of the following month (or today), since the list is reviewed then. Opens to "
            "those who are still without."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3.3 and 4"),
        value=contacted,
        people=not_contacted,
    ),
    Indicator(
        code="coverage_named",
        name=_("Responsible worker named for those on the list"),
        measure=Measure.PERCENT,
        definition=_(
            "Of the people on this month's list, those who on the last day of the following month (or today) have a responsible "
            "worker whose account is in use, since the list is reviewed then. Opens to those who are still without."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3.3"),
        value=named,
        people=not_named,
    ),
)
