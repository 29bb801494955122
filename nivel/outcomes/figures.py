"""A figure as it is shown: the same on the screen, in the report, its PDF and its sheet, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nivel.outcomes.indicators import COMPLETENESS_NAMES, MEASURE_NAMES, Completeness, Indicator, Measure, Value
from nivel.outcomes.small_cells import Sum, bound_of_share, hidden_cells, is_small, share_is_small

DECIMALS = {Measure.EUROS: 2, Measure.PERCENT: 1, Measure.GRADE: 1}


@dataclass(frozen=True)
class Figure:
    """Luku: `value` is None when it is not known, or `hidden`; `text` is what people read in its place."""

    code: str
    indicator: str
    name: str
    measure: str
    unit: str
    value: Decimal | None
    text: str
    completeness: str
    completeness_name: str
    definition: str
    holds_from: date
    source: str
    of: int | None = None
    hidden: bool = False
    told_source: str = ""

    @property
    def is_whole(self) -> bool:
        return self.completeness in {Completeness.WHOLE, Completeness.TOLD}

    def to_json(self) -> dict[str, Any]:
        """Numbers as text, so that no cent is lost."""
        return {
            "code": self.code,
            "indicator": self.indicator,
            "name": self.name,
            "measure": self.measure,
            "unit": self.unit,
            "value": None if self.value is None else str(self.value),
            "text": self.text,
            "completeness": self.completeness,
            "completeness_name": self.completeness_name,
            "definition": self.definition,
            "holds_from": self.holds_from.isoformat(),
            "source": self.source,
            "of": self.of,
            "hidden": self.hidden,
            "told_source": self.told_source,
        }


@dataclass(frozen=True)
class Cell:
    """Solu: a value with the indicator that defines it; `name` tells a part of it, such as one kind or one month."""

    indicator: Indicator
    value: Value
    name: str = ""


def figures_of(cells: Mapping[str, Cell], sums: list[Sum], *, covered: bool) -> dict[str, Figure]:
    """The figures by their code; with small cells, and what would give them away, hidden when the reader has no way to people."""
    hidden = hidden_codes(cells, sums) if covered else frozenset()
    return {code: _figure(code, cell, hidden=code in hidden, covered=covered) for code, cell in cells.items()}


def hidden_codes(cells: Mapping[str, Cell], sums: list[Sum]) -> frozenset[str]:
    numbers = {code: cell.value.number for code, cell in cells.items() if cell.value.number is not None}
    known = [Sum(tuple(part for part in each.parts if part in numbers), each.whole) for each in sums if each.whole in numbers]
    usable = [each for each in known if each.parts]  # what is not known is no part of the sum
    small = [code for code in numbers if _gives_away(cells[code])]
    return hidden_cells(numbers, small, usable)


def _gives_away(cell: Cell) -> bool:
    value = cell.value
    if not cell.indicator.of_people:
        return False
    if cell.indicator.measure is Measure.PERCENT:
        return share_is_small(value.people or 0, value.of or 0)
    return is_small(value.people)


def _figure(code: str, cell: Cell, *, hidden: bool, covered: bool) -> Figure:
    indicator, value = cell.indicator, cell.value
    measure = indicator.measure
    return Figure(
        code=code,
        indicator=indicator.code,
        name=cell.name or str(indicator.name),
        measure=measure.value,
        unit=str(MEASURE_NAMES[measure]),
        value=None if hidden else value.number,
        text=_covered_text(cell) if hidden else number_text(value.number, measure),
        completeness=value.completeness.value,
        completeness_name=str(COMPLETENESS_NAMES[value.completeness]),
        definition=str(indicator.definition),
        holds_from=indicator.holds_from,
        source=str(indicator.source),
        of=None if covered and is_small(value.of) else value.of,
        hidden=hidden,
        told_source=value.source,
    )


def _covered_text(cell: Cell) -> str:
    if cell.indicator.measure is Measure.PERCENT:
        at_least, at_most = bound_of_share(cell.value.people or 0, cell.value.of or 0)
        if at_least is not None:
            return _("at least %(percent)s") % {"percent": f"{at_least}\u00a0%"}
        if at_most is not None:
            return _("at most %(percent)s") % {"percent": f"{at_most}\u00a0%"}
    return _("hidden")


def number_text(number: Decimal | None, measure: Measure) -> str:
    """The number as the reader's language writes it, with the signs of money and per cent but not other units."""
    if number is None:
        return _("not known")
    text = number_format(number, DECIMALS.get(measure, 0), force_grouping=True)
    if measure is Measure.EUROS:
        return f"{text}\u00a0€"
    return f"{text}\u00a0%" if measure is Measure.PERCENT else text
