"""Mitat: the numbers of one person on a day that the rules compare with their limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nivel.law import counting
from nivel.law.facts import Facts
from nivel.law.share_tables import past_of, rows_of, wanted_kinds
from nivel.law.share_wordings import Kind
from nivel.timeline.months import age_on, full_months, year_before
from nivel.timeline.period import DAY, Period, joined

SUBSIDIES = (("tmt", "unemployment"), ("yt", "unemployment"))
BENEFITS_ON_UNEMPLOYMENT = (*SUBSIDIES, ("ppr", "unemployment"), ("apr", "unemployment"))


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


def measures(facts: Facts, on: date) -> Measures | None:
    """The person's numbers on the day; None when the day of birth is not known."""
    if facts.born is None:
        return None
    exhausted = facts.allowance_exhausted_on
    used_up = exhausted is not None and exhausted <= on
    year = year_before(on)
    return Measures(
        age=age_on(facts.born, on),
        subsidy_days=paid_days(facts, SUBSIDIES, date.min, on),
        benefit_days=paid_days(facts, BENEFITS_ON_UNEMPLOYMENT, date.min, on),
        subsidy_days_12_months=paid_days(facts, SUBSIDIES, year.starts_on, on, balances=False),
        subsidy_days_after_allowance=paid_days(facts, SUBSIDIES, exhausted + DAY, on) if exhausted and used_up else 0,
        allowance_exhausted=int(used_up),
        assistance_months=months_of_assistance(facts, on),
        unemployed_months=months_of_unemployment(facts, on),
    )


def paid_days(facts: Facts, kinds: Iterable[Kind], first: date, last: date, balances: bool = True) -> int:
    """Days paid of these kinds; an opening balance counts whole when its day is on or after the first."""
    rows, wanted = rows_of(facts.payments), wanted_kinds(kinds)
    low, high = first.toordinal(), last.toordinal()
    paid = counting.days_of_kinds(rows.starts, rows.days, rows.kinds, wanted, 0, len(rows.starts), low, high)
    if not balances:
        return paid
    past = past_of(facts.days_before, (), None)
    return paid + counting.balances_of_kinds(past.balance_days, past.balance_by, past.balance_kinds, wanted, low, high)


def day_when_full(facts: Facts, kinds: Iterable[tuple[str, str]], limit: int, on: date) -> date | None:
    """The day on which so many days of these kinds were or will be paid, the benefit going on without a break.

    None when the opening balance was over the limit already, or nothing has been paid.
    """
    kinds = set(kinds)
    rows = sorted((row for row in facts.payments if (row.benefit, row.basis) in kinds), key=lambda row: row.starts_on)
    opening = [balance for balance in facts.days_before if (balance.benefit, balance.basis) in kinds and balance.by <= on]
    before = sum(balance.days for balance in opening)
    if before >= limit or not (rows or opening):
        return None
    filled = counting.day_filled([row.starts_on.toordinal() for row in rows], [row.days for row in rows], before, limit)
    if filled > 0:
        return date.fromordinal(filled)
    missing = limit - before - sum(row.days for row in rows)
    last = max([row.ends_on for row in rows] + [balance.by for balance in opening])
    coming = date.fromordinal(counting.nth_weekday(last.toordinal() + 1, missing))
    return coming if coming > on else date.fromordinal(counting.nth_weekday(on.toordinal() + 1, missing))


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
    return months_in_run(
        (row.period for row in facts.social_assistance if row.because_of_unemployment and row.main_livelihood), on
    )


def plan_in_force(facts: Facts, kinds: Iterable[str], on: date) -> bool:
    """True when a plan of one of these kinds is in force."""
    return any(plan.kind in kinds and on in plan.period for plan in facts.plans)
