"""The trend as the screen draws it: bars with their table, by benefit month, quarter or the list's month; small groups hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.translation import gettext as _

from nivel.access.models import Unit
from nivel.money.models import CostLine
from nivel.money.queries import (
    DayClass,
    MonthFigure,
    QuarterFigure,
    State,
    by_arrival_month,
    by_quarter,
    trend_by_benefit_month,
)
from nivel.outcomes.small_cells import SMALLEST as SMALL
from nivel.web.charts import MonthChart, MonthValue, month_chart

SHOWN_MONTHS = 13
WAYS = ("month", "quarter", "arrival")


@dataclass(frozen=True)
class TrendLine:
    """Rivi: one bar and its row in the table. `hidden` when it speaks of fewer than five people."""

    label: str
    bar_label: str
    municipal_share: Decimal
    gross: Decimal
    people: int | None
    state: State
    hidden: bool = False


@dataclass(frozen=True)
class Trend:
    """Suunta: the way of looking, the drawing, and the same numbers as lines."""

    way: str
    chart: MonthChart
    lines: tuple[TrendLine, ...]

    @property
    def lists_missing(self) -> bool:
        return any(line.state == State.LISTS_MISSING for line in self.lines)


def trend_of(on: date, way: str, *, hide_small: bool) -> Trend:
    """The trend as one of the three ways; in two queries. What lacks lists is in the table but is not drawn: it would mislead."""
    months = by_arrival_month(on) if way == "arrival" else trend_by_benefit_month(on)
    lines = [_quarter_line(each) for each in by_quarter(months)] if way == "quarter" else [_line(each) for each in months]
    lines = [_hidden(line) if hide_small else line for line in lines[-SHOWN_MONTHS:]]
    drawn = [line for line in lines if line.state != State.LISTS_MISSING and not line.hidden]
    values = [MonthValue(line.bar_label, line.municipal_share, filling=line.state == State.FILLING) for line in drawn]
    return Trend(way, month_chart(values), tuple(lines))


def _line(figure: MonthFigure) -> TrendLine:
    label = f"{MONTHS[figure.month.month]} {figure.month.year}"
    name = str(MONTHS_AP[figure.month.month])
    bar_label = f"{name} {figure.month.year}" if figure.month.month == 1 else name
    return TrendLine(label, bar_label, figure.municipal_share, figure.gross, figure.people, figure.state)


def _quarter_line(figure: QuarterFigure) -> TrendLine:
    label = _("Q%(quarter)s %(year)s") % {"quarter": figure.quarter, "year": figure.year}
    return TrendLine(label, label, figure.municipal_share, figure.gross, None, figure.state)


def _hidden(line: TrendLine) -> TrendLine:
    return replace(line, hidden=line.people is not None and line.people < SMALL)


@dataclass(frozen=True)
class ClassLine:
    """Päiväluokan rivi; hidden when it speaks of fewer than five people, or would let such a one be counted out."""

    day_class: DayClass
    hidden: bool


def class_lines(classes: Sequence[DayClass], *, hide_small: bool) -> list[ClassLine]:
    """One small class alone could be counted from the sum, so the next smallest is hidden with it."""
    filled = sorted((each.people, each.first) for each in classes if each.people)
    small = [first for people, first in filled if people < SMALL] if hide_small else []
    if len(small) == 1:
        small = [first for _people, first in filled[:2]]
    return [ClassLine(each, each.first in small) for each in classes]


@dataclass(frozen=True)
class CostRow:
    """Kustannusten kuukausi: each unit's outturn, and the payment share billed that month (JOU-86)."""

    month: date
    amounts: tuple[Decimal | None, ...]
    municipal_share: Decimal | None
    units: tuple[Unit, ...] = ()

    @property
    def by_unit(self) -> list[tuple[Unit, Decimal | None]]:
        return list(zip(self.units, self.amounts, strict=True))

    @property
    def total(self) -> Decimal | None:
        """Together, when everything has been told: a part of a sum would be read as the whole."""
        parts = (*self.amounts, self.municipal_share)
        return None if None in parts else sum((each for each in parts if each is not None), Decimal(0))


def cost_rows(on: date) -> tuple[list[Unit], list[CostRow]]:
    """The units whose outturn has been told, and the months with it beside the payment share, newest first."""
    lines = list(CostLine.objects.filter(month__lte=on).select_related("unit"))
    units = sorted({line.unit for line in lines}, key=lambda unit: unit.name)
    told = {(line.month, line.unit_id): line.amount for line in lines}
    billed = {figure.month: figure.municipal_share for figure in by_arrival_month(on)}
    months = sorted({month for month, _unit in told} | set(billed), reverse=True)[:SHOWN_MONTHS]
    rows = [(month, tuple(told.get((month, unit.pk)) for unit in units)) for month in months]
    return units, [CostRow(month, amounts, billed.get(month), tuple(units)) for month, amounts in rows]
