"""Lakiin perustuva luovutus: the statutes that let data be given without the client's permission, read from `legal_bases.toml`.

A basis may ask for a condition of the person, such as being a client of the joint service. Higher storeys, which know it, register it
with `condition`; a condition nobody has registered never holds.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nivel.access.models import Organisation
from nivel.clients.models import Client

FILE = Path(__file__).with_name("legal_bases.toml")
Condition = Callable[[Client, date], bool]
CONDITIONS: dict[str, Condition] = {}


@dataclass(frozen=True)
class LegalBasis:
    """Oikeusperuste: a section that lets the kinds of organisations in `between` give the data classes to each other."""

    code: str
    citation: str
    url: str
    confidence: str
    data_classes: frozenset[str]
    between: frozenset[str]
    when: str
    starts_on: date
    ends_on: date | None
    despite_prohibition: bool

    def covers(self, client: Client, data_class: str, sender: Organisation, receiver: Organisation, on: date) -> bool:
        in_force = self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
        fits = data_class in self.data_classes and {sender.kind, receiver.kind} <= self.between
        return in_force and fits and _holds(self.when, client, on)


def condition(name: str) -> Callable[[Condition], Condition]:
    """Register what a basis asks of the person."""

    def register(check: Condition) -> Condition:
        CONDITIONS[name] = check
        return check

    return register


def _holds(name: str, client: Client, on: date) -> bool:
    check = CONDITIONS.get(name)
    return check is not None and check(client, on)


@cache
def legal_bases() -> tuple[LegalBasis, ...]:
    """Every basis, in the order of the file."""
    return tuple(_read(row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["bases"])


def _read(row: dict[str, Any]) -> LegalBasis:
    sets = {name: frozenset(row[name]) for name in ("data_classes", "between")}
    return LegalBasis(**{"ends_on": None} | row | sets)


def legal_basis_of(
    client: Client, *, data_class: str, sender: Organisation, receiver: Organisation, on: date
) -> LegalBasis | None:
    """The first basis that lets the data be given on the day; one that holds despite a prohibition goes first."""
    found = [basis for basis in legal_bases() if basis.covers(client, data_class, sender, receiver, on)]
    return min(found, key=lambda basis: not basis.despite_prohibition, default=None)
