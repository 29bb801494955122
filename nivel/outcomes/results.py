"""Tulosjohtaminen: a year's targets with actuals by quarter, what is short of them now, and where the year is going (KEM-03).

A target is due evenly over the days of the year on which the operating model runs. The forecast goes on as the year has gone so
far; before a month has run it would say nothing, so there is none.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings
from django.db.models import Min

from nivel import programmes
from nivel.outcomes.exits import OUTCOMES, WHOLE, exit_targets, exits_of
from nivel.outcomes.models import ResultTarget
from nivel.outcomes.small_cells import is_small
from nivel.paths.models import Closure, Episode, Path
from nivel.programmes.model import Programme
from nivel.timeline.period import DAY

QUARTERS = (1, 2, 3, 4)
FORESEEN_AFTER = 30
CLASS = "class "


@dataclass(frozen=True)
class Year:
    """Tulosvuosi: the days on which the model runs in the year, and how many of them have passed on the day of reading."""

    first: date
    last: date
    passed: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def part(self) -> Fraction:
        return Fraction(self.passed, self.days)

    def has_begun(self, quarter: int) -> bool:
        return date(self.first.year, 3 * quarter - 2, 1) <= self.first + (self.passed - 1) * DAY


@dataclass(frozen=True)
class Result:
    """Tulos: actuals by quarter beside the target; None is not known or not begun, `hidden` too small to show this reader."""

    code: str
    label: str
    quarters: tuple[int | None, ...] | None
    actual: int | None
    target: int | None
    due: int | None
    forecast: int | None
    hidden: bool = False

    @property
    def shortfall(self) -> int | None:
        """How many are missing of what was due by the day; zero when none is."""
        return None if self.actual is None or self.due is None else max(0, self.due - self.actual)

    @property
    def forecast_shortfall(self) -> int | None:
        return None if self.forecast is None or self.target is None else max(0, self.target - self.forecast)


def year_of_results(model: Programme, year: int, on: date) -> Year | None:
    """None when the model does not run in the year, or the year has not begun."""
    first = max(date(year, 1, 1), model.starts_on or date.min)
    last = min(date(year, 12, 31), model.ends_on or date.max)
    if last < first or on < first:
        return None
    return Year(first, last, (min(on, last) - first).days + 1)


def results_of(year: int, on: date, language: str, *, covered: bool) -> list[Result]:
    """The year's results as they stand on the day; a covered reader sees the whole year only, without small numbers."""
    model = programmes.programme(settings.PROGRAMME)
    span = year_of_results(model, year, on)
    days = _days(year, on)
    targets = _targets(model, year)
    labels = {code: str(label) for code, label in ResultTarget.Result.choices}
    labels |= {f"{CLASS}{code}": str(label) for code, label in Closure.Outcome.choices}
    unseen = _unseen(days, year, on, language) if covered else frozenset()
    return [_result(code, label, days[code], targets.get(code), span, covered, code in unseen) for code, label in labels.items()]


def _days(year: int, on: date) -> dict[str, list[date]]:
    """The days of the year, until the day of reading, on which each result came about for somebody."""
    inside = (date(year, 1, 1), min(on, date(year, 12, 31)))
    exits = list(Closure.objects.filter(closed_on__range=inside).values_list("outcome", "closed_on"))
    began = (
        Episode.objects.filter(dropped_on__isnull=True)
        .values("path__client")
        .annotate(first=Min("starts_on"))
        .filter(first__range=inside)
    )
    opened = Path.objects.filter(opened_on__range=inside).exclude(ground=Path.Ground.REOPENED)
    days = {
        ResultTarget.Result.ENTERED: list(opened.values_list("opened_on", flat=True)),
        ResultTarget.Result.BEGAN_SERVICE: list(began.order_by().values_list("first", flat=True)),
        ResultTarget.Result.LEFT: [day for _outcome, day in exits],
    }
    return {str(code): rows for code, rows in days.items()} | {
        f"{CLASS}{outcome}": [day for own, day in exits if own == outcome] for outcome in OUTCOMES
    }


def _targets(model: Programme, year: int) -> dict[str, int]:
    """What is told; all exits are the sum of their classes when each class has a target and the whole has none."""
    classes = {outcome: people for (region, outcome), people in exit_targets(model, year).items() if region == WHOLE}
    told = {f"{CLASS}{outcome}": people for outcome, people in classes.items()}
    if len(classes) == len(OUTCOMES):
        told[ResultTarget.Result.LEFT] = sum(classes.values())
    return told | dict(ResultTarget.objects.filter(year=year).values_list("result", "people"))


def _unseen(days: Mapping[str, list[date]], year: int, on: date, language: str) -> frozenset[str]:
    """What a covered reader does not see: what the page of exits hides, and small numbers."""
    table = exits_of(year, on, language, covered=True).tables[0]
    hidden = {f"{CLASS}{row.outcome}" for row in table.rows if row.actual.hidden}
    if table.total.hidden:
        hidden.add(ResultTarget.Result.LEFT)
    return frozenset(hidden | {code for code, rows in days.items() if is_small(len(rows))})


def _result(
    code: str, label: str, days: list[date], target: int | None, span: Year | None, covered: bool, hidden: bool
) -> Result:
    if span is None or hidden:
        return Result(code, label, None, None, target, None, None, hidden=hidden)
    count = Counter((day.month - 1) // 3 + 1 for day in days)
    due = None if target is None else round_half_up(target * span.part)
    foreseen = None if span.passed < FORESEEN_AFTER else round_half_up(len(days) / span.part)
    quarters = None if covered else tuple(count[quarter] if span.has_begun(quarter) else None for quarter in QUARTERS)
    return Result(code, label, quarters, len(days), target, due, foreseen)


def round_half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))
