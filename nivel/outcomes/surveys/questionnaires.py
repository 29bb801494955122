"""Kyselylomakkeet: the questions from configuration, one file a version, read and checked once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nivel.programmes.model import Words

FOLDER = Path(__file__).with_name("questionnaires")
# `people` counts clients, so a small number is hidden; `number` counts things.
KINDS = ("people", "number", "choice", "grade", "text")
AUDIENCES = ("groups", "employers", "people")
BEST = 5


class QuestionnaireFault(Exception):
    """A questionnaire's file is wrong: a fault of the installation, so it fails loudly."""


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class Question:
    """Kysymys; `register` names the figure of our own register that answers it for a group of ours."""

    code: str
    kind: str
    title: Words
    options: tuple[Option, ...]
    optional: bool
    register: str

    def wrong(self, value: Any) -> bool:
        """Whether the value is no answer to the question."""
        if value in (None, ""):
            return not self.optional
        if self.kind == "choice":
            return value not in {option.code for option in self.options}
        if self.kind == "text":
            return not isinstance(value, str)
        most = BEST if self.kind == "grade" else None
        least = 1 if self.kind == "grade" else 0
        return not isinstance(value, int) or value < least or (most is not None and value > most)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Kyselylomake."""

    code: str
    version: str
    audience: str
    anonymous: bool
    title: Words
    questions: tuple[Question, ...]
    source: str


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """Every questionnaire in every version that has been used."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def newest_questionnaires() -> list[Questionnaire]:
    """Of each its newest version."""
    found: dict[str, Questionnaire] = {}
    for each in sorted(questionnaires(), key=lambda one: int(one.version)):
        found[each.code] = each
    return list(found.values())


def questionnaire(code: str, version: str) -> Questionnaire:
    return next(each for each in questionnaires() if (each.code, each.version) == (code, version))


def _read(path: Path) -> Questionnaire:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if f"{table['code']}-{table['version']}" != path.stem or table["audience"] not in AUDIENCES:
        raise QuestionnaireFault(f"{path.name}: its name, code, version or audience is wrong")
    questions = tuple(_question(path.name, row) for row in table["questions"])
    return Questionnaire(
        table["code"],
        table["version"],
        table["audience"],
        table["anonymous"],
        Words(**table["title"]),
        questions,
        table["source"],
    )


def _question(name: str, row: dict[str, Any]) -> Question:
    options = tuple(Option(each["code"], Words(**each["title"])) for each in row.get("options", []))
    if row["kind"] not in KINDS or (row["kind"] == "choice") != bool(options):
        raise QuestionnaireFault(f"{name}: question {row['code']!r} has a wrong kind or options")
    return Question(row["code"], row["kind"], Words(**row["title"]), options, row.get("optional", False), row.get("register", ""))
