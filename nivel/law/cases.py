"""Tapaukset: the examples a lawyer can read, `cases/*.yaml`: facts of a person, days, and what the law says on them.

The tests try every one of them; the pages of `docs/law/` and the screen Laki show them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")
TITLES, WORDS = (Path(__file__).with_name(f"case_{name}.yaml") for name in ("titles", "words"))
NUMBER = "#"


class Loader(yaml.SafeLoader):
    """YAML in which `on` is a word and only true and false are truths."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True)
class Case:
    """Tapaus: the facts and, for each day, the answers it names. `file` is the case file's name."""

    file: str
    name: str
    source: str
    facts: Mapping[str, Any]
    expect: Mapping[date, Mapping[str, Any]]

    def title(self, language: str) -> str:
        """The name in a language; as it is written in the case when nobody has translated it."""
        found = titles().get(self.name)
        if found is not None:
            return found.get(language, self.name)
        for pattern, row in patterns():
            if match := pattern.fullmatch(self.name):
                return row.get(language, self.name).replace(NUMBER, match[1])
        return self.name

    def about(self, topic: str) -> dict[date, Any]:
        """What the case says of one verdict, by day."""
        return {day: answers[topic] for day, answers in self.expect.items() if topic in answers}


@cache
def cases() -> tuple[Case, ...]:
    """Every case, file by file in the order they are written."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path))


def cases_of(topic: str) -> list[Case]:
    """The cases that try the verdict."""
    return [case for case in cases() if case.about(topic)]


@cache
def titles() -> Mapping[str, Mapping[str, str]]:
    """The titles in the readers' languages, by the name of the case."""
    return {row["en"]: row for row in _titles() if NUMBER not in row["en"]}


@cache
def patterns() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Titles of cases that differ by one number only."""
    varying = (row for row in _titles() if NUMBER in row["en"])
    return tuple((re.compile(re.escape(row["en"]).replace(re.escape(NUMBER), "([0-9]+)")), row) for row in varying)


@cache
def _titles() -> tuple[Mapping[str, str], ...]:
    return tuple(yaml.safe_load(TITLES.read_text(encoding="utf-8")))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {str(name): row for name, row in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()}


def word_of(code: Any, language: str) -> str | None:
    """A fact's or an answer's code in words; None when it is no word of the cases."""
    row = _words().get(str(code))
    return None if row is None else row.get(language, row["en"])


def as_json(value: Any) -> Any:
    """YAML reads a day as a day; the contract's JSON has it as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, list) else value


def _read(path: Path) -> Iterator[Case]:
    for row in yaml.load(path.read_text(encoding="utf-8"), Loader):  # noqa: S506 - a safe loader with fewer truths
        yield Case(path.stem, row["name"], row["source"], row["facts"], row["expect"])
