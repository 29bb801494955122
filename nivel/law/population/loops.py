"""Väestön silmukat: the counting loops run over one person after another, each the rows from `offsets[p]` to `offsets[p + 1]`.

Compiled by `compiled.py`; written so that they also run as they stand. A wrong fact is told by its code and where it is.
"""

from nivel.law import counting, counting_change, counting_share
from nivel.law.counting_rows import KINDS, LAST_END, MOST_DAYS, NONE, NOT_YET

NOTHING_WRONG = 0
END_BEFORE_START = 1
NEGATIVE_DAYS = 2
TOO_MANY_DAYS = 3
UNKNOWN_BENEFIT = 4
UNKNOWN_BASIS = 5
STRANGE_DAY = 6
STRANGE_AMOUNT = 7
BEFORE_BIRTH = 8
SAME_DAYS = 9

BENEFITS, BASES = 4, 4
EPOCH = 719_163  # 1.1.1970 as an ordinal: Parquet counts days from it
FIRST_DAY, LAST_DAY = 693_596, 803_168  # 1.1.1900 and 31.12.2199
LARGEST_GROSS = 10_000_000_000


def wrong_in(benefit, basis, start, end, paid, days, gross):  # noqa: PLR0911 - one code a check
    """What cannot be true of one row, by its code."""
    if benefit < 0 or benefit >= BENEFITS:
        return UNKNOWN_BENEFIT
    if basis < 0 or basis >= BASES:
        return UNKNOWN_BASIS
    if min(start, end, paid) < FIRST_DAY or max(start, end, paid) > LAST_DAY:
        return STRANGE_DAY
    if end < start:
        return END_BEFORE_START
    if days < 0:
        return NEGATIVE_DAYS
    if days > counting.weekdays_between(start, end):
        return TOO_MANY_DAYS
    if gross < 0 or gross > LARGEST_GROSS:
        return STRANGE_AMOUNT
    return NOTHING_WRONG


def take_rows(benefits, bases, starts, ends, paid, days, gross, rows, kept_gross, places, at, first, last, wrong):
    """Checks raw rows from `first` to `last` and lays them into `rows`: after `at`, or at their `places` when there are any.

    Returns how many wrong ones were met; the first of them are told in `wrong`.
    """
    found = 0
    for i in range(first, last):
        start, end, paid_on = starts[i] + EPOCH, ends[i] + EPOCH, paid[i] + EPOCH
        amount = gross[i] if len(gross) > 0 else 0
        code = wrong_in(benefits[i], bases[i], start, end, paid_on, days[i], amount)
        if code != NOTHING_WRONG:
            if found < len(wrong):
                wrong[found, 0], wrong[found, 1] = code, i
            found += 1
        to = places[i] if len(places) > 0 else at + i
        rows.starts[to], rows.ends[to], rows.paid[to], rows.days[to] = start, end, paid_on, days[i]
        rows.kinds[to] = benefits[i] * BASES + bases[i]
        if len(kept_gross) > 0:
            kept_gross[to] = amount
    return found


def runs_of(ids, count, persons, p, at, offsets):
    """Where each person's rows begin, of rows in the order of persons; `p` is the person whose rows came last.

    Returns the person of the last row and the row that breaks the order or belongs to nobody, NONE when there is none.
    """
    for i in range(count):
        if persons[p] != ids[i]:
            if ids[i] < persons[p]:
                return p, i
            while p < len(persons) - 1 and persons[p] < ids[i]:
                p += 1
                offsets[p] = at + i
            if persons[p] != ids[i]:
                return p, i
    return p, NONE


def comes_before(rows, a, b):
    """Whether row `a` comes before row `b` by the order of periods."""
    if rows.starts[a] != rows.starts[b]:
        return rows.starts[a] < rows.starts[b]
    if rows.ends[a] != rows.ends[b]:
        return rows.ends[a] < rows.ends[b]
    return rows.kinds[a] < rows.kinds[b]


def swap(rows, gross, a, b):
    rows.starts[a], rows.starts[b] = rows.starts[b], rows.starts[a]
    rows.ends[a], rows.ends[b] = rows.ends[b], rows.ends[a]
    rows.paid[a], rows.paid[b] = rows.paid[b], rows.paid[a]
    rows.days[a], rows.days[b] = rows.days[b], rows.days[a]
    rows.kinds[a], rows.kinds[b] = rows.kinds[b], rows.kinds[a]
    if len(gross) > 0:
        gross[a], gross[b] = gross[b], gross[a]


