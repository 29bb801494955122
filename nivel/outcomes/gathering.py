"""Every number of a month, gathered once: the figures of the goals page and of the report, and which of them add up to which."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nivel.money.models import CostLine
from nivel.money.queries import MonthFigure, State
from nivel.money.trend import QuarterFigure, by_quarter
from nivel.outcomes.direction import Direction, direction, quarter_name
from nivel.outcomes.figures import Cell, Figure, figures_of
from nivel.outcomes.indicators import INDICATORS, UNKNOWN, Completeness, Reading, Value
from nivel.outcomes.indicators.continuity import by_kind
from nivel.outcomes.indicators.share import STATES
from nivel.outcomes.small_cells import Sum
from nivel.outcomes.years import YEAR_PARTS, YearMix, year_mixes
from nivel.paths.continuity import KINDS
from nivel.timeline.months import add_months, months_between

TREND_MONTHS = 6
TREND_QUARTERS = 4
CLIENT_PARTS = ("in_rehabilitative_work", "in_other_services", "without_service")
MONTH_CODE = "share_benefit_month:{:%Y-%m}"
NOTHING = Decimal(0)


@dataclass(frozen=True)
class CostUnit:
    """Kustannusyksikkö: a unit whose outturn is followed, with what it told of the month and of the year so far."""

    number: int
    name: str
    month: Decimal | None
    year: Decimal | None
    months_told: int


@dataclass
class Gathering:
    """The month's numbers on a day. Every part is read at most once, in a number of queries that does not grow with rows."""

    reading: Reading

    @cached_property
    def months(self) -> list[date]:
        """The months of the trend, ending with the month."""
        return months_between(add_months(self.reading.month, 1 - TREND_MONTHS), self.reading.month)

    @cached_property
    def direction(self) -> Direction:
        return direction(self.reading.month, self.reading.on)

    @cached_property
    def quarters(self) -> list[QuarterFigure]:
        past = [figure for figure in self.reading.by_benefit_month if figure.month <= self.reading.month]
        return by_quarter(past)[-TREND_QUARTERS:]

    @cached_property
    def years(self) -> list[YearMix]:
        return year_mixes()

    @cached_property
    def cost_units(self) -> list[CostUnit]:
        """The units that have told a cost since the year began, with the month and the year so far. One query."""
        first = self.reading.month.replace(month=1)
        rows = (
            CostLine.objects.filter(month__range=(first, self.reading.month))
            .select_related("unit")
            .order_by("unit__name", "unit", "month")
        )
        units: dict[int, list[CostLine]] = {}
        for row in rows:
            units.setdefault(row.unit_id, []).append(row)
        return [_cost_unit(own, self.reading.month) for own in units.values()]

    @cached_property
    def cells(self) -> dict[str, Cell]:
        cells = {code: Cell(each, each.value(self.reading)) for code, each in INDICATORS.items() if not each.yearly}
        return cells | self._kinds() | self._trend() | self._money() | self._years() | self._mix()

    def figures(self, *, covered: bool) -> dict[str, Figure]:
        return figures_of(self.cells, self.sums, covered=covered)

    @cached_property
    def sums(self) -> list[Sum]:
        """What a reader can add up."""
        kinds = tuple(f"breaches_open:{code}" for code in KINDS)
        costs = tuple(f"cost:{unit.number}" for unit in self.cost_units)
        year_costs = tuple(f"cost_year:{unit.number}" for unit in self.cost_units)
        sums = [
            Sum(CLIENT_PARTS, "open_paths"),
            Sum(CLIENT_PARTS[:2], "mix_now"),
            Sum(kinds, "breaches_open"),
            Sum(costs, "unit_cost"),
            Sum(("unit_cost", "share_list_month"), "cost_total"),
            Sum((*year_costs, "share_list_year"), "cost_year_total"),
        ]
        return sums + self._quarter_sums()

    def _quarter_sums(self) -> list[Sum]:
        """The months of a quarter, when all are shown; and the month's own figure, which is one of the trend's."""
        sums = [Sum((MONTH_CODE.format(self.reading.month),), "share_benefit_month")]
        for quarter in self.quarters:
            months = quarter_months(quarter)
            if set(months) <= set(self.months):
                sums.append(Sum(tuple(MONTH_CODE.format(month) for month in months), quarter_code(quarter)))
        return sums

    def _kinds(self) -> dict[str, Cell]:
        found = by_kind(self.reading, self.reading.breaches)
        return {
            f"breaches_open:{code}": Cell(INDICATORS["breaches_open"], value, str(KINDS[code].name))
            for code, value in found.items()
        }

    def _trend(self) -> dict[str, Cell]:
        known = {figure.month: figure for figure in self.reading.by_benefit_month}
        share = INDICATORS["share_benefit_month"]
        months = {
            MONTH_CODE.format(month): Cell(share, _of_benefit(known.get(month)), capfirst(date_format(month, "F Y")))
            for month in self.months
        }
        quarters = {
            quarter_code(quarter): Cell(
                share, Value(quarter.municipal_share, STATES[quarter.state]), quarter_name(quarter_months(quarter)[0])
            )
            for quarter in self.quarters
        }
        return months | quarters

    def _money(self) -> dict[str, Cell]:
        """Costs by unit, the payment share of the year so far, and both together (JOU-86)."""
        share, reading = INDICATORS["share_list_month"], self.reading
        lists = [each for each in reading.by_list if reading.month.replace(month=1) <= each.month <= reading.month]
        whole = len(lists) == reading.month.month
        year = _euros(sum((each.municipal_share for each in lists), NOTHING) if lists else None, whole=whole)
        month = share.value(reading)
        cells = {"share_list_year": Cell(share, year, _("Municipal share by list, the year so far"))}
        for unit in self.cost_units:
            cells[f"cost:{unit.number}"] = Cell(INDICATORS["unit_cost"], _euros(unit.month), unit.name)
            told = unit.months_told == reading.month.month
            cells[f"cost_year:{unit.number}"] = Cell(INDICATORS["unit_cost"], _euros(unit.year, whole=told), unit.name)
        total, year_total = _("Together"), _("Together, the year so far")
        cells["cost_total"] = Cell(INDICATORS["cost_total"], _total([month, *(_euros(u.month) for u in self.cost_units)]), total)
        sums = _total([year, *(cells[f"cost_year:{unit.number}"].value for unit in self.cost_units)])
        return cells | {"cost_year_total": Cell(INDICATORS["cost_total"], sums, year_total)}

    @property
    def year_codes(self) -> list[tuple[str, ...]]:
        """The mix of services as rows: in rehabilitative work, in other services, together; the day of reading last."""
        told = [tuple(f"{part}:{year.year}" for part in (*YEAR_PARTS, "year_total")) for year in self.years]
        return [*told, (*CLIENT_PARTS[:2], "mix_now")]

    def _years(self) -> dict[str, Cell]:
        cells = {}
        for year in self.years:
            for part, number in zip((*YEAR_PARTS, "year_total"), (*year.parts, year.total), strict=True):
                known = UNKNOWN if number is None else Value(number, Completeness.TOLD, source=year.source)
                indicator = INDICATORS[part]
                cells[f"{part}:{year.year}"] = Cell(indicator, known, f"{indicator.name} {year.year}")
        return cells

    def _mix(self) -> dict[str, Cell]:
        """The two service figures together, as the years before are told (JOU-02)."""
        parts = [INDICATORS[code].value(self.reading) for code in CLIENT_PARTS[:2]]
        total = UNKNOWN
        if all(part.number is not None for part in parts):
            number = sum((part.number or NOTHING for part in parts), NOTHING)
            total = Value(number, parts[0].completeness, people=int(number))
        return {"mix_now": Cell(INDICATORS["open_paths"], total, _("In services together"))}


