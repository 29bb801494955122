"""Käsittelyn tarkoitukset (GDPR art. 30): why each kind of record is kept and on which law, read from `purposes.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("purposes.toml")


@dataclass(frozen=True)
class Purpose:
    """Käsittelyn tarkoitus: `kinds` names its records, `basis` articles of the GDPR, `acts` statutes, `records` tables."""

    code: str
    title: dict[str, str]
    why: dict[str, str]
    kinds: dict[str, str]
    basis: tuple[str, ...]
    acts: tuple[str, ...]
    records: tuple[str, ...]


@cache
def purposes() -> tuple[Purpose, ...]:
    """Every purpose, in the order of the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["purposes"]
    return tuple(_read(row) for row in told)


def _read(row: dict[str, Any]) -> Purpose:
    return Purpose(**row | {key: tuple(row[key]) for key in ("basis", "acts", "records")})


def purpose_of(label: str) -> Purpose | None:
    """The purpose for which a table is kept, by the table's name, for example paths.Plan."""
    return next((purpose for purpose in purposes() if label in purpose.records), None)
