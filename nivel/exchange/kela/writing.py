"""Kelan maksujen vienti: the payments of a payment-share list compared with those known, and written."""

from datetime import date

import polars as pl

from nivel.clients.models import BenefitPayment
from nivel.exchange.kela.payments import PROFILE
from nivel.exchange.staging import Counts, fetch, run, stage
from nivel.timeline.months import add_months

TABLE = BenefitPayment._meta.db_table
STAGED = "arriving_payment"
COLUMNS = {
    "client_id": "bigint", "benefit": "varchar(3)", "adjusted": "boolean", "starts_on": "date", "ends_on": "date", "paid_on": "date",
    "list_month": "date", "days": "smallint", "accumulated_days": "integer", "gross": "numeric(12,2)", "percent": "smallint",
    "municipal_share": "numeric(12,2)", "correction": "boolean", "negative": "boolean",
}  # fmt: skip
BASIS = BenefitPayment.Basis.UNEMPLOYMENT
KEY = ("client_id", "starts_on", "ends_on", "benefit", "paid_on", "negative")
FIGURES = ("adjusted", "days", "accumulated_days", "gross", "percent", "municipal_share", "correction")

SAME = " AND ".join(f"known.{name} = arriving.{name}" for name in KEY) + f" AND known.basis = '{BASIS}'"
DIFFERS = "({}) IS DISTINCT FROM ({})".format(
    ", ".join(f"known.{name}" for name in FIGURES), ", ".join(f"arriving.{name}" for name in FIGURES)
)
CHANGED = f"FROM {STAGED} arriving WHERE {SAME} AND {DIFFERS}"


class Payments:
    """The payments of one list on their way in."""

    def stage(self, frame: pl.DataFrame, as_of: date) -> None:
        """In the order of the table's keys, so that what is written meets its indexes in order."""
        stage(STAGED, COLUMNS, frame.with_columns(list_month=pl.col("paid_on").dt.truncate("1mo")).sort("client_id", "starts_on"))

    def compare(self, as_of: date) -> Counts:
        statement = f"""
            SELECT count(*) FILTER (WHERE known.id IS NULL), count(*) FILTER (WHERE known.id IS NOT NULL AND {DIFFERS}), count(*)
            FROM {STAGED} arriving LEFT JOIN {TABLE} known ON {SAME}"""
        new, changed, rows = fetch(statement)[0]
        return Counts(new, changed, rows - new - changed)

    def gone(self, months: list[date], as_of: date) -> int:
        """Who was on the list of the month before and is not on this one."""
        if not months:
            return 0
        statement = f"""
            SELECT count(DISTINCT client_id) FROM {TABLE} known WHERE list_month = %(before)s
            AND NOT EXISTS (SELECT FROM {STAGED} arriving WHERE arriving.client_id = known.client_id)"""
        return fetch(statement, {"before": add_months(months[0], -1)})[0][0]

    def write(self, counts: Counts, *, batch: int, as_of: date) -> None:
        if counts.changed:
            self._change(batch)
        if counts.new:
            self._add(batch, all_new=counts.changed + counts.unchanged == 0)

    def _change(self, batch: int) -> None:
        """Figures that came otherwise than before: the former row is kept for undoing, the new ones stand."""
        run(
            f"""INSERT INTO exchange_importchange (batch_id, "table", "row", before)
            SELECT %(batch)s, %(table)s, known.id, to_jsonb(known) FROM {STAGED} arriving JOIN {TABLE} known ON {SAME} AND {DIFFERS}""",
            {"batch": batch, "table": TABLE},
        )
        figures = ", ".join(f"{name} = arriving.{name}" for name in FIGURES)
        run(f"UPDATE {TABLE} known SET {figures}, batch = %(batch)s {CHANGED}", {"batch": batch})

    def _add(self, batch: int, *, all_new: bool) -> None:
        names = ", ".join(COLUMNS)
        unknown = "" if all_new else f"LEFT JOIN {TABLE} known ON {SAME} WHERE known.id IS NULL"
        run(
            f"""INSERT INTO {TABLE} ({names}, basis, home_municipality, source, batch)
            SELECT {", ".join(f"arriving.{name}" for name in COLUMNS)}, '{BASIS}', '', %(source)s, %(batch)s
            FROM {STAGED} arriving {unknown}""",
            {"source": PROFILE.source, "batch": batch},
        )
