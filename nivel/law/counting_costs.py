"""Kunnan kustannukset lukuina: what the municipality pays of a payment, in whole cents.

Plain loops over whole numbers, interpreted for one person and compiled for a population.
"""

from collections.abc import MutableSequence
from typing import Any

from nivel.law.counting_rows import Ints, Parts, Past, Rows, Wordings
from nivel.law.counting_share import write_parts


def half_up(amount: int, divisor: int) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * amount + divisor) // (2 * divisor)


def basic_part(gross: Any, rate: Any, days: int) -> Any:
    """Of an earnings-related allowance only what the basic allowance of the same days would be is shared."""
    return gross if gross < rate * days else rate * days


def municipal_cents(shared: int, divisor: int, days: int, weighted: int) -> int:
    """The municipality's part of a payment in cents: `weighted` is the sum of its days, each times its percentage."""
    return half_up(shared * weighted, divisor * 100 * days) if days > 0 else 0


def weighted_days(
    rows: Rows,
    past: Past,
    law: Wordings,
    lo: int,
    hi: int,
    i: int,
    before: MutableSequence[int],
    made: MutableSequence[int],
    out: Parts,
) -> int:
    """The days of a payment, each times its percentage."""
    total = 0
    for k in range(write_parts(rows, past, law, lo, hi, i, before, made, out)):
        total += out.days[k] * out.percents[k]
    return total


def rate_on(begins: Ints, cents: Ints, day: int) -> int:
    """The basic allowance of a day in cents, 0 before the first that is known."""
    found = 0
    for k in range(len(begins)):
        if begins[k] <= day:
            found = cents[k]
    return found
