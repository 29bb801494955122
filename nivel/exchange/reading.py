"""Reading a list (listan lukeminen): a file becomes typed rows, rejected rows and what is told of them. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import identity_code_parser
from nivel.exchange.faults import Fault, Notice, Rejected, refuse
from nivel.exchange.limits import COMMAND_LINE, Limits
from nivel.exchange.margins import Margins, without_margins
from nivel.exchange.opening import open_sheets
from nivel.exchange.person import name_key
from nivel.exchange.profile import Recognition, recognise
from nivel.exchange.register import Register
from nivel.exchange.registers import REGISTERS, registers_for
from nivel.exchange.table import ROWS_TOLD, Table, tidied_frame
from nivel.exchange.totals import STATED, compared, sums


@dataclass(frozen=True)
class Reading:
    """A list as read. `frame` holds the rows that stand, with identity codes: it is never shown or logged."""

    register: Register
    recognition: Recognition
    frame: pl.DataFrame = field(repr=False)
    rows: int
    duplicates: int
    rejected: list[Rejected]
    notices: list[Notice]
    totals: dict[str, Any]
    months: list[date]

    @property
    def source(self) -> str:
        return self.register.source

    @property
    def people(self) -> int:
        return self.frame["identity_code"].n_unique()

    @property
    def corrections(self) -> int:
        return int(self.frame["correction"].sum()) if "correction" in self.frame.columns else 0


def read_list(
    path: Path,
    *,
    on: date,
    source: str | None = None,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    limits: Limits = COMMAND_LINE,
) -> Reading:
    """Read a register's list. `remembered` holds, for each source, header to field as somebody corrected it before."""
    profiles = [register.profile for register in registers_for(source)]
    recognition = recognise(open_sheets(path, limits), profiles, remembered or {})
    register = REGISTERS[recognition.profile.source]
    frame, margins = _rows(recognition, limits)
    table = _typed(frame, recognition, on)
    register.judge(table)
    _complete_names(table)
    duplicates = register.set_repeats_aside(table)
    return _told(register, recognition, table, margins, rows=frame.height, duplicates=duplicates)


def _rows(recognition: Recognition, limits: Limits) -> tuple[pl.DataFrame, Margins]:
    columns = recognition.columns
    wanted = sorted(set(columns.values()))
    frame = recognition.sheet.columns(wanted, after=recognition.header_row, width=len(recognition.headers))
    frame = frame.rename({str(index): name for name, index in columns.items()})
    frame, margins = without_margins(tidied_frame(frame, list(columns)), recognition)
    if frame.height > limits.rows:
        raise refuse(_("The list has more than %(limit)s rows."), limit=limits.rows)
    if not frame.height:
        raise refuse(_("The list has no rows below its header."))
    return frame, margins


def _typed(frame: pl.DataFrame, recognition: Recognition, on: date) -> Table:
    """Columns of values, judged in the order they stand in the file, so that a row's first fault is the leftmost."""
    table = Table(frame, recognition)
    table.reject(pl.col("overflow"), "", Fault(_("the row has more cells than the header")))
    for name in sorted(recognition.columns, key=recognition.columns.__getitem__):
        kind = recognition.profile.field(name)
        parser = identity_code_parser(on) if name == "identity_code" else kind.parser
        table.parse(name, parser, needed=kind.needed, dtype=kind.dtype, of_faulty=name in STATED)
    return table


def _complete_names(table: Table) -> None:
    """Surname and first names as two columns, and a notice of people who go under two names in the list."""
    if table.has("surname") and table.has("first_names"):
        table.frame = table.frame.rename({"surname": "last_name"})
    else:
        name = pl.col("name").list
        table.derive(last_name=name.get(0), first_names=name.get(1))
    table.frame = table.frame.drop("overflow", "name", "surname", "period", "adjusted_flag", strict=False)


def _tell_other_names(frame: pl.DataFrame) -> list[Notice]:
    """One code under two names that are more than two spellings of one."""
    people = frame.select("identity_code", "last_name", "first_names").unique()
    doubtful = people.filter(pl.col("identity_code").is_duplicated())
    seen: dict[str, set[str]] = {}
    for code, *names in doubtful.iter_rows():
        seen.setdefault(code, set()).add(name_key("".join(filter(None, names))))
    codes = [code for code, keys in seen.items() if len(keys) > 1]
    if not codes:
        return []
    rows = frame.filter(pl.col("identity_code").is_in(codes))["row"]
    text = Fault(_("%(count)s people go under two different names in the list."), {"count": len(codes)})
    return [Notice(text, tuple(rows.head(ROWS_TOLD)))]


def _told(register: Register, recognition: Recognition, table: Table, margins: Margins, *, rows: int, duplicates: int) -> Reading:
    accepted = table.accepted()
    totals: dict[str, Any] = {}
    notices = [*table.notices, *_tell_other_names(accepted)]
    if "municipal_share" in accepted.columns:
        stated, mismatches = compared(margins.stated, table.frame, accepted)
        totals = sums(accepted) | stated
        notices += mismatches
    if margins.notes:
        values = {"count": len(margins.notes)}
        notices.append(
            Notice(Fault(_("%(count)s lines of text are not rows of the list."), values), tuple(margins.notes[:ROWS_TOLD]))
        )
    months = register.list_months(accepted)
    return Reading(register, recognition, accepted, rows, duplicates, table.rejected(), notices, totals, months)
