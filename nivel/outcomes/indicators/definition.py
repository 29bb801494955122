"""What an indicator is: a code, a name, a dated definition with its source, and how its value and its people are found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nivel.clients.models import Client
from nivel.money.queries import Coverage, MonthFigure, by_arrival_month, coverage, trend_by_benefit_month
from nivel.paths.continuity import Breach, breaches
from nivel.paths.models import Path
from nivel.timeline.months import add_months, last_day_of_month, month_of


class Measure(StrEnum):
    """Mittayksikkö: what the number counts."""

    PEOPLE = "people"
    PERCENT = "percent"
    EUROS = "EUR"
    TIMES = "times"
    PLACES = "places"
    DAYS = "days"
    GRADE = "grade"


class Completeness(StrEnum):
    """Täydellisyys: whether the number is whole, or why it is not."""

    WHOLE = "whole"
    FILLING = "filling"
    LISTS_MISSING = "lists_missing"
    UNDERWAY = "underway"
    PARTIAL = "partial"
    TOLD = "told"
    UNKNOWN = "unknown"


COMPLETENESS_NAMES: dict[Completeness, Any] = {
    Completeness.WHOLE: _("whole"),
    Completeness.FILLING: _("still filling"),
    Completeness.LISTS_MISSING: _("a list is missing"),
    Completeness.UNDERWAY: _("the month is under way"),
    Completeness.PARTIAL: _("in part"),
    Completeness.TOLD: _("told"),
    Completeness.UNKNOWN: _("not known"),
}

MEASURE_NAMES: dict[Measure, Any] = {
    Measure.PEOPLE: _("people"),
    Measure.PERCENT: _("%"),
    Measure.EUROS: _("EUR"),
    Measure.TIMES: _("times"),
    Measure.PLACES: _("places"),
    Measure.DAYS: pgettext_lazy("measure", "days"),
    Measure.GRADE: _("grade"),
}


@dataclass(frozen=True)
class Reading:
    """Lukema: the month whose figures are read, and the day on which they are read. Nothing later than that day counts."""

    month: date
    on: date

    def __post_init__(self) -> None:
        if self.month != month_of(self.month):
            raise ValueError(f"{self.month} does not name a month by its first day")

    @property
    def last(self) -> date:
        return last_day_of_month(self.month)

    @property
    def day(self) -> date:
        """The day of what is counted as it stands: the month's last, or the day of reading while the month is under way."""
        return min(self.on, self.last)

    @property
    def review_day(self) -> date:
        """The day of a list's coverage: a month's list is reviewed the month after, so that month's last, or the day of reading."""
        return min(self.on, last_day_of_month(add_months(self.month, 1)))

    @property
    def is_ahead(self) -> bool:
        return self.month > self.on

    @property
    def span(self) -> tuple[date, date]:
        """The days of what happens within the month."""
        return self.month, self.day

    @cached_property
    def began_on(self) -> date | None:
        """The day the first path was opened: before it nothing was recorded, which is not the same as nothing."""
        return Path.objects.aggregate(first=Min("opened_on"))["first"]

    @cached_property
    def breaches(self) -> list[Breach]:
        """The breaches of the day, found once for all the figures that speak of them."""
        return breaches(self.day)

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(self.month, self.review_day)

    @cached_property
    def by_benefit_month(self) -> list[MonthFigure]:
        return trend_by_benefit_month(self.on)

    @cached_property
    def by_list(self) -> list[MonthFigure]:
        return by_arrival_month(self.on)

    @property
    def is_recorded(self) -> bool:
        return self.began_on is not None and self.began_on <= self.day and not self.is_ahead

    @property
    def completeness(self) -> Completeness:
        return Completeness.UNDERWAY if self.on < self.last else Completeness.WHOLE


@dataclass(frozen=True)
class Value:
    """Arvo: the number, or None when it is not known; `of` is the whole a percentage is of, `people` how many are behind it."""

    number: Decimal | None
    completeness: Completeness
    of: int | None = None
    people: int | None = None
    source: str = ""


UNKNOWN = Value(None, Completeness.UNKNOWN)

Counting = Callable[[Reading], Value]
Finding = Callable[[Reading], QuerySet[Client]]


@dataclass(frozen=True)
class Indicator:
    """Mittari: `told` ones have a value only when somebody has told it; the others are computed from what is recorded."""

    code: str
    name: Any
    measure: Measure
    definition: Any
    holds_from: date
    source: Any
    value: Counting
    people: Finding | None = None
    told: bool = False
    yearly: bool = False

    @property
    def of_people(self) -> bool:
        """Whether a small number could point to somebody."""
        return not self.told and self.measure in {Measure.PEOPLE, Measure.TIMES, Measure.PERCENT, Measure.EUROS}


def counted(reading: Reading, number: int, *, people: int | None = None) -> Value:
    """A computed count of what was recorded; unknown for a time of which nothing is recorded."""
    if not reading.is_recorded:
        return UNKNOWN
    return Value(Decimal(number), reading.completeness, people=number if people is None else people)


def share_of(reading: Reading, part: int, whole: int) -> Value:
    """A percentage with one decimal; unknown of nothing."""
    if not whole or reading.is_ahead:
        return UNKNOWN
    percent = (Decimal(100) * part / whole).quantize(Decimal("0.1"))
    return Value(percent, reading.completeness, of=whole, people=part)
