"""Asiakkaat palvelulinjoittain: how many on open paths are on each of the labour authority's lines, and in a service (REL-11)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nivel.outcomes.indicators import Reading
from nivel.outcomes.indicators.clients import running
from nivel.outcomes.small_cells import Sum, hidden_cells, is_small
from nivel.paths.models import ClientLine, Path
from nivel.programmes.lines import service_lines
from nivel.timeline.months import month_of

NONE_TOLD = ""
COLUMNS = ("open", "in_service", "without")


@dataclass(frozen=True)
class LineRow:
    """Yksi linja: people on open paths, those of them in a service, and those in none; None is hidden."""

    code: str
    title: str
    open: int | None
    in_service: int | None
    without: int | None


def clients_by_line(on: date, language: str, *, covered: bool) -> list[LineRow]:
    """The lines in their order, then those of whom none is told, then all. Three queries."""
    paths = dict(Path.objects.open_on(on).values_list("client", "pk"))
    lines = dict(ClientLine.objects.held_on(on).filter(client__in=paths).values_list("client", "line"))
    served = set(running(Reading(month_of(on), on)).values_list("path__client", flat=True))
    count: Counter[tuple[str, str]] = Counter()
    for client in paths:
        for row in (lines.get(client, NONE_TOLD), "all"):
            count[row, "open"] += 1
            count[row, "in_service" if client in served else "without"] += 1
    titles = {line.code: line.title.say(language) for line in service_lines()}
    hidden = _hidden(count, [*titles, NONE_TOLD]) if covered else frozenset()
    return [_row(code, titles.get(code, ""), count, hidden) for code in (*titles, NONE_TOLD, "all")]


def _hidden(count: Counter[tuple[str, str]], parts: list[str]) -> frozenset[str]:
    cells: dict[str, Decimal | int] = {_cell(row, column): count[row, column] for row in (*parts, "all") for column in COLUMNS}
    sums = [Sum(tuple(_cell(part, column) for part in parts), _cell("all", column)) for column in COLUMNS]
    sums += [Sum((_cell(row, "in_service"), _cell(row, "without")), _cell(row, "open")) for row in (*parts, "all")]
    return hidden_cells(cells, [cell for cell, number in cells.items() if is_small(int(number))], sums)


def _cell(row: str, column: str) -> str:
    return f"{row}:{column}"


def _row(code: str, title: str, count: Counter[tuple[str, str]], hidden: frozenset[str]) -> LineRow:
    return LineRow(code, title, *(None if _cell(code, column) in hidden else count[code, column] for column in COLUMNS))
