"""The direction of the payment share (maksuosuuden suunta): by the month the benefit was for, not the month the list came (JOU-87).

Kela gathers a month's payments on the lists of that month and of some months after it. A month is whole only when all those
lists have been read; until then its sum is smaller than it will be, and the newest month always seems to fall.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth

from nivel.clients.models import BenefitPayment
from nivel.money.parameters import filling_months
from nivel.timeline.months import add_months, month_of

MONTHS_A_QUARTER = 3
NOTHING = Decimal(0)


class State(StrEnum):
    """Whether more can still come: whole, still filling, or short of lists that have not been read."""

    WHOLE = "whole"
    FILLING = "filling"
    LISTS_MISSING = "lists_missing"


@dataclass(frozen=True)
class MonthFigure:
    """Kuukauden luku: what the municipality has paid of the benefits for a month, gross, people, and the lists not yet read."""

    month: date
    municipal_share: Decimal
    gross: Decimal
    people: int
    state: State
    missing: tuple[date, ...] = ()


@dataclass(frozen=True)
class QuarterFigure:
    """Vuosineljänneksen luku: whole only when each of its months is."""

    year: int
    quarter: int
    municipal_share: Decimal
    gross: Decimal
    state: State
    months: int


@dataclass(frozen=True)
class DayClass:
    """Päiväluokka: people, days and euros of a list by accumulated days, as the open data has them (300-499, 500-999, 1000-)."""

    first: int
    last: int | None
    people: int
    days: int
    gross: Decimal
    municipal_share: Decimal


DAY_CLASSES = ((300, 499), (500, 999), (1000, None))


def list_months(on: date) -> list[date]:
    """The months whose list has been read by the day, oldest first."""
    rows = BenefitPayment.objects.filter(list_month__lte=month_of(on)).order_by("list_month")
    return list(rows.values_list("list_month", flat=True).distinct())


def trend_by_benefit_month(on: date) -> list[MonthFigure]:
    """Net share by the month of each period's last day, with the months still filling told apart. Two queries."""
    lists = list_months(on)
    rows = _payments(lists).annotate(month=TruncMonth("ends_on")).values("month").order_by("month")
    return [_figure(row, lists) for row in _told(rows.annotate(**_sums()))]


def by_arrival_month(on: date) -> list[MonthFigure]:
    """The same euros by the month of the list: what was billed, and why it misleads. Two queries."""
    rows = _payments(list_months(on)).annotate(month=F("list_month")).values("month").order_by("month")
    return [MonthFigure(state=State.WHOLE, **row) for row in _told(rows.annotate(**_sums()))]


def by_quarter(figures: Iterable[MonthFigure]) -> list[QuarterFigure]:
    """The quarters of the benefit months, oldest first."""
    quarters: dict[tuple[int, int], list[MonthFigure]] = {}
    for figure in figures:
        quarters.setdefault((figure.month.year, (figure.month.month - 1) // MONTHS_A_QUARTER + 1), []).append(figure)
    return [_quarter(year, quarter, months) for (year, quarter), months in sorted(quarters.items())]


def trend_by_quarter(on: date) -> list[QuarterFigure]:
    return by_quarter(trend_by_benefit_month(on))


def day_classes(month: date) -> list[DayClass]:
    """The list by classes of accumulated days. A person may be in several; who has no count told is in none."""
    classes = Case(
        *[When(accumulated_days__gte=first, then=Value(first)) for first, _ in reversed(DAY_CLASSES)], default=Value(0)
    )
    rows = BenefitPayment.objects.filter(list_month=month).annotate(first=classes).values("first").order_by("first")
    found = {row.pop("first"): row for row in _told(rows.annotate(days=Sum("days"), **_sums()))}
    empty = {"people": 0, "days": 0, "gross": NOTHING, "municipal_share": NOTHING}
    return [DayClass(first, last, **found.get(first, empty)) for first, last in DAY_CLASSES]


def _payments(lists: list[date]) -> QuerySet[BenefitPayment]:
    return BenefitPayment.objects.filter(list_month__in=lists)


def _told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def _sums() -> dict[str, Any]:
    return {"municipal_share": Sum("municipal_share"), "gross": Sum("gross"), "people": Count("client", distinct=True)}


def _figure(row: dict[str, Any], lists: list[date]) -> MonthFigure:
    month = row.pop("month")
    needed = [add_months(month, later) for later in range(filling_months() + 1)]
    missing = tuple(each for each in needed if each not in lists)
    return MonthFigure(month=month, state=_state(missing, lists), missing=missing, **row)


def _state(missing: tuple[date, ...], lists: list[date]) -> State:
    if not missing:
        return State.WHOLE
    return State.LISTS_MISSING if missing[0] < lists[-1] else State.FILLING


def _quarter(year: int, quarter: int, months: list[MonthFigure]) -> QuarterFigure:
    states = {figure.state for figure in months}
    short = len(months) < MONTHS_A_QUARTER
    if states == {State.WHOLE} and not short:
        state = State.WHOLE
    else:
        state = State.LISTS_MISSING if State.LISTS_MISSING in states else State.FILLING
    total = sum((figure.municipal_share for figure in months), NOTHING)
    return QuarterFigure(year, quarter, total, sum((figure.gross for figure in months), NOTHING), state, len(months))
