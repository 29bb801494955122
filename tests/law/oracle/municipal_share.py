"""The municipal share, simulated one day after another (law.md 1; contracts/law.md)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.law.oracle.benefit_rate import rate
from tests.law.oracle.days import ONE, day, months_after, next_weekday, weekdays_of

R1, R2, R3, R4 = date(2006, 1, 1), date(2015, 1, 1), date(2025, 1, 1), date(2026, 5, 1)
LOOK_BACK = date(2015, 1, 1)
PERIODS = {1: [(1000, 70), (300, 50)], 0: [(500, 50)]}
TO_FIFTY = [(700, 50), (400, 40), (300, 30), (200, 20), (100, 10)]
TO_FORTY = TO_FIFTY[1:]
BENEFITS = ("tmt", "ppr", "apr", "yt")
BASES = ("unemployment", "service", "layoff", "additional_days")


@dataclass(frozen=True)
class Paid:
    """One paid day: the day it is for, and the row it came with."""

    on: date
    benefit: str
    basis: str
    row: int | None
    starts_on: date  # of its payment period
    paid_on: date


def step(tiers, full):
    """The per cent once so many days are full."""
    return next((percent for limit, percent in tiers if full >= limit), 0)


def period_order(row):
    kind = (BENEFITS.index(row["benefit"]), BASES.index(row["basis"]))
    return day(row["starts_on"]), day(row["ends_on"]), kind


class History:
    def __init__(self, facts, more=()):
        self.facts = facts
        self.rows = [dict(row) for row in facts.get("payments", [])] + list(more)
        resets = [(day(r["on"]), r["kind"]) for r in facts.get("resets", [])]
        self.resets = sorted(
            resets, key=lambda r: (r[0], r[1] == "maximum_exhausted")
        )  # on one day the work condition comes first
        self.before = [(day(b["by"]), b["benefit"], b["basis"], b["days"]) for b in facts.get("days_before", [])]
        self.days = [paid for index, row in self.in_order() for paid in self.of_row(index, row)]

    def in_order(self):
        """Payments count in the order of their periods; of one period split in rows, by benefit and basis."""
        return sorted(enumerate(self.rows), key=lambda each: period_order(each[1]))

    def of_row(self, index, row):
        """The paid days are the first Monday-to-Friday days of the period."""
        start, end = day(row["starts_on"]), day(row["ends_on"])
        for number, on in enumerate(weekdays_of(start, end)):
            if number < row["days"]:
                yield Paid(on, row["benefit"], row["basis"], index, start, day(row.get("paid_on")) or end)

    def state_pays_for_integration(self, on):
        integration = self.facts.get("integration") or {}
        first = day(integration.get("first_home_municipality_on"))
        if not integration.get("applies") or not first:
            return False
        return first <= on < months_after(first, 12 * integration.get("years", 1))

    def cut_by_old_reset(self, until):
        """Until 2024: the work condition met and thereafter the allowance used up again."""
        cut, met = None, False
        for on, kind in self.resets:
            if on > until:
                break
            if kind in ("work_condition_met", "new_maximum_period"):
                met = True
            elif kind == "maximum_exhausted" and met:
                cut, met = on, False
        return cut

    def cut_by(self, kinds, until, since=date.min):
        return max((on for on, kind in self.resets if kind in kinds and since <= on <= until), default=None)

    def counted_old(self, until):
        """Labour market subsidy on the basis of unemployment, from any time, for days until `until`."""
        cut = self.cut_by_old_reset(until)
        opening = sum(
            n
            for by, benefit, basis, n in self.before
            if (benefit, basis) == ("tmt", "unemployment") and by <= until and (not cut or by > cut)
        )
        return opening + sum(
            1 for p in self.days if (p.benefit, p.basis) == ("tmt", "unemployment") and p.on <= until and (not cut or p.on > cut)
        )

    def rule_of(self, benefit):
        """Which benefits count from 2025 on, and the last day dropped by a reset."""
        if benefit in ("ppr", "apr"):
            return ("ppr", "apr"), ("new_maximum_period",), date.min
        if benefit == "tmt":
            return ("tmt", "ppr", "apr"), (), date.min
        return ("yt", "tmt", "ppr", "apr"), ("work_condition_met",), R4

    def counts_new(self, paid_benefit, on, benefit):
        benefits, _, _ = self.rule_of(benefit)
        if paid_benefit not in benefits or on < LOOK_BACK:
            return False
        return not (benefit in ("tmt", "yt") and paid_benefit in ("tmt", "yt") and self.state_pays_for_integration(on))

    def counted_new(self, until, benefit, cut_until=None):
        """Days that count by the end of `until`; a reset on a day drops the days up to and including it."""
        _, kinds, since = self.rule_of(benefit)
        cut = self.cut_by(kinds, cut_until or until, since)
        return self.opening_new(until, benefit, cut) + sum(1 for p in self.days if p.on <= until and self.kept(p, benefit, cut))

    def opening_new(self, until, benefit, cut):
        """An opening balance counts whole when its day is not before the look-back: the exempt days are not in it."""
        benefits = self.rule_of(benefit)[0]
        return sum(
            n for by, b, _, n in self.before if by <= until and b in benefits and by >= LOOK_BACK and (not cut or by > cut)
        )

    def kept(self, paid, benefit, cut):
        return self.counts_new(paid.benefit, paid.on, benefit) and (not cut or paid.on > cut)

    def percent_of(self, paid, number):
        """What this paid day bears; number = the count with this day in it."""
        if paid.benefit != "yt" and paid.on < R3:
            if paid.benefit != "tmt" or paid.basis != "unemployment" or paid.on < R1:
                return 0
            full = self.counted_old(paid.starts_on - ONE)
            return step(PERIODS[paid.paid_on >= R2], full)
        if paid.benefit == "apr" and paid.basis in ("layoff", "additional_days"):
            return 0
        if paid.benefit in ("tmt", "yt") and self.state_pays_for_integration(paid.on):
            return 0
        return step(TO_FIFTY if paid.benefit in ("tmt", "yt") else TO_FORTY, number - 1)

    def number_of(self, paid):
        """The number of this paid day: the rows count in the order of their periods, each day by day.

        A day on which a reset falls is still one of the old days.
        """
        _, kinds, since = self.rule_of(paid.benefit)
        cut = self.cut_by(kinds, paid.on - ONE, since)
        number = self.opening_new(paid.on - ONE, paid.benefit, cut) + 1
        for other in self.days:
            if other is paid:
                return number
            number += self.kept(other, paid.benefit, cut)
        raise LookupError(paid)

    def parts(self, index):
        """The payment's days and per cents, split where a day-exact threshold falls inside."""
        parts = []
        for paid in self.days:
            if paid.row == index:
                percent = self.percent_of(paid, self.number_of(paid))
                if parts and parts[-1]["percent"] == percent:
                    parts[-1]["days"] += 1
                else:
                    parts.append({"days": 1, "percent": percent})
        return parts

    def shared_per_day(self, row, on):
        gross = Fraction(row["gross"]) / row["days"]
        if row["benefit"] != "apr":
            return gross
        if row.get("full_daily"):
            return min(gross, gross * Fraction(rate(on)) / Fraction(row["full_daily"]))
        return min(gross, Fraction(rate(on)))

    def amount(self, index):
        row = self.rows[index]
        borne = [(p.on, self.percent_of(p, self.number_of(p))) for p in self.days if p.row == index]
        total = sum((self.shared_per_day(row, on) * percent / 100 for on, percent in borne if percent), Fraction(0))
        cents = int(total * 100 + Fraction(1, 2))
        return f"{cents // 100}.{cents % 100:02}"