def quarter_code(quarter: QuarterFigure) -> str:
    return f"share_quarter:{quarter.year}-{quarter.quarter}"


def quarter_months(quarter: QuarterFigure) -> list[date]:
    first = date(quarter.year, 3 * quarter.quarter - 2, 1)
    return [add_months(first, later) for later in range(3)]


def _of_benefit(figure: MonthFigure | None) -> Value:
    return UNKNOWN if figure is None else Value(figure.municipal_share, STATES[figure.state], people=figure.people)


def _cost_unit(lines: list[CostLine], month: date) -> CostUnit:
    own = next((line.amount for line in lines if line.month == month), None)
    return CostUnit(lines[0].unit_id, lines[0].unit.name, own, sum((line.amount for line in lines), NOTHING), len(lines))


def _euros(amount: Decimal | None, *, whole: bool = True) -> Value:
    return UNKNOWN if amount is None else Value(amount, Completeness.TOLD if whole else Completeness.PARTIAL)


def _total(values: list[Value]) -> Value:
    """The sum of what is known; in part when something is not, unknown when nothing is."""
    known = [value for value in values if value.number is not None]
    if not known:
        return UNKNOWN
    whole = len(known) == len(values) and all(value.completeness is not Completeness.PARTIAL for value in values)
    return Value(
        sum((value.number or NOTHING for value in known), NOTHING), Completeness.WHOLE if whole else Completeness.PARTIAL
    )


__all__ = ["MONTH_CODE", "Gathering", "State", "quarter_code"]
