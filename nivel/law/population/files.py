"""Parquet-tiedostot: the population's two files, read by columns and in pieces, and refused when they are not what the contract says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from nivel.law.facts import WrongFact

PERSONS: dict[str, Any] = {"person_id": pl.Int64, "born": pl.Date, "home_municipality": pl.Int32}
PAYMENTS: dict[str, Any] = {
    "person_id": pl.Int64,
    "benefit": pl.Int8,
    "basis": pl.Int8,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "paid_on": pl.Date,
    "days": pl.Int16,
    "gross_cents": pl.Int64,
}
NAMES = {pl.Int64: "int64", pl.Int32: "int32", pl.Int16: "int16", pl.Int8: "int8", pl.Date: "date32"}
Piece = tuple[int, pl.DataFrame]
MAY_BE_EMPTY = {"born"}
TOLD = 20
A_PIECE = 500_000


def checked_schema(path: Path, wanted: dict[str, Any]) -> None:
    """Refuses a file that cannot be read, or in which a column is missing or of another type."""
    try:
        schema = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise WrongFact(f"{path}: cannot be read as Parquet ({first_line(error)}).") from error
    problems = []
    for name, kind in wanted.items():
        if name not in schema:
            problems.append(f"{path}: the column {name} is missing.")
        elif schema[name] != kind:
            problems.append(f"{path}: the column {name} is {str(schema[name]).lower()}, not {NAMES[kind]}.")
    if problems:
        raise WrongFact(*problems)


def first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__


def read_persons(path: Path) -> pl.DataFrame:
    """The persons in the order of their numbers, each once."""
    checked_schema(path, PERSONS)
    frame = pl.read_parquet(path, columns=list(PERSONS))
    refuse_empty_cells("persons", frame, 0)
    if not frame["person_id"].is_sorted():
        frame = frame.with_row_index("row").sort("person_id")
    doubled = frame["person_id"].filter(frame["person_id"] == frame["person_id"].shift(1))
    if len(doubled):
        raise WrongFact(*(f"persons: person {number} is there twice." for number in doubled.unique().sort()[:TOLD]))
    return frame


def refuse_empty_cells(what: str, frame: pl.DataFrame, first_row: int) -> None:
    for name in frame.columns:
        if name not in MAY_BE_EMPTY and frame[name].null_count():
            row = frame[name].is_null().arg_max() or 0
            raise WrongFact(f"{what}[{first_row + row}].{name}: is missing.")


def count_rows(path: Path) -> int:
    return pl.scan_parquet(path).select(pl.len()).collect().item()


def pieces(path: Path, columns: list[str]) -> Iterator[Piece]:
    """The payments in pieces, each with the number of its first row."""
    scanned = pl.scan_parquet(path).select(columns)
    for first_row in range(0, count_rows(path), A_PIECE):
        frame = scanned.slice(first_row, A_PIECE).collect()
        refuse_empty_cells("payments", frame, first_row)
        yield first_row, frame


def numbers(column: pl.Series) -> np.ndarray:
    """A column as an array, days as whole numbers since 1970; never to be written, so that the loops see one kind of array."""
    array = column.to_physical().rechunk().to_numpy().view()
    array.flags.writeable = False
    return array
