"""Payment rows for tests: one told by hand, a month of many, and Joutsa's lists of spring 2020 as they came."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl

import nivel.demo
from nivel.clients.codes import read_code
from nivel.clients.commands import register_client
from nivel.clients.models import BenefitPayment, Client
from nivel.exchange.reading import read_list
from nivel.timeline.months import month_of

LISTS = Path(nivel.demo.__file__).parent / "lists" / "joutsa-2020"
DAILY = Decimal("33.66")
FIRST_MONDAY = date(2019, 10, 7)


def period(number: int) -> tuple[date, date]:
    """The number-th payment period of four weeks, the first beginning on 7.10.2019."""
    starts_on = FIRST_MONDAY + timedelta(weeks=4 * number)
    return starts_on, starts_on + timedelta(days=27)


def paid(
    client: Client, number: int, paid_on: date, *, days: int = 20, counted: int | None = None, percent: int = 50, **facts
) -> BenefitPayment:
    """A payment for the number-th period; negative days make it the taking back of one."""
    starts_on, ends_on = period(number)
    gross = DAILY * days
    return BenefitPayment.objects.create(
        **{
            "client": client,
            "benefit": "tmt",
            "basis": "unemployment",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "paid_on": paid_on,
            "list_month": month_of(paid_on),
            "days": days,
            "accumulated_days": counted,
            "gross": gross,
            "percent": percent,
            "municipal_share": (gross * percent / 100).quantize(Decimal("0.01")),
            "negative": days < 0,
            "correction": days < 0,
            "source": "kela-share",
            "batch": 1,
        }
        | facts
    )


@cache
def joutsa_rows() -> pl.DataFrame:
    """The six lists as they were read, each row with its list's month."""
    frames = [read_list(path, on=date(2020, 6, 30)).frame for path in sorted(LISTS.glob("kela_kuntaosuus_*"))]
    return pl.concat(
        [frame.with_columns(list_month=pl.col("paid_on").dt.truncate("1mo")) for frame in frames], how="diagonal_relaxed"
    )


def read_joutsa_lists(*months: date) -> dict[str, Client]:
    """The payments and people of those lists (all when none is named) in the database, people by "Surname, First"."""
    rows = joutsa_rows().filter(pl.col("list_month").is_in(months)) if months else joutsa_rows()
    people = {code: _client(code, own) for (code,), own in rows.group_by(["identity_code"], maintain_order=True)}
    BenefitPayment.objects.bulk_create(_payment(row, people[row["identity_code"]]) for row in rows.iter_rows(named=True))
    return {client.list_name: client for client in people.values()}


def _client(code: str, own: pl.DataFrame) -> Client:
    row = own.row(0, named=True)
    names = {"last_name": row["last_name"], "first_names": row["first_names"]}
    return register_client(read_code(code, date(2020, 6, 30)), **names, on=row["list_month"], by=None, home_municipality="172")


FIGURES = (
    "benefit", "adjusted", "starts_on", "ends_on", "paid_on", "list_month", "days", "accumulated_days",
    "gross", "percent", "municipal_share", "correction", "negative",
)  # fmt: skip


def _payment(row: dict, client: Client) -> BenefitPayment:
    figures = {name: row[name] for name in FIGURES}
    return BenefitPayment(client=client, basis="unemployment", source="kela-share", batch=1, **figures)
