"""TE-toimistojen palvelulinjat: the labour authority's lines of service as data with days (REL-11)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from nivel.programmes.model import Words

FILE = Path(__file__).with_name("service_lines.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """Palvelulinja."""

    code: str
    title: Words
    whom: Words
    source: str
    starts_on: date
    ends_on: date | None
    confidence: str

    def exists_on(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@cache
def service_lines() -> tuple[Line, ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["lines"]
    return tuple(
        Line(
            row["code"],
            Words(**row["title"]),
            Words(**row["whom"]),
            row["source"],
            row["starts_on"],
            row.get("ends_on"),
            row["confidence"],
        )
        for row in rows
    )


def lines_on(on: date) -> tuple[Line, ...]:
    """The lines that exist on the day."""
    return tuple(line for line in service_lines() if line.exists_on(on))


def line_title(code: str, language: str) -> str:
    return next((line.title.say(language) for line in service_lines() if line.code == code), code)
