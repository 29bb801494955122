"""Lain parametrit: amounts, limits and deadlines by the day they begin, read from `parameters/*.yaml`.

A value of null means that the rule was repealed from that day. A change of law is a new row in a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nivel.law.verdict import Citation, Reason
from nivel.timeline.timeline import Timeline

FOLDER = Path(__file__).with_name("parameters")


@dataclass(frozen=True, slots=True)
class Value:
    """Parametrin arvo: what holds from a day on, where it is written and how sure that is."""

    value: Any
    from_day: date
    citation: Citation
    confidence: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """Parametri: one amount, limit or deadline through time."""

    name: str
    title: dict[str, str]
    unit: str
    timeline: Timeline[Value]

    def on(self, day: date) -> Value | None:
        return self.timeline.value_on(day)

    @property
    def values(self) -> list[Value]:
        return [value for _, value in self.timeline]


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter by its name, which is `<file>.<key>`."""
    return {parameter.name: parameter for path in sorted(FOLDER.glob("*.yaml")) for parameter in _read(path)}


def parameter(name: str) -> Parameter:
    return parameters()[name]


def value_on(name: str, day: date) -> Value | None:
    """The value in force on the day; None before the first one. A repealed one has `.value` None."""
    return parameters()[name].timeline.value_on(day)


def in_force(name: str, day: date) -> Value | None:
    """The value in force, or None when the rule has not begun or has been repealed."""
    held = value_on(name, day)
    return None if held is None or held.value is None else held


def why_not_in_force(name: str, day: date) -> Reason:
    """The sentence that says since or until when a rule that does not hold on the day has held."""
    held = value_on(name, day)
    if held is not None:
        return Reason("rule.repealed", {"day": held.from_day}, held.citation)
    first = parameters()[name].values[0]
    return Reason("rule.not_yet", {"day": first.from_day}, first.citation)


def _read(path: Path) -> Iterator[Parameter]:
    with path.open(encoding="utf-8") as file:
        entries = yaml.safe_load(file)
    for key, entry in entries.items():
        rows = [_value(row) for row in entry["values"]]
        line = Timeline.from_days((row.from_day, row) for row in rows)
        yield Parameter(f"{path.stem}.{key}", entry["title"], entry["unit"], line)


def _value(row: dict[str, Any]) -> Value:
    cited = row["citation"]
    citation = Citation(str(cited["act"]), str(cited["section"]), cited.get("amended_by"), cited["url"])
    return Value(row["value"], row["from"], citation, row["confidence"], row.get("note"))
