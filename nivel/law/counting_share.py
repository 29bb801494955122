"""Kunnan osuus lukuina: what counts, what a payment bears and where a person stands on a day.

Plain loops over whole numbers like those of `counting.py`: interpreted for one person, compiled for a population.
`w` is the number of a wording; `before` holds the days before each row under each wording once it is `made`.
"""

from collections.abc import MutableSequence

from nivel.law import counting
from nivel.law.counting_rows import BASES_A_BENEFIT, FAR, KINDS, LAST_END, MOST_DAYS, NONE, NOT_YET, Parts, Past, Rows, Wordings


def wording_on(law: Wordings, benefit: int, day: int, paid: int) -> int:
    """The wording for a day of a benefit: by the payment day at 1.1.2015, by the day itself at 1.1.2025 and after."""
    ruling = day
    if day < law.benefit_day_rules:
        ruling = day if day > paid else paid
        if ruling >= law.benefit_day_rules:
            ruling = law.benefit_day_rules - 1
        if ruling < law.payment_day_rules:
            ruling = day
    found = NONE
    for w in range(law.of_benefit[benefit], law.of_benefit[benefit + 1]):
        if law.begins[w] <= ruling:
            found = w
    return found


def counted_from(past: Past, law: Wordings, w: int, day: int) -> int:
    """The day from which days count on `day`: the look-back, or the day after the latest restart before `day`."""
    first = law.look_back[w]
    for k in range(past.restart_of[w], past.restart_of[w + 1]):
        restart = past.restarts[k]
        if restart < day and restart + 1 > first:
            first = restart + 1
    return first


def balances(past: Past, law: Wordings, w: int, first: int, last: int) -> int:
    """Opening balances that count: whole when their day is on or after `first`, and not after `last`."""
    total = 0
    for k in range(len(past.balance_days)):
        if law.counts[w * KINDS + past.balance_kinds[k]] == 1 and first <= past.balance_by[k] <= last:
            total += past.balance_days[k]
    return total


def row_days(rows: Rows, past: Past, law: Wordings, w: int, i: int, first: int, last: int) -> int:
    """The days of a row that count under a wording, from `first` to `last`."""
    kind = rows.kinds[i]
    if law.counts[w * KINDS + kind] == 0:
        return 0
    if past.exempt_first != FAR and law.exempts[w] == 1 and law.exempt_kinds[kind] == 1:
        return counting.paid_outside(rows.starts[i], rows.days[i], first, last, past.exempt_first, past.exempt_last)
    return counting.paid_between(rows.starts[i], rows.days[i], first, last)


def look_over(rows: Rows, past: Past, lo: int, hi: int) -> None:
    """Remembers of the payments their paid days by kind, the last day of their periods and the most paid days of one."""
    last, most = NONE, 0
    for kind in range(KINDS):
        past.kind_days[kind] = 0
    for i in range(lo, hi):
        last = max(last, rows.ends[i])
        most = max(most, rows.days[i])
        past.kind_days[rows.kinds[i]] += rows.days[i]
    past.extent[LAST_END], past.extent[MOST_DAYS] = last, most


def last_end(rows: Rows, past: Past, lo: int, hi: int) -> int:
    """The last day of the payments' periods, NONE without payments."""
    if past.extent[LAST_END] == NOT_YET:
        look_over(rows, past, lo, hi)
    return past.extent[LAST_END]


def counted(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, last: int) -> int:
    """The days that count under a wording at the end of a day."""
    plain = len(past.restarts) == 0 and len(past.balance_days) == 0
    if plain and last >= last_end(rows, past, lo, hi):
        if past.whole[w] == NOT_YET:
            past.whole[w] = whole_days(rows, past, law, lo, hi, w)
        return past.whole[w]
    first = counted_from(past, law, w, last + 1)
    return balances(past, law, w, first, last) + counted_between(rows, past, law, lo, hi, w, first, last)


def whole_days(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int) -> int:
    """The days of all payments that count under a wording: added up by kind when the look-back cuts none of them."""
    if past.exempt_first != FAR or lo == hi or rows.starts[lo] < law.look_back[w]:
        return counted_between(rows, past, law, lo, hi, w, law.look_back[w], FAR)
    total = 0
    for kind in range(KINDS):
        total += past.kind_days[kind] * law.counts[w * KINDS + kind]
    return total


def counted_between(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, first: int, last: int) -> int:
    """The days of payments that count under a wording, from `first` to `last`."""
    total = 0
    for i in range(lo, hi):
        if rows.starts[i] > last:
            break
        total += row_days(rows, past, law, w, i, first, last)
    return total


