"""Täsmäytys: a received list beside what the law gives, row by row, and why they differ.

Each row is asked of the law as if it were the payment of its own period among the person's netted payments; a row taken back
gives back what the law gives for it. So a correction is compared as the payment it corrects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nivel.clients.facts import PaymentFacts, facts_of_payments, payment_of
from nivel.clients.models import BenefitPayment, Client
from nivel.law.facts import Payment
from nivel.law.municipal_share import PaymentShare, payment_shares
from nivel.law.verdict import Verdict
from nivel.timeline.months import add_months, month_of

NOTHING = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class ReconciledRow:
    """Täsmäytetty rivi: what Kela charged and counted, what the law gives, and where the person stood at the row's end."""

    client: Client
    row: BenefitPayment
    law: PaymentShare
    counted: int
    standing: Verdict
    unmatched: bool

    @property
    def sign(self) -> int:
        return -1 if self.row.negative else 1

    @property
    def law_amount(self) -> Decimal | None:
        return None if self.law.municipal_amount is None else self.sign * self.law.municipal_amount

    @property
    def difference(self) -> Decimal:
        """What Kela charged over what the law gives; nothing when the law cannot tell an amount."""
        return NOTHING if self.law_amount is None else self.row.municipal_share - self.law_amount

    @property
    def percent_differs(self) -> bool:
        return self.law.percent != self.row.percent

    @property
    def days_differ(self) -> bool:
        return self.row.accumulated_days not in (None, self.counted)

    @property
    def differs(self) -> bool:
        return self.percent_differs or self.days_differ or abs(self.difference) > CENT or self.unmatched

    @property
    def is_late(self) -> bool:
        """Paid later than the month after its period: the list gathers payments of several months."""
        return month_of(self.row.paid_on) > add_months(month_of(self.row.ends_on), 1)


@dataclass(frozen=True)
class Reconciliation:
    """Täsmäytys: the rows of a month's list, those that differ first, and the sums."""

    month: date
    rows: tuple[ReconciledRow, ...]

    @property
    def charged(self) -> Decimal:
        return sum((each.row.municipal_share for each in self.rows), NOTHING)

    @property
    def by_law(self) -> Decimal:
        return sum((each.law_amount or NOTHING for each in self.rows), NOTHING)

    @property
    def difference(self) -> Decimal:
        return sum((each.difference for each in self.rows), NOTHING)

    @property
    def differing(self) -> int:
        return sum(each.differs for each in self.rows)

    @property
    def without_amount(self) -> int:
        return sum(each.law_amount is None for each in self.rows)


def reconciliation(month: date, people: Sequence[Client]) -> Reconciliation:
    """The month's rows of the people, who came through the gate; in one query however many there are."""
    by_number = {client.pk: client for client in people}
    told: dict[int, list[BenefitPayment]] = {}
    for row in BenefitPayment.objects.filter(client__in=list(by_number)).order_by("client_id", "starts_on", "pk"):
        told.setdefault(row.client_id, []).append(row)
    rows = [each for number, own in told.items() for each in _rows_of(by_number[number], own, month)]
    return Reconciliation(month, tuple(sorted(rows, key=_order)))


def _order(each: ReconciledRow) -> tuple:
    """Who differs in euros first, then who differs otherwise, then the rest by name."""
    return -abs(each.difference), not each.differs, each.client.sort_name, each.row.starts_on, each.row.pk


def _rows_of(client: Client, own: list[BenefitPayment], month: date) -> Iterable[ReconciledRow]:
    facts = facts_of_payments(own)
    unmatched = {(paid.starts_on, paid.ends_on, paid.paid_on) for paid in facts.unmatched}
    for row in own:
        if row.list_month == month:
            standing = facts.stand(row.ends_on)
            alone = row.negative and (row.starts_on, row.ends_on, row.paid_on) in unmatched
            yield ReconciledRow(client, row, _share(facts, row), standing.days_counted, standing, alone)


def _share(facts: PaymentFacts, row: BenefitPayment) -> PaymentShare:
    """What the law gives for the row's payment in its own period, the person's other payments as they stand."""
    asked = _as_paid(payment_of(row))
    others = [paid for paid in facts.payments if _period(paid) != _period(asked)]
    return payment_shares([*others, asked], opening=facts.opening)[-1]


def _as_paid(payment: Payment) -> Payment:
    return replace(payment, days=abs(payment.days), gross=None if payment.gross is None else abs(payment.gross))


def _period(payment: Payment) -> tuple[date, date, str, str]:
    return payment.starts_on, payment.ends_on, payment.benefit, payment.basis
