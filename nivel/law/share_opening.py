"""Kertymäpäivät: a payment-share list tells with each row how many days had been counted by its end."""

from collections.abc import Iterable

from nivel.law.facts import DaysBefore, Payment
from nivel.timeline.period import DAY


def rows_with_opening(counted_rows: Iterable[tuple[Payment, int]]) -> tuple[list[Payment], DaysBefore | None]:
    """The latest rows that follow each other without a missing day, and the balance from which they start.

    A list that never arrived leaves a hole between two rows; the later row's own count already knows what was in it.
    Rows before the hole are left out, because their days are in the balance.
    """
    rows = sorted(counted_rows, key=lambda each: (each[0].starts_on, each[0].ends_on), reverse=True)
    chain: list[Payment] = []
    before = 0
    for payment, counted in rows:
        if chain and counted != before:
            break
        chain.append(payment)
        before = counted - payment.days
    if not chain:
        return [], None
    first = chain[-1]
    return chain[::-1], DaysBefore(max(0, before), first.starts_on - DAY, first.benefit, first.basis)
