"""Sanamuodot ja rivit lukuina: the law's wordings and a person's payments as the counting loops read them."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from nivel.law import counting
from nivel.law.counting_rows import EXTENT, FAR, KINDS, NONE, NOT_YET, Past, Rows, Wordings
from nivel.law.facts import BASES, BENEFITS, DaysBefore, Integration, Payment, Reset
from nivel.law.parameters import in_force, parameter
from nivel.law.share_wordings import (
    BENEFIT_DAY_RULES,
    PAYMENT_DAY_RULES,
    SHARED_2025,
    WORDING_DAYS,
    WORDINGS,
    Kind,
    Wording,
    restart_days,
)
from nivel.timeline.months import MONTHS_A_YEAR, add_months

KIND_NAMES: tuple[Kind, ...] = tuple((benefit, basis) for benefit in BENEFITS for basis in BASES)
KIND_NUMBERS = {kind: number for number, kind in enumerate(KIND_NAMES)}
EXEMPT_BENEFITS = ("tmt", "yt")


def wanted_kinds(kinds: Iterable[Kind]) -> list[int]:
    """1 for each kind that is among the given ones, else 0."""
    wanted = set(kinds)
    return [int(kind in wanted) for kind in KIND_NAMES]


@cache
def all_wordings() -> tuple[Wording, ...]:
    """Every wording by its number: those of a benefit follow each other in the order of their days."""
    return tuple(wording() for benefit in BENEFITS for _, wording in WORDINGS[benefit])


@cache
def number_of(name: str) -> int:
    return [wording.name for wording in all_wordings()].index(name)


@cache
def wordings() -> Wordings:
    """The wordings as numbers, from the parameters."""
    all_ = all_wordings()
    periods = parameter("municipal_share.payment_period_weeks").values
    return Wordings(
        of_benefit=running(len(WORDINGS[benefit]) for benefit in BENEFITS),
        begins=[begins.toordinal() for benefit in BENEFITS for begins, _ in WORDINGS[benefit]],
        by_period=[int(wording.by_period) for wording in all_],
        look_back=[wording.look_back for wording in all_],
        exempts=[int(wording.exempts_integration) for wording in all_],
        counts=[int(kind in wording.counts) for wording in all_ for kind in KIND_NAMES],
        tier_of=running(len(wording.limits) for wording in all_),
        limits=[limit for wording in all_ for limit in wording.limits],
        percents=[percent for wording in all_ for percent in wording.percents],
        exempt_kinds=[int(benefit in EXEMPT_BENEFITS) for benefit, _ in KIND_NAMES],
        unshared_kinds=[int(benefit == "apr" and basis in exempt_bases()) for benefit, basis in KIND_NAMES],
        days=list(WORDING_DAYS),
        payment_day_rules=PAYMENT_DAY_RULES,
        benefit_day_rules=BENEFIT_DAY_RULES,
        period_begins=[held.from_day.toordinal() for held in periods],
        period_days=[held.value * counting.DAYS_A_WEEK for held in periods],
    )


def exempt_bases() -> list[str]:
    held = in_force("municipal_share.exempt_bases", SHARED_2025)
    return [] if held is None else held.value


def running(lengths: Iterable[int]) -> list[int]:
    """Where each of them begins when they lie one after the other, and where the last ends."""
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return starts


def rows_of(payments: Sequence[Payment]) -> Rows:
    """Payments, already in the order of their periods, as numbers."""
    return Rows(
        starts=[row.starts_on.toordinal() for row in payments],
        ends=[row.ends_on.toordinal() for row in payments],
        paid=[(row.paid_on or row.ends_on).toordinal() for row in payments],
        days=[row.days for row in payments],
        kinds=[KIND_NUMBERS[row.benefit, row.basis] for row in payments],
    )


def past_of(opening: Sequence[DaysBefore], resets: Sequence[Reset], integration: Integration | None) -> Past:
    """Opening balances, restarts of each wording and exempt days as numbers."""
    restarts = [restart_days(wording, resets) for wording in all_wordings()]
    exempt_first, exempt_last = exempt_days(integration)
    return Past(
        balance_days=[balance.days for balance in opening],
        balance_by=[balance.by.toordinal() for balance in opening],
        balance_kinds=[KIND_NUMBERS[balance.benefit, balance.basis] for balance in opening],
        restarts=[day for days in restarts for day in days],
        restart_of=running(map(len, restarts)),
        resets=[reset.on.toordinal() for reset in resets],
        exempt_first=exempt_first,
        exempt_last=exempt_last,
        whole=[NOT_YET] * len(all_wordings()),
        kind_days=[NOT_YET] * KINDS,
        extent=[NOT_YET] * EXTENT,
    )


def exempt_days(integration: Integration | None) -> tuple[int, int]:
    """The days for which the State pays a person under the Integration Act: 1 or 3 years from the first home municipality."""
    if integration is None or not integration.applies or integration.first_home_municipality_on is None:
        return FAR, NONE
    first = integration.first_home_municipality_on
    return first.toordinal(), add_months(first, integration.years * MONTHS_A_YEAR).toordinal() - 1


def period_order(payment: Payment) -> tuple[date, date, int]:
    """The order of payments: by their periods; of one period by benefit and basis, so that no answer hangs on how rows came."""
    return payment.starts_on, payment.ends_on, KIND_NUMBERS[payment.benefit, payment.basis]


def room_for_parts(law: Wordings, past: Past) -> int:
    """How many parts a payment may have: it is cut at most at each edge, and between two of them at each limit."""
    return (len(law.days) + len(past.resets) + len(past.balance_by) + 3) * (len(law.limits) + 1)
