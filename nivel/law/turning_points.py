"""Käännekohdat: since when a verdict has held, and when it next changes, by asking the rule on the days that matter."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from nivel.law.parameters import parameters
from nivel.law.verdict import Change, Citation
from nivel.timeline.period import DAY

Asked = Callable[[date], Any]
BENEFIT_GOES_ON = "benefit continues without a break"
UNEMPLOYMENT_GOES_ON = "unemployment continues without a break"
LAW_STAYS = "the law as enacted"


def since_when(asked: Asked, on: date, days: Iterable[date | None]) -> date | None:
    """The first day of the unbroken time for which the rule has answered as it does on `on`; None when it always has."""
    present, begun = asked(on), None
    for day in sorted({day for day in days if day is not None and day <= on}, reverse=True):
        if asked(day) != present:
            return begun
        begun = day
    return begun if begun is not None and asked(begun - DAY) != present else None


def next_turn(asked: Asked, present: Any, on: date, days: Iterable[date | None], assuming: str, area: str) -> Change | None:
    """The first of the days after `on` on which the rule answers otherwise; with the act when a law of the area begins then."""
    for day in sorted({day for day in days if day is not None and day > on}):
        then = asked(day)
        if then != present:
            return Change(then, day, assuming, law_that_begins(area, day))
    return None


@cache
def law_that_begins(area: str, day: date) -> Citation | None:
    """The section of the first parameter of the area that begins on the day."""
    values = (value for name, each in parameters().items() if name.startswith(f"{area}.") for value in each.values)
    return next((value.citation for value in values if value.from_day == day), None)


@cache
def days_of(area: str) -> tuple[date, ...]:
    """The days on which a parameter of the area begins."""
    of_area = [each for name, each in parameters().items() if name.startswith(f"{area}.")]
    return tuple(sorted({value.from_day for each in of_area for value in each.values}))
