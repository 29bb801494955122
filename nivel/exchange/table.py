"""A list's rows being judged (taulukon tarkistus): typed columns, and for each row the first fault found in it."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import Parser, tidied
from nivel.exchange.faults import Fault, Notice, Rejected
from nivel.exchange.profile import Recognition

FAULT = "fault"
ROWS_TOLD = 50
# Where a derived column comes from, so that its faults are told by a header that is in the file.
ORIGINS = {
    "starts_on": ("period_starts_on", "period"),
    "ends_on": ("period_ends_on", "period"),
    "surname": ("name",),
    "first_names": ("name",),
    "last_name": ("surname", "name"),
    "adjusted": ("adjusted_flag", "benefit"),
}
NO_FAULT = pl.col(FAULT) == 0


class Table:
    """The frame, with `row` as numbered in the file and `fault` as a number into the list of faults, 0 being none."""

    def __init__(self, frame: pl.DataFrame, recognition: Recognition):
        self.frame = frame.with_columns(pl.lit(0, pl.UInt32).alias(FAULT))
        self.recognition = recognition
        self.faults: list[tuple[str, Fault]] = []
        self.notices: list[Notice] = []

    def has(self, name: str) -> bool:
        return name in self.frame.columns

    def header(self, name: str) -> str:
        """The header of a field as it stands in the file; of a derived one, the header it was derived from."""
        columns = self.recognition.columns
        found = next((origin for origin in (name, *ORIGINS.get(name, ())) if origin in columns), None)
        return self.recognition.header_of(found) if found else ""

    def reject(self, where: pl.Expr | pl.Series, name: str, fault: Fault) -> None:
        """Reject the rows where the condition holds and nothing else was wrong before."""
        self.faults.append((self.header(name), fault))
        number = pl.lit(len(self.faults), pl.UInt32)
        condition = pl.lit(where) if isinstance(where, pl.Series) else where
        self.frame = self.frame.with_columns(
            pl.when(NO_FAULT & condition.fill_null(False)).then(number).otherwise(FAULT).alias(FAULT)
        )

    def reject_each(self, rows: dict[int, Fault], name: str) -> None:
        """Reject single rows, each with its own fault."""
        first = len(self.faults) + 1
        self.faults += [(self.header(name), fault) for fault in rows.values()]
        numbers = pl.DataFrame(
            {
                "row": pl.Series(list(rows), dtype=pl.UInt32),
                "own": pl.int_range(first, first + len(rows), dtype=pl.UInt32, eager=True),
            }
        )
        joined = self.frame.join(numbers, on="row", how="left", maintain_order="left")
        own = pl.when(NO_FAULT & pl.col("own").is_not_null()).then("own").otherwise(FAULT)
        self.frame = joined.with_columns(own.alias(FAULT)).drop("own")

    def tell(self, where: pl.Expr, text: Any, **values: Any) -> None:
        """Tell about rows that stand."""
        rows = self.frame.filter(NO_FAULT & where.fill_null(False))["row"]
        if rows.len():
            self.notices.append(Notice(Fault(text, {"count": rows.len(), **values}), tuple(rows.head(ROWS_TOLD))))

    def parse(self, name: str, parser: Parser, *, needed: bool, dtype: pl.DataType, of_faulty: bool = False) -> None:
        """Turn a column of text into values, each different text being read once; of rows already at fault only when asked."""
        cells = self.frame[name] if of_faulty else self.frame.select(pl.when(NO_FAULT).then(pl.col(name)).alias(name))[name]
        values, faults = parsed(cells, parser, dtype)
        if needed and cells.null_count():
            self.reject(cells.is_null(), name, Fault(_("missing")))
        for fault, texts in faults:
            self.reject(cells.is_in(texts), name, fault)
        self.frame = self.frame.with_columns(values.alias(name))

    def derive(self, **columns: pl.Expr) -> None:
        self.frame = self.frame.with_columns(**columns)

    def accepted(self) -> pl.DataFrame:
        return self.frame.filter(NO_FAULT).drop(FAULT)

    def rejected(self) -> list[Rejected]:
        faulty = self.frame.filter(~NO_FAULT).select("row", FAULT).sort("row")
        return [Rejected(row, *self.faults[number - 1]) for row, number in faulty.iter_rows()]


def parsed(cells: pl.Series, parser: Parser, dtype: pl.DataType) -> tuple[pl.Series, list[tuple[Fault, pl.Series]]]:
    """The values of a column, and each kind of fault with the texts that have it."""
    texts = cells.drop_nulls().unique()
    values: list[Any] = []
    faults: dict[int, tuple[Fault, list[str]]] = {}
    for text in texts:
        value = parser(text)
        if isinstance(value, Fault):
            faults.setdefault(id(value), (value, []))[1].append(text)
            value = None
        values.append(value)
    known = pl.DataFrame({"cell": texts, "value": pl.Series(values, dtype=dtype)})
    joined = pl.DataFrame({"cell": cells}).join(known, on="cell", how="left", maintain_order="left")
    return joined["value"], [(fault, pl.Series(found, dtype=pl.String)) for fault, found in faults.values()]


def tidied_frame(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The frame with its cells of text tidied, and empty ones null."""
    return frame.with_columns(_tidied_column(frame[name]) for name in names)


def _tidied_column(cells: pl.Series) -> pl.Series:
    texts = cells.drop_nulls().unique()
    changed = {text: tidied(text) or None for text in texts if (tidied(text) or None) != text}
    if not changed:
        return cells
    known = pl.DataFrame({"cell": list(changed), "value": pl.Series(list(changed.values()), dtype=pl.String), "known": True})
    joined = pl.DataFrame({"cell": cells}).join(known, on="cell", how="left", maintain_order="left")
    return joined.select(pl.when(pl.col("known")).then("value").otherwise("cell").alias(cells.name))[cells.name]


Judge = Callable[[Table], None]
