"""From the lists' rows to the law's facts: corrections netted, an opening balance from Kela's own count (kertymäpäivät).

Kela's accumulated days run in the order of the periods and are not corrected when a payment is: so after a correction the law's
count and Kela's column differ, and a screen shows both. Where the column runs ahead of the payments we have, and there is time
between them for it, days were paid on a list that has not been read; they join the count as a further opening balance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from nivel.clients.models import BenefitPayment
from nivel.law.counting import weekdays_between
from nivel.law.facts import DaysBefore, Payment
from nivel.law.municipal_share import stand
from nivel.law.verdict import Verdict
from nivel.timeline.period import DAY

NOTHING = Decimal(0)
UNREAD_DAYS_FROM = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Listan rivi: one payment as the list tells it, still uncorrected."""

    payment: Payment
    accumulated: int | None
    percent: int
    correction: bool
    negative: bool

    @property
    def period(self) -> tuple[date, date, str, str]:
        paid = self.payment
        return paid.starts_on, paid.ends_on, paid.benefit, paid.basis


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """Maksutiedot: what the law may count for one person. `unmatched` are corrections of payments that no list we have tells of."""

    payments: tuple[Payment, ...] = ()
    opening: tuple[DaysBefore, ...] = ()
    unmatched: tuple[Payment, ...] = ()
    accumulated: int | None = None
    accumulated_on: date | None = None

    def stand(self, on: date) -> Verdict:
        """Where the person stands on the municipal share on the day, foreseeing only law published by then."""
        return stand(self.payments, on, opening=self.opening, known_on=on)


def payment_facts(numbers: Iterable[int]) -> dict[int, PaymentFacts]:
    """The facts of each person with payments, in one query."""
    rows = BenefitPayment.objects.filter(client__in=list(numbers)).order_by("client_id", "starts_on", "pk")
    return {number: facts_of_payments(list(own)) for number, own in groupby(rows, key=lambda row: row.client_id)}


def facts_of_payments(rows: Iterable[BenefitPayment]) -> PaymentFacts:
    """The facts of one person from the payments already read."""
    return facts_of([_row(row) for row in rows])


def net_payments(numbers: Iterable[int]) -> dict[int, list[Payment]]:
    """The payments that stand when corrections are netted, by person."""
    return {number: list(facts.payments) for number, facts in payment_facts(numbers).items()}


def facts_of(rows: Sequence[Row]) -> PaymentFacts:
    """One person's facts from list rows in the order of their periods and payment days."""
    ordered = sorted(rows, key=lambda row: (row.period, row.payment.paid_on or row.payment.ends_on, not row.negative))
    standing: list[Payment] = []
    unmatched: list[Payment] = []
    for _, own in groupby(ordered, key=lambda row: row.period):
        kept, alone = _netted(list(own))
        standing += kept
        unmatched += alone
    told = [row for row in ordered if row.accumulated is not None]
    newest = max(told, key=lambda row: row.payment.ends_on, default=None)
    return PaymentFacts(
        tuple(standing),
        tuple(_opening(ordered)),
        tuple(unmatched),
        newest.accumulated if newest else None,
        newest.payment.ends_on if newest else None,
    )


def payment_of(row: BenefitPayment) -> Payment:
    """One row of a list as a payment, uncorrected."""
    return Payment(
        benefit=row.benefit,
        basis=row.basis,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        paid_on=row.paid_on,
        days=row.days,
        gross=row.gross,
        adjusted=row.adjusted,
        home_municipality=row.home_municipality or None,
    )


def _row(row: BenefitPayment) -> Row:
    return Row(payment_of(row), row.accumulated_days, row.percent, row.correction, row.negative)


def _netted(rows: list[Row]) -> tuple[list[Payment], list[Payment]]:
    """The payments of one period that stand, and the corrections that found nothing to correct."""
    standing: list[Payment] = []
    unmatched: list[Payment] = []
    for row in rows:
        if not row.negative:
            standing.append(row.payment)
        elif not _cancelled(standing, row.payment):
            unmatched.append(row.payment)
    return [payment for payment in standing if payment.days], unmatched


def _cancelled(standing: list[Payment], correction: Payment) -> bool:
    """Take the correction off the payment it corrects: the whole of it, or a part of a longer one."""
    same = [
        i for i, paid in enumerate(standing) if paid.days == -correction.days and paid.gross == -(correction.gross or NOTHING)
    ]
    longer = [i for i, paid in enumerate(standing) if paid.days >= -correction.days]
    for index in [*same, *longer][:1]:
        paid = standing[index]
        gross = (paid.gross or NOTHING) + (correction.gross or NOTHING)
        standing[index] = replace(paid, days=paid.days + correction.days, gross=gross)
    return bool(same or longer)


def _opening(rows: Sequence[Row]) -> list[DaysBefore]:
    """Days before the first row that tells its count, and days between rows that no list we have tells of."""
    balances: list[DaysBefore] = []
    told: int | None = None
    last: date | None = None
    for (starts_on, ends_on, benefit, basis), own in groupby(rows, key=lambda row: row.period):
        group = list(own)
        accumulated = max((row.accumulated for row in group if row.accumulated is not None), default=None)
        if accumulated is not None:
            before = accumulated - _days_as_first_paid(group)
            unread = before if told is None or last is None else min(before - told, weekdays_left(last, starts_on))
            if unread >= UNREAD_DAYS_FROM:
                balances.append(DaysBefore(unread, starts_on - DAY, benefit, basis))
            told = accumulated
        last = max(last, ends_on) if last else ends_on
    return balances


def _days_as_first_paid(group: Sequence[Row]) -> int:
    """The period's days before any correction, as Kela's column counts them."""
    first = [row.payment.days for row in group if not row.correction]
    taken_back = [-row.payment.days for row in group if row.negative]
    return sum(first or taken_back or [row.payment.days for row in group])


def weekdays_left(last: date, starts_on: date) -> int:
    """Monday-to-Friday days after the last known period and before the next begins."""
    return max(0, weekdays_between(last.toordinal() + 1, starts_on.toordinal() - 1)) if starts_on > last else 0
