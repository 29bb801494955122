"""Lain aiheet: each rule with its wordings in plain words and the parameters behind it.

`rules/<rule>.yaml` tells a rule by the day each wording begins; `{name}` in it is that parameter's value on the day,
so that no number of law is written twice, and `{name.0}` its first part.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nivel.law.parameters import SAFE_LOADER, Parameter, Value, parameters
from nivel.law.values_in_words import bare
from nivel.law.verdict import Citation

FOLDER = Path(__file__).with_name("rules")
BLANK = re.compile(r"{([\w.-]+)}")


@dataclass(frozen=True, slots=True)
class RuleWording:
    """Säännön sanamuoto: what the rule says from a day on."""

    topic: str
    from_day: date
    text: Mapping[str, str]

    def say(self, language: str) -> str:
        """The wording with the parameters of its day in it."""
        language = language if language in self.text else "en"
        return BLANK.sub(lambda blank: self._value(blank[1], language), self.text[language])

    @property
    def blanks(self) -> set[str]:
        return set(BLANK.findall(self.text["en"]))

    def _value(self, blank: str, language: str) -> str:
        key, _, place = blank.partition(".")
        given = parameters()[f"{self.topic}.{key}"]
        held = given.on(self.from_day)
        value = None if held is None else held.value
        return bare(value[int(place)] if place and value else value, given.unit, language)

    @property
    def citations(self) -> list[Citation]:
        """Where it is written: the sections whose parameters begin on the same day, each once."""
        begun = [value for each in of_topic(self.topic) for value in each.values if value.from_day == self.from_day]
        return list(dict.fromkeys(value.citation for value in begun))


@dataclass(frozen=True, slots=True)
class Topic:
    """Lain aihe: one rule, its name in `nivel.law.evaluation.RULES`."""

    name: str
    title: Mapping[str, str]
    wordings: tuple[RuleWording, ...]

    @property
    def parameters(self) -> list[Parameter]:
        return of_topic(self.name)

    def wording_on(self, day: date) -> RuleWording | None:
        return next((wording for wording in reversed(self.wordings) if wording.from_day <= day), None)

    def in_force(self, day: date) -> list[tuple[Parameter, Value]]:
        """The parameters that hold on the day."""
        held = [(each, each.on(day)) for each in self.parameters]
        return [(each, value) for each, value in held if value is not None and value.value is not None]


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its name, in the order of their files."""
    return {topic.name: topic for path in sorted(FOLDER.glob("*.yaml")) for topic in _read(path)}


def of_topic(name: str) -> list[Parameter]:
    return [each for key, each in parameters().items() if key.split(".", 1)[0] == name]


def _read(path: Path) -> Iterator[Topic]:
    with path.open(encoding="utf-8") as file:
        told: dict[str, Any] = yaml.load(file, SAFE_LOADER)  # noqa: S506 - a safe loader, compiled where there is one
    wordings = tuple(RuleWording(path.stem, row["from"], row["text"]) for row in told["wordings"])
    yield Topic(path.stem, told["title"], wordings)