def last_benefit(history, on):
    begun = [row for _, row in history.in_order() if day(row["starts_on"]) <= on]
    if begun:
        return begun[-1]["benefit"], begun[-1]["basis"]
    before = [each for each in history.before if each[0] <= on]
    if before:
        _, benefit, basis, _ = max(before, key=lambda each: each[0])
        return benefit, basis
    return None, None


BEGINS = {"tmt": R1, "ppr": R3, "apr": R3, "yt": R4}


def paid_day_for(history, benefit, on):
    """The paid day the answer is for: `on` itself, or the next one; as it would be, when none is known."""
    begun = [(index, row) for index, row in history.in_order() if day(row["starts_on"]) <= on]
    later = [(index, row) for index, row in history.in_order() if day(row["starts_on"]) > on][:1]
    known = sorted(
        (p for p in history.days if p.on >= on and p.benefit == benefit and p.row in [i for i, _ in begun]), key=lambda p: p.on
    )
    if known:
        latest = [p for p in known if p.on == known[0].on]
        return max(latest, key=lambda p: p.starts_on)
    if later and later[0][1]["benefit"] == benefit and later[0][1]["days"]:
        return next(p for p in history.days if p.row == later[0][0])
    ends = [day(row["ends_on"]) + ONE for _, row in begun]
    at = next_weekday(max([on, *ends]))
    return Paid(at, benefit, last_benefit(history, on)[1], None, at, at)