def sift(rows, gross, lo, root, end):
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and comes_before(rows, lo + child, lo + child + 1):
            child += 1
        if not comes_before(rows, lo + root, lo + child):
            return
        swap(rows, gross, lo + root, lo + child)
        root = child


def put_in_order(rows, gross, lo, hi):
    """One person's rows by the order of periods; nothing is moved when they are so already (else a heap sort)."""
    for i in range(lo + 1, hi):
        if comes_before(rows, i, i - 1):
            break
    else:
        return
    count = hi - lo
    for root in range(count // 2 - 1, -1, -1):
        sift(rows, gross, lo, root, count)
    for end in range(count - 1, 0, -1):
        swap(rows, gross, lo, lo + end)
        sift(rows, gross, lo, 0, end)


def order_people(rows, gross, offsets, born, first, last, ended, earlier, wrong):
    """Each person's rows put in order, and what is wrong between them; returns how many wrong ones were met."""
    found = 0
    for p in range(first, last):
        lo, hi = offsets[p], offsets[p + 1]
        put_in_order(rows, gross, lo, hi)
        clear(ended)
        for i in range(lo, hi):
            kind, code = rows.kinds[i], NOTHING_WRONG
            if rows.starts[i] <= ended[kind]:
                code = SAME_DAYS
            elif rows.starts[i] < born[p]:
                code = BEFORE_BIRTH
            if code != NOTHING_WRONG:
                if found < len(wrong):
                    wrong[found, 0], wrong[found, 1], wrong[found, 2], wrong[found, 3] = code, p, i, earlier[kind]
                found += 1
            if rows.ends[i] > ended[kind]:
                ended[kind], earlier[kind] = rows.ends[i], i
    return found


def clear(numbers):
    for k in range(len(numbers)):
        numbers[k] = 0


def forget(past):
    """Nothing is remembered of the person before."""
    for k in range(len(past.whole)):
        past.whole[k] = NOT_YET
    past.extent[LAST_END] = NOT_YET


def screen_people(rows, past, law, offsets, first, last, on, year_start, subsidies, before, made, parts, out):
    """Each person's standing, next change and measures on the day, written into `out`; the rest is room to work in."""
    for p in range(first, last):
        lo, hi = offsets[p], offsets[p + 1]
        clear(made)
        forget(past)
        _, kind, day, paid_row, _, percent, count = counting_share.stand_on(rows, past, law, lo, hi, on)
        change, becomes = NONE, NONE
        if kind != NONE:
            change, becomes = counting_change.change_after(
                rows, past, law, lo, hi, on, kind, day, paid_row, percent, before, made, parts
            )
        out.days_counted[p], out.percent[p], out.next_percent[p], out.next_on[p] = count, percent, becomes, change
        out.subsidy_days[p] = days_by(rows, past, subsidies, lo, hi, on)
        out.days_12_months[p] = days_lately(rows, past, subsidies, lo, hi, year_start, on)


def days_by(rows, past, kinds, lo, hi, on):
    """The paid days of some kinds by a day: added up by kind when no payment goes beyond it."""
    if counting_share.last_end(rows, past, lo, hi) > on:
        return counting.days_of_kinds(rows.starts, rows.days, rows.kinds, kinds, lo, hi, 0, on)
    total = 0
    for kind in range(KINDS):
        total += past.kind_days[kind] * kinds[kind]
    return total


def days_lately(rows, past, kinds, lo, hi, first, last):
    """The paid days of some kinds from `first` to `last`: no payment begun much earlier can reach so far."""
    most = past.extent[MOST_DAYS] if counting_share.last_end(rows, past, lo, hi) >= first else 0
    begin = hi
    while begin > lo and counting.surely_passed(rows.starts[begin - 1], most) >= first:
        begin -= 1
    return counting.days_of_kinds(rows.starts, rows.days, rows.kinds, kinds, begin, hi, first, last)


def places_of(indices, cursors, places):
    """Where rows of any order go: each at the next free place of its person."""
    for i in range(len(indices)):
        places[i] = cursors[indices[i]]
        cursors[indices[i]] += 1


def found_in_table(ids, first_id, table, indices):
    """Each row's person by a table of all numbers from `first_id`; the first row of nobody, or NONE."""
    for i in range(len(ids)):
        place = ids[i] - first_id
        if place < 0 or place >= len(table) or table[place] == NONE:
            return i
        indices[i] = table[place]
    return NONE
