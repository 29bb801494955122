"""Mitat: the numbers of one person on a day that the rules compare with their limits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from nivel.law import counting
from nivel.law.counting_rows import Past, Rows
from nivel.law.facts import Facts, Payment
from nivel.law.share_tables import past_of, rows_of, wanted_kinds
from nivel.law.share_wordings import Kind
from nivel.timeline.months import age_on, full_months, year_before
from nivel.timeline.period import DAY, Period, joined

SUBSIDIES = (("tmt", "unemployment"), ("yt", "unemployment"))
BENEFITS_ON_UNEMPLOYMENT = (*SUBSIDIES, ("ppr", "unemployment"), ("apr", "unemployment"))
# An age that is not known is no age under a limit and none over it.
UNKNOWN_AGE = -1
FIVE_YEARS = timedelta(days=5 * 364)
THREE_YEARS = timedelta(days=3 * 364)


@dataclass(frozen=True, slots=True)
class Measures:
    """Mitat päivänä: age in full years, days paid on unemployment, and months that are full."""

    age: int
    subsidy_days: int
    benefit_days: int
    subsidy_days_12_months: int
    subsidy_days_after_allowance: int
    allowance_exhausted: int
    assistance_months: int
    unemployed_months: int


class Line(NamedTuple):
    """Rivit järjestyksessä: the rows of some kinds, the days before each, and the opening balances of them."""

    starts: list[int]
    days: list[int]
    before: list[int] | None
    balances: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Maksut lukuina: a person's payments and balances as the counting reads them, made once for many days."""

    rows: Rows
    past: Past
    lines: dict[tuple[Kind, ...], Line] = field(default_factory=dict)

    def paid_days(self, kinds: tuple[Kind, ...], first: date, last: date, balances: bool = True) -> int:
        """Days paid of these kinds; an opening balance counts whole when its day is on or after the first."""
        line, low, high = self._line(kinds), first.toordinal(), last.toordinal()
        if line.before is None:
            pairs = zip(line.starts, line.days, strict=True)
            paid = sum(counting.paid_between(start, days, low, high) for start, days in pairs)
        else:
            paid = counting.paid_by(line.starts, line.days, line.before, high)
            paid -= counting.paid_by(line.starts, line.days, line.before, low - 1)
        return paid + (sum(days for by, days in line.balances if low <= by <= high) if balances else 0)

    def _line(self, kinds: tuple[Kind, ...]) -> Line:
        """The rows and balances of these kinds in order, made once."""
        line = self.lines.get(kinds)
        if line is None:
            rows, past, wanted = self.rows, self.past, wanted_kinds(kinds)
            ours = sorted((s, d) for s, d, kind in zip(rows.starts, rows.days, rows.kinds, strict=True) if wanted[kind])
            starts, days = [start for start, _ in ours], [days for _, days in ours]
            kept = zip(past.balance_by, past.balance_days, past.balance_kinds, strict=True)
            balances = [(by, days) for by, days, kind in kept if wanted[kind]]
            line = self.lines[kinds] = Line(starts, days, counting.running_days(starts, days), balances)
        return line

    def days_paid(self, kinds: tuple[Kind, ...], first: date, last: date) -> list[date]:
        """The days themselves, in order."""
        line, low, high = self._line(kinds), first.toordinal(), last.toordinal()
        found: list[int] = []
        for start, days in zip(line.starts, line.days, strict=True):
            before = counting.paid_between(start, days, start, low - 1)
            until = counting.paid_between(start, days, start, high)
            found += (counting.nth_weekday(start, n) for n in range(before + 1, until + 1))
        return [date.fromordinal(day) for day in sorted(found)]


def tables_of(facts: Facts) -> Tables:
    return Tables(rows_of(facts.payments), past_of(facts.days_before, (), None))


def measures(facts: Facts, on: date, tables: Tables | None = None) -> Measures:
    """The person's numbers on the day."""
    exhausted = facts.allowance_exhausted_on
    used_up = exhausted is not None and exhausted <= on
    year, tables = year_before(on), tables or tables_of(facts)
    return Measures(
        age=UNKNOWN_AGE if facts.born is None else age_on(facts.born, on),
        subsidy_days=tables.paid_days(SUBSIDIES, date.min, on),
        benefit_days=tables.paid_days(BENEFITS_ON_UNEMPLOYMENT, date.min, on),
        subsidy_days_12_months=tables.paid_days(SUBSIDIES, year.starts_on, on, balances=False),
        subsidy_days_after_allowance=tables.paid_days(SUBSIDIES, exhausted + DAY, on) if exhausted and used_up else 0,
        allowance_exhausted=int(used_up),
        assistance_months=months_of_assistance(facts, on),
        unemployed_months=months_of_unemployment(facts, on),
    )


def going_on(facts: Facts, first: date) -> Facts:
    """The facts with subsidy on unemployment paid five days a week from a day on, as if the benefit went on."""
    last = first + FIVE_YEARS
    days = counting.weekdays_between(first.toordinal(), last.toordinal())
    return replace(facts, payments=(*facts.payments, Payment(SUBSIDIES[0][0], first, last, days)))


def goes_on_from(facts: Facts, on: date) -> list[date]:
    """From where the benefit would go on: from the last known payment; and from the day itself, should that have passed it by.

    Empty when the last payment is not subsidy on unemployment: then nothing is known to go on.
    """
    rows = sorted(facts.payments, key=lambda row: (row.starts_on, row.ends_on))
    begun = [row for row in rows if row.starts_on <= on]
    balances = [each for each in facts.days_before if (each.benefit, each.basis) in SUBSIDIES and each.by <= on]
    if (begun and (begun[-1].benefit, begun[-1].basis) not in SUBSIDIES) or not (begun or balances):
        return []
    known = [*(row.ends_on for row in rows), *(each.by for each in balances)]
    return [max(known) + DAY, max([on, *known]) + DAY]


def first_day(reached: Callable[[date], bool], first: date, last: date) -> date | None:
    """The first day from `first` to `last` on which what only grows has been reached."""
    low, high = first.toordinal(), last.toordinal()
    if high < low or not reached(last):
        return None
    while low < high:
        middle = (low + high) // 2
        if reached(date.fromordinal(middle)):
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


def run_on(periods: Iterable[Period], on: date) -> Period | None:
    """Yhtäjaksoinen jakso: the unbroken run of periods that holds on the day."""
    return next((run for run in joined(periods) if on in run), None)


def months_in_run(periods: Iterable[Period], on: date) -> int:
    run = run_on(periods, on)
    return 0 if run is None else full_months(run.starts_on, on)


def months_of_unemployment(facts: Facts, on: date) -> int:
    """Yhtäjaksoisen työttömyyden kuukaudet: full on the same day of the month; adjacent rows do not break the run."""
    return months_in_run(facts.unemployment, on)


def months_of_assistance(facts: Facts, on: date) -> int:
    """Months of social assistance as the main livelihood because of unemployment."""
    return months_in_run(livelihood(facts), on)


def livelihood(facts: Facts) -> list[Period]:
    """The periods of social assistance that was the main livelihood because of unemployment."""
    return [row.period for row in facts.social_assistance if row.because_of_unemployment and row.main_livelihood]


def plan_in_force(facts: Facts, kinds: Iterable[str], on: date) -> bool:
    """True when a plan of one of these kinds is in force."""
    return any(plan.kind in kinds and on in plan.period for plan in facts.plans)
