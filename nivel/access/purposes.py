"""Käsittelyn tarkoitukset (GDPR art. 30): why each kind of record is kept and on which law, read from `purposes.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("purposes.toml")


@dataclass(frozen=True)
class Purpose:
    """Käsittelyn tarkoitus: `basis` names articles of the GDPR, `acts` statutes, `records` the tables kept for it."""

    code: str
    title: dict[str, str]
    why: dict[str, str]
    basis: tuple[str, ...]
    acts: tuple[str, ...]
    records: tuple[str, ...]


@cache
def purposes() -> tuple[Purpose, ...]:
    """Every purpose, in the order of the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["purposes"]
    return tuple(
        Purpose(row["code"], row["title"], row["why"], tuple(row["basis"]), tuple(row["acts"]), tuple(row["records"]))
        for row in told
    )


def purpose_of(label: str) -> Purpose | None:
    """The purpose for which a table is kept, by the table's name, for example paths.Plan."""
    return next((purpose for purpose in purposes() if label in purpose.records), None)