def fill_before(
    rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, before: MutableSequence[int], made: MutableSequence[int]
) -> None:
    """For each row the counted days of the rows before it, in order of starts, and of the opening balances; made once."""
    if made[w] == 1:
        return
    made[w] = 1
    total, from_day = 0, law.look_back[w]
    if len(past.restarts) == 0 and len(past.balance_days) == 0:
        for i in range(lo, hi):
            before[w * (hi - lo) + i - lo] = total
            total += row_days(rows, past, law, w, i, from_day, FAR)
        return
    for i in range(lo, hi):
        first = counted_from(past, law, w, rows.starts[i])
        if first != from_day:
            from_day, total = first, 0
            for j in range(lo, i):
                total += row_days(rows, past, law, w, j, first, FAR)
        before[w * (hi - lo) + i - lo] = total + balances(past, law, w, first, rows.starts[i] - 1)
        total += row_days(rows, past, law, w, i, first, FAR)


def percent_after(law: Wordings, w: int, days: int) -> int:
    """The percentage of a wording after so many full days."""
    percent = 0
    for k in range(law.tier_of[w], law.tier_of[w + 1]):
        if days >= law.limits[k]:
            percent = law.percents[k]
    return percent


def limit_after(law: Wordings, w: int, days: int) -> int:
    """The first limit of a wording that is not yet full, or NONE."""
    for k in range(law.tier_of[w], law.tier_of[w + 1]):
        if law.limits[k] > days:
            return law.limits[k]
    return NONE


def is_exempt(past: Past, law: Wordings, w: int, kind: int, day: int) -> bool:
    """True when the State pays the whole day: the Integration Act, or a lay-off and its like."""
    if law.unshared_kinds[kind] == 1:
        return True
    return law.exempts[w] == 1 and past.exempt_first <= day <= past.exempt_last


