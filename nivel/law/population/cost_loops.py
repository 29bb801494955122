"""Kuntien kustannusten silmukat: what everybody's payments cost their municipality by month, back in time and ahead.

Compiled by `compiled.py`. What is known is what had begun on the day; what is ahead are payments that an open spell
would bring, added after the known ones and borne as payments are.
"""

from nivel.law import counting, counting_change, counting_costs, counting_share
from nivel.law.counting_rows import BASES_A_BENEFIT, NONE
from nivel.law.population.loops import clear, forget

APR = 2


def month_at(first_day, month_of, day):
    """The month of a day by its place in the window, NONE outside it."""
    place = day - first_day
    return month_of[place] if 0 <= place < len(month_of) else NONE


def cents_of(rows, gross, past, law, rate_begins, rate_cents, lo, hi, i, before, made, parts):
    """What the municipality pays of one payment."""
    weighted = counting_costs.weighted_days(rows, past, law, lo, hi, i, before, made, parts)
    if weighted == 0:
        return 0
    shared = gross[i]
    if rows.kinds[i] // BASES_A_BENEFIT == APR:
        shared = counting_costs.basic_part(shared, counting_costs.rate_on(rate_begins, rate_cents, rows.ends[i]), rows.days[i])
    return counting_costs.municipal_cents(shared, 1, rows.days[i], weighted)


def lay_ahead(rows, gross, past, law, lo, begun, on, first_day, month_of, ahead, ahead_gross):
    """The known payments of an open spell and after them those that come if it goes on; returns how many come.

    A spell is open when its next payment period would not have ended before the day; a last payment without days is none.
    """
    last = begun - 1
    length = counting_change.period_days(law, rows.ends[last] + 1)
    if rows.days[last] == 0 or rows.ends[last] + length < on:
        return 0
    for i in range(lo, begun):
        to = i - lo
        ahead.starts[to], ahead.ends[to], ahead.paid[to] = rows.starts[i], rows.ends[i], rows.paid[i]
        ahead.days[to], ahead.kinds[to], ahead_gross[to] = rows.days[i], rows.kinds[i], gross[i]
    coming = 0
    start = counting_share.last_end(rows, past, lo, begun) + 1
    while month_at(first_day, month_of, start + length - 1) != NONE:
        to, days = begun - lo + coming, counting.weekdays_between(start, start + length - 1)
        ahead.starts[to], ahead.ends[to], ahead.paid[to] = start, start + length - 1, start + length - 1
        ahead.days[to], ahead.kinds[to] = days, rows.kinds[last]
        ahead_gross[to] = counting_costs.half_up(gross[last] * days, rows.days[last])
        start += length
        coming += 1
    return coming


def add(cents, people, seen, p, place, month, amount):
    if amount > 0:
        cents[place, month] += amount
        if seen[month] != p:
            seen[month] = p
            people[place, month] += 1


def cost_rows(
    rows, gross, past, law, rate_begins, rate_cents, lo, hi, first_day, month_of,
    before, made, parts, p, place, seen, cents, people,
):  # fmt: skip
    """Adds what the rows of one person cost to their months."""
    for i in range(lo, hi):
        month = month_at(first_day, month_of, rows.ends[i])
        if month != NONE:
            amount = cents_of(rows, gross, past, law, rate_begins, rate_cents, lo, hi, i, before, made, parts)
            add(cents, people, seen, p, place, month, amount)


def cost_people(
    rows,
    gross,
    past,
    law,
    rate_begins,
    rate_cents,
    offsets,
    places,
    first,
    last,
    on,
    first_day,
    month_of,
    before,
    made,
    parts,
    ahead,
    ahead_gross,
    seen,
    cents,
    people,
):
    """Adds each person's costs to the place of their municipality, by month."""
    for p in range(first, last):
        lo = offsets[p]
        begun = counting_share.last_begun(rows, lo, offsets[p + 1], on) + 1
        if begun <= lo:
            continue
        clear(made)
        forget(past)
        coming = lay_ahead(rows, gross, past, law, lo, begun, on, first_day, month_of, ahead, ahead_gross)
        forget(past)
        if coming == 0:
            cost_rows(
                rows, gross, past, law, rate_begins, rate_cents, lo, begun, first_day, month_of,
                before, made, parts, p, places[p], seen, cents, people,
            )  # fmt: skip
        else:
            cost_rows(
                ahead, ahead_gross, past, law, rate_begins, rate_cents, 0, begun - lo + coming, first_day, month_of,
                before, made, parts, p, places[p], seen, cents, people,
            )  # fmt: skip
