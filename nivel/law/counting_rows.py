"""Rivit ja sanamuodot lukuina: what the counting loops read, as parallel sequences of whole numbers.

For one person they are lists, for a population NumPy arrays in which a person is the rows from `lo` to `hi`.
A kind is a benefit and a basis as one number. Where there is none of a thing its index or day is NONE.
"""

from typing import Any, NamedTuple

Ints = Any  # a list or an array of whole numbers: the loops index both alike

NONE = -1
FAR = 3_652_059  # 31.12.9999
NOT_YET = -2
BASES_A_BENEFIT = 4
KINDS = 16


class Rows(NamedTuple):
    """Maksurivit: payments in the order of their starts. The paid days of a row are the first weekdays of its period."""

    starts: Ints
    ends: Ints
    paid: Ints
    days: Ints
    kinds: Ints


LAST_END, MOST_DAYS, EXTENT = 0, 1, 2  # what `extent` holds, in its order, and how many they are


class Past(NamedTuple):
    """Muu menneisyys: opening balances, days on which counts begin again, and the days that the State pays whole.

    `restarts` of the wording w are those from `restart_of[w]` to `restart_of[w + 1]`; `resets` are all that is known.
    The rest is what the loops remember of the person, NOT_YET until it is asked for: `whole` by wording the days that count
    of all rows, `kind_days` the paid days of all rows by kind, and `extent` the last day of their periods and the most paid
    days of a row.
    """

    balance_days: Ints
    balance_by: Ints
    balance_kinds: Ints
    restarts: Ints
    restart_of: Ints
    resets: Ints
    exempt_first: int
    exempt_last: int
    whole: Ints
    kind_days: Ints
    extent: Ints


class Wordings(NamedTuple):
    """Sanamuodot: each wording of the municipal share by its number; those of the benefit b begin at `of_benefit[b]`.

    `counts[w * KINDS + kind]` tells what counts; the tiers of w are `limits` and `percents` from `tier_of[w]`.
    """

    of_benefit: Ints
    begins: Ints
    by_period: Ints
    look_back: Ints
    exempts: Ints
    counts: Ints
    tier_of: Ints
    limits: Ints
    percents: Ints
    exempt_kinds: Ints
    unshared_kinds: Ints
    days: Ints
    payment_day_rules: int
    benefit_day_rules: int
    period_begins: Ints
    period_days: Ints


class Parts(NamedTuple):
    """Maksun osat: where a loop writes the parts of one payment. `bears` is the share on unemployment, or NONE."""

    firsts: list[int]
    days: list[int]
    percents: list[int]
    bears: list[int]
