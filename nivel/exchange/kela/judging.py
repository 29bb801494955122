"""Kelan rivin tarkistus: whether a row of the payment-share list can be true, and when two rows are one."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import Fault
from nivel.exchange.kela.payments import PROFILE
from nivel.exchange.register import Register
from nivel.exchange.table import NO_FAULT, Table

SHARE_TOLERANCE = 0.05
LONGEST_PERIOD_DAYS = 366
NEGATIVE = (pl.col("days") < 0) | (pl.col("gross") < 0) | (pl.col("municipal_share") < 0)
POSITIVE = (pl.col("days") > 0) | (pl.col("gross") > 0) | (pl.col("municipal_share") > 0)

KEY = ("identity_code", "starts_on", "ends_on", "benefit", "paid_on", "negative")
FIGURES = ("adjusted", "days", "accumulated_days", "gross", "percent", "municipal_share", "correction")


def judge(table: Table) -> None:
    if table.has("period"):
        table.derive(starts_on=pl.col("period").list.get(0), ends_on=pl.col("period").list.get(1))
    else:
        table.frame = table.frame.rename({"period_starts_on": "starts_on", "period_ends_on": "ends_on"})
    _judge_benefit(table)
    if not table.has("accumulated_days"):
        table.derive(accumulated_days=pl.lit(None, pl.Int32))
    _judge_signs(table)
    _judge_period(table)
    _judge_share(table)
    table.derive(negative=NEGATIVE)


def _judge_benefit(table: Table) -> None:
    """Soviteltu: said beside the benefit's name, or in a column of its own."""
    beside = pl.col("benefit").list.len() > 1
    apart = pl.col("adjusted_flag").fill_null(False) if table.has("adjusted_flag") else False
    table.derive(benefit=pl.col("benefit").list.first(), adjusted=beside.fill_null(False) | apart)


def _judge_signs(table: Table) -> None:
    """A negative row is a correction: where the list has a column for the mark, it must be marked."""
    table.reject(NEGATIVE & POSITIVE, "days", Fault(_("days, benefit and share have different signs")))
    if table.has("correction"):
        table.derive(correction=pl.col("correction").fill_null(False))
        table.reject(NEGATIVE & ~pl.col("correction"), "days", Fault(_("below zero without the mark of a correction")))
    else:
        table.derive(correction=NEGATIVE.fill_null(False))


def _judge_period(table: Table) -> None:
    starts, ends, paid = pl.col("starts_on"), pl.col("ends_on"), pl.col("paid_on")
    table.reject(ends < starts, "ends_on", Fault(_("the payment period ends before it begins")))
    table.reject(
        (ends - starts).dt.total_days() >= LONGEST_PERIOD_DAYS, "ends_on", Fault(_("the payment period is longer than a year"))
    )
    in_order = table.frame.select(
        pl.when(ends >= starts).then(pl.business_day_count(starts, ends + pl.duration(days=1)))
    ).to_series()
    table.reject(pl.col("days").abs() > pl.lit(in_order), "days", Fault(_("more days than the payment period has weekdays")))
    table.tell(paid < starts, _("%(count)s payments were made before their period began."))


def _judge_share(table: Table) -> None:
    """The share follows from the benefit and the percentage; a fraction such as 0.5 is the percentage a sheet made of 50 %."""
    gross, share, percent = (
        pl.col("gross").cast(pl.Float64),
        pl.col("municipal_share").cast(pl.Float64),
        pl.col("percent").cast(pl.Float64),
    )
    fraction = (percent > 0) & (percent <= 1) & ((gross * percent - share).abs() <= SHARE_TOLERANCE)
    table.derive(percent=pl.when(fraction).then(percent * 100).otherwise(percent))
    table.reject(pl.col("percent") != pl.col("percent").round(0), "percent", Fault(_("not a whole percentage")))
    table.tell(
        (gross * pl.col("percent") / 100 - share).abs() > SHARE_TOLERANCE,
        _("On %(count)s rows the share is not the percentage of the benefit paid."),
    )
    table.derive(percent=pl.col("percent").cast(pl.Int16, strict=False))


def set_repeats_aside(table: Table) -> int:
    """Identical rows: the first stands. A payment told twice with different figures: the later is rejected."""
    standing = table.frame.filter(NO_FAULT)
    repeated = standing.filter(standing.select(KEY).is_duplicated())
    first: dict[tuple, tuple[int, tuple]] = {}
    identical: list[int] = []
    contrary: dict[int, Fault] = {}
    for row in repeated.select("row", *KEY, *FIGURES).sort("row").iter_rows():
        key, figures = row[1 : 1 + len(KEY)], row[1 + len(KEY) :]
        earlier, same = first.setdefault(key, (row[0], figures))
        if earlier != row[0] and figures == same:
            identical.append(row[0])
        elif earlier != row[0]:
            contrary[row[0]] = Fault(_("the same payment is on row %(row)s with other figures"), {"row": earlier})
    if contrary:
        table.reject_each(contrary, "identity_code")
    table.tell(pl.col("row").is_in(identical), _("%(count)s rows repeat an earlier row and were left out."))
    table.frame = table.frame.filter(~pl.col("row").is_in(identical))
    return len(identical)


def list_months(frame: pl.DataFrame) -> list:
    """The list's months are those of its payment days."""
    return frame.select(pl.col("paid_on").dt.truncate("1mo").unique().sort()).to_series().to_list()


REGISTER = Register(PROFILE, judge, set_repeats_aside, list_months)
