"""An outside register (ulkoinen rekisteri): its profile and how its rows are judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import Fault, Notice
from nivel.exchange.person import name_key
from nivel.exchange.profile import Profile
from nivel.exchange.table import NO_FAULT, ROWS_TOLD, Table


@dataclass(frozen=True)
class Register:
    """`judge` checks and completes the rows; `set_repeats_aside` takes out the rows that repeat an earlier one and counts them."""

    profile: Profile
    judge: Callable[[Table], None]
    set_repeats_aside: Callable[[Table], int]
    list_months: Callable[[pl.DataFrame], list[date]]

    @property
    def source(self) -> str:
        return self.profile.source


def further_rows_aside(table: Table) -> int:
    """In a register's list each person has one row: the first stands, and how a later one differs is told."""
    standing = table.frame.filter(NO_FAULT)
    repeated = standing.filter(pl.col("identity_code").is_duplicated()).sort("row")
    facts = [name for name in repeated.columns if name not in {"row", "identity_code", "fault"}]
    first: dict[str, dict[str, Any]] = {}
    aside: list[int] = []
    for row in repeated.iter_rows(named=True):
        earlier = first.setdefault(row["identity_code"], row)
        if earlier is not row:
            aside.append(row["row"])
            if len(aside) <= ROWS_TOLD:
                table.notices.append(_told(row, earlier, facts, table))
    table.frame = table.frame.filter(~pl.col("row").is_in(aside))
    return len(aside)


def _told(row: dict[str, Any], earlier: dict[str, Any], facts: Sequence[str], table: Table) -> Notice:
    differing = [name for name in facts if not _alike(row[name], earlier[name])]
    values = {"row": row["row"], "earlier": earlier["row"], "columns": ", ".join(dict.fromkeys(map(table.header, differing)))}
    if differing:
        text = _("Row %(row)s is the same person as row %(earlier)s, which stands. They differ in: %(columns)s.")
    else:
        text = _("Row %(row)s is the same person as row %(earlier)s, which stands.")
    return Notice(Fault(text, values), (row["row"],))


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return name_key(one) == name_key(other)
    return one == other
