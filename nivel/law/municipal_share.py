"""Kunnan osuus työttömyysetuuksista (1290/2002 14:3 a-b §, 555/1998 4 §, 48/2026 51 §).

    stand(payments, on, *, opening=(), resets=(), integration=None) -> Verdict

where a person stands on the day `on`. `payments` are `nivel.law.facts.Payment` rows in any order, already netted
of corrections (no negative days); `opening` is one `DaysBefore`, several or none: the days counted by a day.
For the rows of a payment-share list, `share_opening.rows_with_opening([(payment, counted), ...])` gives both.
The verdict has `value` (per cent, None when the rule is not in force or no benefit is known), `days_counted`,
`benefit`, `since` (None when it was so already before the known rows), `next_change` (`.value`, `.on`,
`.assuming`) and `because` (reasons; show `reason.render(language)` and `str(reason.citation)`).

    payment_shares(payments, *, opening=(), resets=(), integration=None) -> list[PaymentShare]

what the municipality pays of each payment, in the order given: `parts`, `percent` (None when the parts differ)
and `municipal_amount`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from nivel.law import counting_costs
from nivel.law.facts import DaysBefore, Facts, Integration, Payment, Reset
from nivel.law.parameters import in_force
from nivel.law.share_beside import WITH_A_SHARE, beside
from nivel.law.share_forecast import next_change
from nivel.law.share_history import PaidDays, Part
from nivel.law.share_reasons import confidence_and_doubts, reasons
from nivel.law.share_standing import standing
from nivel.law.verdict import Citation, Reason, Verdict

NOTHING = Decimal("0.00")
NO_BENEFIT = Citation("1290/2002", "14:3 a §", None, "https://www.finlex.fi/fi/laki/ajantasa/2002/20021290")
CENTS = 100


@dataclass(frozen=True, slots=True)
class PaymentShare:
    """Kunnan osuus maksusta: its parts as (days, per cent), the one per cent if there is one, and the amount."""

    parts: tuple[tuple[int, int], ...]
    percent: int | None
    municipal_amount: Decimal | None


def stand(
    payments: Sequence[Payment],
    on: date,
    *,
    opening: DaysBefore | Sequence[DaysBefore] | None = (),
    resets: Sequence[Reset] = (),
    integration: Integration | None = None,
    known_on: date | None = None,
) -> Verdict:
    """Kunnan osuus päivänä: the share a day paid for `on` would bear, why, since when, and when it next changes.

    With `known_on` the next change foresees only law published by that day.
    """
    balances = (opening,) if isinstance(opening, DaysBefore) else tuple(opening or ())
    paid = PaidDays(payments, balances, resets, integration)
    here = standing(paid, on.toordinal())
    if here is None:
        return Verdict(
            None, (Reason("share.no_benefit", {}, NO_BENEFIT),), details={"unit": "percent", "days_counted": 0, "benefit": None}
        )
    confidence, doubts = confidence_and_doubts(paid, here)
    return Verdict(
        here.percent,
        (*reasons(paid, here), *doubts),
        confidence,
        None if here.since is None else date.fromordinal(here.since),
        next_change(paid, here, known_on),
        {"unit": "percent", "days_counted": here.days_counted, "benefit": here.benefit},
    )


def verdict(facts: Facts, on: date, known_on: date | None = None) -> Verdict:
    """Kunnan osuus työttömyysetuudesta henkilön tosiseikoista."""
    known = facts.integration
    told = stand(facts.payments, on, opening=facts.days_before, resets=facts.resets, integration=known, known_on=known_on)
    return told if told.value is None else replace(told, because=(*told.because, *beside(on, WITH_A_SHARE)))


def payment_shares(
    payments: Sequence[Payment],
    *,
    opening: DaysBefore | Sequence[DaysBefore] | None = (),
    resets: Sequence[Reset] = (),
    integration: Integration | None = None,
) -> list[PaymentShare]:
    """Kunnan osuus jokaisesta maksusta, in the order the payments were given."""
    balances = (opening,) if isinstance(opening, DaysBefore) else tuple(opening or ())
    paid = PaidDays(payments, balances, resets, integration)
    shares: dict[int, PaymentShare] = {}
    for index, given in enumerate(paid.order):
        shares[given] = _payment_share(paid.rows[index], list(paid.parts(index)))
    return [shares[given] for given in range(len(shares))]


def _payment_share(payment: Payment, parts: list[Part]) -> PaymentShare:
    merged: list[tuple[int, int]] = []
    for part in parts:
        if merged and merged[-1][1] == part.percent:
            merged[-1] = (merged[-1][0] + part.days, part.percent)
        else:
            merged.append((part.days, part.percent))
    percents = {percent for _, percent in merged}
    percent = percents.pop() if len(percents) == 1 else None if percents else 0
    return PaymentShare(tuple(merged), percent, _amount(payment, merged))


def _amount(payment: Payment, parts: list[tuple[int, int]]) -> Decimal | None:
    """The municipality's part in euros, rounded half up to the cent once, for the whole payment."""
    weighted = sum(days * percent for days, percent in parts)
    if payment.gross is None:
        return None
    if weighted == 0:
        return NOTHING
    shared = _shared_cents(payment)
    if shared is None:
        return None
    cents = counting_costs.municipal_cents(shared.numerator, shared.denominator, payment.days, weighted)
    return Decimal(cents) / CENTS + NOTHING


def _shared_cents(payment: Payment) -> Fraction | None:
    """Of an earnings-related allowance only what the basic allowance would be; of other benefits all. In cents, exactly."""
    gross = Fraction(payment.gross or 0) * CENTS
    if payment.benefit != "apr":
        return gross
    held = in_force("benefit_rate.basic_allowance", payment.ends_on)
    if held is None or (payment.adjusted and not payment.full_daily):
        return None
    rate = Fraction(held.value) * CENTS
    if payment.full_daily:
        return gross * min(rate / (Fraction(payment.full_daily) * CENTS), Fraction(1))
    return Fraction(counting_costs.basic_part(gross, rate, payment.days))