def value_on(facts, on, history=None):
    """What a day paid for `on` would bear; when `on` is no paid day, the next paid day."""
    history = history or History(facts)
    benefit, _ = last_benefit(history, on)
    if benefit is None or on < BEGINS[benefit]:
        return None
    paid = paid_day_for(history, benefit, on)
    if paid.on < R3 and benefit == "tmt":
        paid = Paid(paid.on, benefit, "unemployment", paid.row, paid.starts_on, paid.paid_on)
    number = history.counted_new(paid.on - ONE, benefit) + 1
    return history.percent_of(paid, number)


def days_counted(facts, on):
    history = History(facts)
    benefit, _ = last_benefit(history, on)
    if benefit is None:
        return 0
    if benefit == "tmt" and paid_day_for(history, benefit, on).on < R3:
        return history.counted_old(on)
    return history.counted_new(on, benefit)


def next_change(facts, on, horizon=1500):
    """The first day after the paid day on which the value differs, four-week periods following without a break."""
    history = History(facts)
    benefit, basis = last_benefit(history, on)
    value = value_on(facts, on, history)
    known = [day(row["ends_on"]) for row in history.rows] + [by for by, *_ in history.before]
    paid_day = paid_day_for(history, benefit, on).on
    for anchor in (max(known) + ONE, next_weekday(on)):
        at, more = anchor, []
        while len(more) * 28 < (paid_day - anchor).days + horizon:
            more.append({"benefit": benefit, "basis": basis, "starts_on": str(at), "ends_on": str(at + 27 * ONE), "days": 20})
            if benefit == "tmt" and at < R3:
                more[-1]["basis"] = "unemployment"
            at += 28 * ONE
        grown = History(facts, more)
        if anchor > paid_day or percent_then(grown, benefit, paid_day) == value:
            break  # otherwise the share would have changed already: the periods run from the day itself
    return next(((then, on) for on, then in shares_after(grown, benefit, paid_day) if then != value), None)


def percent_then(grown, benefit, on):
    return next(then for at, then in shares_after(grown, benefit, on - ONE) if at >= on)


def shares_after(grown, benefit, on):
    """The share of each paid day after `on`; of a payment still to come the payment day is taken to be the day itself."""
    known = len(grown.facts.get("payments", []))
    for each in grown.days:
        if each.on > on:
            basis = "unemployment" if each.on < R3 and benefit == "tmt" else each.basis
            paid_on = each.paid_on if each.row < known else each.on
            paid = Paid(each.on, benefit, basis, each.row, each.starts_on, paid_on)
            number = grown.counted_new(paid.on - ONE, benefit) + 1
            yield paid.on, grown.percent_of(paid, number) if paid.on >= BEGINS[benefit] else None