def bears(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, kind: int, day: int) -> int:
    """The share of a day outside every payment, as the first day of a new payment period."""
    w = wording_on(law, kind // BASES_A_BENEFIT, day, day)
    if w == NONE:
        return NONE
    if is_exempt(past, law, w, kind, day):
        return 0
    return percent_after(law, w, counted(rows, past, law, lo, hi, w, day - 1))


def edge_after(past: Past, law: Wordings, day: int, with_resets: bool) -> int:
    """The next day after `day` on which a wording, an exemption or a count begins or ends; FAR when none does."""
    found = FAR
    for k in range(len(law.days)):
        if day < law.days[k] < found:
            found = law.days[k]
    if day < past.exempt_first < found:
        found = past.exempt_first
    if day < past.exempt_last + 1 < found:
        found = past.exempt_last + 1
    for k in range(len(past.balance_by)):
        if day < past.balance_by[k] + 1 < found:
            found = past.balance_by[k] + 1
    if with_resets:
        for k in range(len(past.resets)):
            if day < past.resets[k] + 1 < found:
                found = past.resets[k] + 1
    return found


def write_part(out: Parts, n: int, first: int, days: int, percent: int, borne: int) -> int:
    out.firsts[n] = first
    out.days[n] = days
    out.percents[n] = percent
    out.bears[n] = borne
    return n + 1


def write_parts(
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
    """A payment in parts of one share each, in the order of its days; returns how many parts were written.

    It is cut where the wording, an exemption or a count changes inside it, and from 2025 where a limit is full.
    """
    start, days = rows.starts[i], rows.days[i]
    if days == 0:
        return 0
    edge = edge_after(past, law, start, True)
    if edge > counting.surely_passed(start, days):
        return write_segment(rows, past, law, lo, hi, i, start, days, before, made, out, 0)
    n, first, last_paid = 0, start, counting.nth_weekday(start, days)
    while first <= last_paid:
        edge = edge_after(past, law, first, True)
        last = edge - 1 if edge <= last_paid else last_paid
        within = counting.paid_between(start, days, first, last)
        if within > 0:
            n = write_segment(rows, past, law, lo, hi, i, first, within, before, made, out, n)
        first = edge
    return n


def write_segment(
    rows: Rows,
    past: Past,
    law: Wordings,
    lo: int,
    hi: int,
    i: int,
    first: int,
    days: int,
    before: MutableSequence[int],
    made: MutableSequence[int],
    out: Parts,
    n: int,
) -> int:
    """The parts of a stretch of one payment that has one wording."""
    kind = rows.kinds[i]
    w = wording_on(law, kind // BASES_A_BENEFIT, first, rows.paid[i])
    if w == NONE:
        return write_part(out, n, first, days, 0, NONE)
    if is_exempt(past, law, w, kind, first):
        return write_part(out, n, first, days, 0, 0)
    fill_before(rows, past, law, lo, hi, w, before, made)
    if law.by_period[w] == 0:
        done = before_segment(rows, past, law, lo, hi, w, i, first, before[w * (hi - lo) + i - lo])
        return write_by_limits(law, w, first, days, done, out, n)
    counts = law.counts[w * KINDS + kind] == 1
    # A service row may share its period with a counted one; only earlier periods set the share.
    done = before[w * (hi - lo) + i - lo] if counts else counted(rows, past, law, lo, hi, w, rows.starts[i] - 1)
    borne = percent_after(law, w, done)
    return write_part(out, n, first, days, borne if counts else 0, borne)


def before_segment(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, i: int, first: int, before_row: int) -> int:
    """Days counted before a stretch of a payment: those before the payment, and the payment's own earlier ones."""
    if counted_from(past, law, w, first) > rows.starts[i]:
        return counted(rows, past, law, lo, hi, w, first - 1)
    # An opening balance may be for a day inside the payment: it counts from the day after.
    within = balances(past, law, w, rows.starts[i], first - 1)
    return before_row + within + row_days(rows, past, law, w, i, rows.starts[i], first - 1)


def write_by_limits(law: Wordings, w: int, first: int, days: int, before: int, out: Parts, n: int) -> int:
    """From 2025: the share changes inside the payment, on the day after a limit is full.

    Day N bears the percentage of the limit that was full the day before: the 101st day is the first at 10 %.
    """
    done, left = before, days
    while left > 0:
        limit = limit_after(law, w, done)
        step = limit - done if limit != NONE and limit - done < left else left
        percent = percent_after(law, w, done)
        n = write_part(out, n, counting.nth_weekday(first, days - left + 1), step, percent, percent)
        done += step
        left -= step
    return n


def last_begun(rows: Rows, lo: int, hi: int, on: int) -> int:
    """The last payment whose period began on or before the day."""
    for i in range(hi - 1, lo - 1, -1):
        if rows.starts[i] <= on:
            return i
    return NONE


def kind_on(rows: Rows, past: Past, row: int, on: int) -> int:
    """The kind of the last payment begun, or of the latest opening balance."""
    if row != NONE:
        return rows.kinds[row]
    kind, latest = NONE, NONE
    for k in range(len(past.balance_by)):
        if latest < past.balance_by[k] <= on:
            kind, latest = past.balance_kinds[k], past.balance_by[k]
    return kind


def paid_day_from(rows: Rows, i: int, on: int) -> int:
    """The first paid day of a payment on or after the day, or NONE."""
    if rows.days[i] == 0 or rows.ends[i] < on:
        return NONE
    day = counting.nth_weekday(on if on > rows.starts[i] else rows.starts[i], 1)
    return day if day <= counting.nth_weekday(rows.starts[i], rows.days[i]) else NONE


def next_paid_day(rows: Rows, past: Past, lo: int, hi: int, row: int, benefit: int, on: int) -> tuple[int, int]:
    """The day itself when it is paid, else the next paid one, and its payment; NONE as the payment when it is not yet known."""
    earliest = counting.nth_weekday(on, 1)
    if last_end(rows, past, lo, hi) < on:
        return earliest, NONE
    found, found_row, latest = FAR, NONE, 0
    for i in range(row, lo - 1, -1):
        latest = max(latest, rows.ends[i])
        if rows.ends[i] >= on and rows.kinds[i] // BASES_A_BENEFIT == benefit:
            day = paid_day_from(rows, i, on)
            if day != NONE and day < found:
                found, found_row = day, i
    if found_row != NONE:
        return found, found_row
    after = lo if row == NONE else row + 1
    if after < hi and rows.kinds[after] // BASES_A_BENEFIT == benefit and rows.days[after] > 0:
        return counting.nth_weekday(rows.starts[after], 1), after
    after_known = counting.nth_weekday(latest + 1, 1)
    return earliest if earliest > after_known else after_known, NONE


def stand_on(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, on: int) -> tuple[int, int, int, int, int, int, int]:
    """Where a person stands: the last row begun, the kind, the paid day the answer is for and its row, wording, share and count."""
    row = last_begun(rows, lo, hi, on)
    kind = kind_on(rows, past, row, on)
    if kind == NONE:
        return row, NONE, on, NONE, NONE, NONE, 0
    day, paid_row = next_paid_day(rows, past, lo, hi, row, kind // BASES_A_BENEFIT, on)
    first = law.of_benefit[kind // BASES_A_BENEFIT]
    w = NONE
    if on >= law.begins[first]:
        w = wording_on(law, kind // BASES_A_BENEFIT, day, day if paid_row == NONE else rows.paid[paid_row])
    percent = percent_on(rows, past, law, lo, hi, w, kind, day, paid_row)
    count = counted(rows, past, law, lo, hi, first if w == NONE else w, on)
    return row, kind, day, paid_row, w, percent, count


def percent_on(rows: Rows, past: Past, law: Wordings, lo: int, hi: int, w: int, kind: int, day: int, row: int) -> int:
    """The share of a paid day: of a payment that is known, or as the next payment would bear it."""
    if w == NONE:
        return NONE
    if is_exempt(past, law, w, kind if row == NONE else rows.kinds[row], day):
        return 0
    by = rows.starts[row] if row != NONE and law.by_period[w] == 1 else day
    return percent_after(law, w, counted(rows, past, law, lo, hi, w, by - 1))
