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


def _read(path: Path) -> Iterator[Case]:
    for row in yaml.load(path.read_text(encoding="utf-8"), Loader):  # noqa: S506 - a safe loader with fewer truths
        yield Case(path.stem, row["name"], row["source"], row["facts"], row["expect"])
