"""The staging table (välitaulu): a list's rows in the database's own memory of the transaction, compared there with what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

# About what a socket holds: while the database takes in one piece, the next is made.
ROWS_AT_A_TIME = 1_000


@dataclass(frozen=True)
class Counts:
    """How many rows of the list are new, changed or unchanged."""

    new: int
    changed: int
    unchanged: int


def stage(table: str, columns: dict[str, str], frame: pl.DataFrame) -> None:
    """Make a temporary table of the frame's columns; it goes when the transaction ends, however that happens."""
    names = ", ".join(columns)
    kinds = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({kinds}) ON COMMIT DROP")
        copy_into(table, names, frame.select(list(columns)).iter_slices(ROWS_AT_A_TIME))
        cursor.execute(f"ANALYZE {table}")


def copy_into(table: str, names: str, pieces: Iterable[pl.DataFrame]) -> None:
    """Copy rows into a table, in pieces so that memory stays small and the database works beside us."""
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
        for piece in pieces:
            copy.write(piece.write_csv(include_header=False).encode())


def run(statement: str, values: dict[str, Any] | None = None) -> int:
    """Run a statement and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or {})
        return cursor.rowcount


def fetch(statement: str, values: dict[str, Any] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or {})
        return cursor.fetchall()
