"""Lain parametrit: amounts, limits and deadlines by the day they begin, read from `parameters/*.yaml`.

A value of null means that the rule was repealed from that day. A change of law is a new row in a file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nivel.law.notes import note_words
from nivel.law.values_in_words import Told
from nivel.law.verdict import Change, Citation, Reason, Verdict, weakest
from nivel.timeline.timeline import Timeline

LOOK_IT_UP = object()
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
        entries = yaml.load(file, SAFE_LOADER)  # noqa: S506 - a safe loader, compiled where there is one
    for key, entry in entries.items():
        rows = [_value(row) for row in entry["values"]]
        line = Timeline.from_days((row.from_day, row) for row in rows)
        yield Parameter(f"{path.stem}.{key}", entry["title"], entry["unit"], line)


def _value(row: dict[str, Any]) -> Value:
    cited = row["citation"]
    citation = Citation(str(cited["act"]), str(cited["section"]), cited.get("amended_by"), cited["url"])
    return Value(row["value"], row["from"], citation, row["confidence"], row.get("note"))


def reason_of(name: str, held: Value) -> tuple[Reason, ...]:
    """What the parameter says and where; and, when it is not certain, that too."""
    return _reasons(name, held.from_day)


@cache
def _reasons(name: str, from_day: date) -> tuple[Reason, ...]:
    given = parameters()[name]
    held = next(value for value in given.values if value.from_day == from_day)
    said = Reason(_sentence(given, held), {"title": given.title, "value": Told(held.value, given.unit)}, held.citation)
    if held.confidence != "low":
        return (said,)
    return (said, Reason("parameter.unverified", {"title": given.title, "note": note_words(held.note or "")}, held.citation))


def _sentence(given: Parameter, held: Value) -> str:
    """A rule that is in force is its own sentence; every other parameter is told with its value."""
    return "parameter.rule" if given.unit == "in force" and held.value is True else "parameter.holds"


def change_after(name: str, day: date) -> Change | None:
    """The next change of a parameter that is already enacted; a wording that repeats the value is none."""
    present = value_on(name, day)
    value = None if present is None else present.value
    for held in parameters()[name].values:
        if held.from_day > day and held.value != value:
            return Change(held.value, held.from_day, "the law as enacted", held.citation)
    return None


def since(name: str, day: date) -> date | None:
    """The day from which the present value has held, whichever wordings have repeated it."""
    first = None
    for held in reversed([value for value in parameters()[name].values if value.from_day <= day]):
        if first is not None and held.value != first.value:
            break
        first = held
    return None if first is None else first.from_day


def not_in_force(name: str, day: date, details: Mapping[str, Any] | None = None, value_then: Any = LOOK_IT_UP) -> Verdict:
    """A rule that does not hold on the day: no value, and since or until when it has held.

    `value_then` is what the verdict will be when the rule begins, where that is not the parameter itself.
    """
    coming = change_after(name, day)
    if coming is not None and value_then is not LOOK_IT_UP:
        coming = replace(coming, value=value_then)
    held = value_on(name, day)
    ended = None if held is None else held.from_day
    return Verdict(None, (why_not_in_force(name, day),), "high", ended, coming, details or {})


def verdict_of(name: str, day: date) -> Verdict:
    """A rule that is a single parameter."""
    held = in_force(name, day)
    if held is None:
        return not_in_force(name, day)
    return Verdict(held.value, reason_of(name, held), held.confidence, since(name, day), change_after(name, day))


def verdict_of_many(names: Mapping[str, str], day: date) -> Verdict:
    """A rule whose value is several parameters, each under its own key; null where it is not in force."""
    held = {key: found for key, name in names.items() if (found := in_force(name, day)) is not None}
    coming = _next_of_many(names, day)
    if not held:
        return replace(not_in_force(next(iter(names.values())), day), next_change=coming)
    because = tuple(reason for key, found in held.items() for reason in reason_of(names[key], found))
    begun = [day_ for name in names.values() if (day_ := since(name, day)) is not None]
    confidence = weakest(found.confidence for found in held.values())
    return Verdict(_values(names, day), because, confidence, max(begun, default=None), coming)


def _values(names: Mapping[str, str], day: date) -> dict[str, Any]:
    held = {key: value_on(name, day) for key, name in names.items()}
    return {key: None if found is None else found.value for key, found in held.items()}


def _next_of_many(names: Mapping[str, str], day: date) -> Change | None:
    present = _values(names, day)
    days = sorted({value.from_day for name in names.values() for value in parameters()[name].values if value.from_day > day})
    turn = next((each for each in days if _values(names, each) != present), None)
    if turn is None:
        return None
    changed = next(found for name in names.values() if (found := value_on(name, turn)) is not None and found.from_day == turn)
    return Change(_values(names, turn), turn, "the law as enacted", changed.citation)
