"""Register entries on their way in (rekisterimerkinnät): a person's few facts from another register, the newest list standing."""

import json
from collections.abc import Sequence
from datetime import date

import polars as pl

from nivel.clients.models import RegisterEntry
from nivel.exchange.staging import Counts, fetch, run, stage

TABLE = RegisterEntry._meta.db_table
STAGED = "arriving_entry"
OLDER = "known.as_of <= %(as_of)s"
DIFFERS = "known.facts IS DISTINCT FROM arriving.facts"
NOTE_BEFORE = f"""INSERT INTO exchange_importchange (batch_id, "table", "row", before)
    SELECT %(batch)s, '{TABLE}', known.id, to_jsonb(known)"""


class Entries:
    """The entries of one register's list. An entry from a newer list is left as it is."""

    def __init__(self, register: str, facts: Sequence[str]):
        self.register, self.facts = register, facts
        self.joined = f"ON known.client_id = arriving.client_id AND known.register = '{register}'"

    def stage(self, frame: pl.DataFrame, as_of: date) -> None:
        told = [name for name in self.facts if name in frame.columns]
        facts = [
            json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False, default=str)
            for row in frame.select(told).iter_rows(named=True)
        ]
        stage(STAGED, {"client_id": "bigint", "facts": "jsonb"}, frame.with_columns(pl.Series("facts", facts, dtype=pl.String)))

    def compare(self, as_of: date) -> Counts:
        statement = f"""
            SELECT count(*) FILTER (WHERE known.id IS NULL), count(*) FILTER (WHERE {DIFFERS} AND {OLDER}), count(*)
            FROM {STAGED} arriving LEFT JOIN {TABLE} known {self.joined}"""
        new, changed, rows = fetch(statement, {"as_of": as_of})[0]
        return Counts(new, changed, rows - new - changed)

    def gone(self, months: list[date], as_of: date) -> int:
        """Who was on the register's list before this one and is not on this."""
        statement = f"""
            SELECT count(*) FROM {TABLE} known WHERE register = %(register)s
            AND as_of = (SELECT max(as_of) FROM {TABLE} WHERE register = %(register)s AND as_of < %(as_of)s)
            AND NOT EXISTS (SELECT FROM {STAGED} arriving WHERE arriving.client_id = known.client_id)"""
        return fetch(statement, {"register": self.register, "as_of": as_of})[0][0]

    def write(self, counts: Counts, *, batch: int, as_of: date) -> None:
        """Facts that changed, entries seen again on a newer list, and new entries."""
        values = {"batch": batch, "as_of": as_of}
        older = f"({DIFFERS} AND {OLDER} OR known.as_of < %(as_of)s)"
        run(f"{NOTE_BEFORE} FROM {STAGED} arriving JOIN {TABLE} known {self.joined} AND {older}", values)
        run(
            f"""UPDATE {TABLE} known SET facts = arriving.facts, as_of = %(as_of)s, batch = %(batch)s
            FROM {STAGED} arriving WHERE known.client_id = arriving.client_id AND known.register = '{self.register}' AND {older}""",
            values,
        )
        run(
            f"""INSERT INTO {TABLE} (client_id, register, facts, as_of, batch)
            SELECT arriving.client_id, '{self.register}', arriving.facts, %(as_of)s, %(batch)s
            FROM {STAGED} arriving LEFT JOIN {TABLE} known {self.joined} WHERE known.id IS NULL""",
            values,
        )
