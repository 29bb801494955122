"""Työnhakijoiden vienti: register entries, and the employment status that the employment code tells (työllisyyskoodi)."""

from datetime import date

import polars as pl

from nivel.clients.models import EmploymentStatus, RegisterEntry
from nivel.exchange.entries import TABLE as ENTRIES
from nivel.exchange.entries import Entries
from nivel.exchange.staging import Counts, run, stage
from nivel.exchange.te_register.jobseekers import FACTS, PROFILE

TABLE = EmploymentStatus._meta.db_table
STAGED = "arriving_status"
COLUMNS = {"client_id": "bigint", "status": "varchar(16)", "code": "varchar(8)", "starts_on": "date"}

# Employment codes of the register. An unknown code stays among the entry's facts and tells no status.
STATUSES = {
    "00": "employed",
    "01": "employed",
    "02": "unemployed",
    "03": "laid_off",
    "05": "shortened_week",
    "06": "outside",
    "07": "studying",
    "08": "in_service",
}
# The register tells since when only for these; the others are known from the day of the list.
SINCE_UNEMPLOYMENT = ("02", "03", "05")
NOW_TOLD = f"""{STAGED} arriving
    JOIN {ENTRIES} entry ON entry.client_id = arriving.client_id AND entry.register = '{PROFILE.source}' AND entry.batch = %(batch)s
    LEFT JOIN LATERAL (SELECT * FROM {TABLE} WHERE client_id = arriving.client_id AND source = '{PROFILE.source}'
        ORDER BY starts_on DESC LIMIT 1) latest ON true"""
NEWLY = "latest.code IS DISTINCT FROM arriving.code"


class Jobseekers(Entries):
    def __init__(self) -> None:
        super().__init__(RegisterEntry.Register.LABOUR, FACTS)

    def stage(self, frame: pl.DataFrame, as_of: date) -> None:
        super().stage(frame, as_of)
        code = pl.col("employment_code")
        since = pl.when(code.is_in(SINCE_UNEMPLOYMENT)).then(pl.col("unemployed_since"))
        statuses = frame.select(
            "client_id",
            code.replace_strict(STATUSES, default=None, return_dtype=pl.String).alias("status"),
            code.alias("code"),
            pl.coalesce(since, pl.lit(as_of)).alias("starts_on"),
        )
        stage(STAGED, COLUMNS, statuses.filter(pl.col("status").is_not_null()))

    def write(self, counts: Counts, *, batch: int, as_of: date) -> None:
        super().write(counts, batch=batch, as_of=as_of)
        values = {"batch": batch}
        touched = (
            "known.source = latest.source AND known.client_id = arriving.client_id AND known.starts_on <= arriving.starts_on"
        )
        touched += " AND (known.ends_on IS NULL OR known.starts_on = arriving.starts_on)"
        run(
            f"""INSERT INTO exchange_importchange (batch_id, "table", "row", before)
            SELECT %(batch)s, '{TABLE}', known.id, to_jsonb(known) FROM {NOW_TOLD} JOIN {TABLE} known ON {touched} WHERE {NEWLY}""",
            values,
        )
        run(
            f"""INSERT INTO {TABLE} (client_id, status, code, starts_on, source, batch)
            SELECT arriving.client_id, arriving.status, arriving.code, arriving.starts_on, '{PROFILE.source}', %(batch)s
            FROM {NOW_TOLD} WHERE {NEWLY}
            ON CONFLICT (client_id, source, starts_on) DO UPDATE
            SET status = excluded.status, code = excluded.code, batch = excluded.batch""",
            values,
        )
        run(
            f"""UPDATE {TABLE} known SET ends_on = newer.starts_on - 1, batch = %(batch)s FROM {TABLE} newer
            WHERE known.client_id = newer.client_id AND known.source = newer.source AND newer.source = '{PROFILE.source}'
            AND newer.batch = %(batch)s AND known.ends_on IS NULL AND known.starts_on < newer.starts_on""",
            values,
        )
