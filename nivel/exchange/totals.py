"""Sums of a payment-share list (listan summat), and whether they agree with the sum the list itself states."""

from decimal import Decimal
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import parse_amount
from nivel.exchange.faults import Fault, Notice

STATED = ("gross", "municipal_share")
ZERO = Decimal("0.00")


def sums(frame: pl.DataFrame) -> dict[str, Any]:
    """The benefit paid and the share as decimal strings; the share also by benefit month and by percentage."""
    month = pl.col("ends_on").dt.strftime("%Y-%m")
    return {
        "gross": _text(frame["gross"].sum()),
        "municipal_share": _text(frame["municipal_share"].sum()),
        "benefit_month": _share_by(frame, month.alias("part")),
        "percent": _share_by(frame.filter(pl.col("percent").is_not_null()), pl.col("percent").cast(pl.String).alias("part")),
    }


def _share_by(frame: pl.DataFrame, part: pl.Expr) -> dict[str, str]:
    parts = frame.group_by(part).agg(pl.col("municipal_share").sum()).sort("part")
    return {name: _text(share) for name, share in parts.iter_rows()}


def _text(amount: Any) -> str:
    return str((amount or ZERO).quantize(ZERO))


def compared(stated: dict[str, str], everything: pl.DataFrame, accepted: pl.DataFrame) -> tuple[dict[str, Any], list[Notice]]:
    """The stated sums beside ours. They agree when they are the sum of all rows in the file or of those taken."""
    told: dict[str, Any] = {}
    notices: list[Notice] = []
    for name in STATED:
        amount = parse_amount(stated[name]) if stated.get(name) else None
        if not isinstance(amount, Decimal):
            continue
        told[f"stated_{name}"] = str(amount)
        own = accepted[name].sum() or ZERO
        if amount not in {own, everything[name].sum() or ZERO}:
            told["matches"] = False
            values = {"stated": amount, "own": own}
            notices.append(Notice(Fault(_("The list states a total of %(stated)s € but its rows make %(own)s €."), values)))
    if told:
        told.setdefault("matches", True)
    return told, notices
