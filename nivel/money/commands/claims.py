from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from nivel.access.history import command
from nivel.access.models import User
from nivel.law.parameters import Value, in_force
from nivel.law.verdict import plain
from nivel.money.claim_refusals import ClaimedMeanwhile, ClaimIsNotSent, ClaimIsPaid, ClaimIsSent, MonthGoesOn, NothingToClaim
from nivel.money.claims import Line, claimable, rate_on
from nivel.money.models import ClaimLine, CompensationClaim
from nivel.timeline.months import last_day_of_month, month_of
from nivel.timeline.period import DAY


@command
def make_claim(month: date, *, on: date, by: User | None) -> CompensationClaim:
    """Claim the month's days from the state (tilityshakemus, JOU-12), with its breakdown by person. Raises MonthGoesOn, NothingToClaim."""
    month = month_of(month)
    if on <= last_day_of_month(month):
        raise MonthGoesOn(day=last_day_of_month(month) + DAY)
    lines = [line for line in claimable(month) if line.days]
    if not lines:
        raise NothingToClaim(month=f"{month:%m/%Y}")
    claim = _claim(month, lines, on, by)
    ClaimLine.objects.bulk_create(_line(claim, line) for line in lines)
    return claim


def _claim(month: date, lines: list[Line], on: date, by: User | None) -> CompensationClaim:
    """Of two clerks at once one makes the claim; the other sees ClaimedMeanwhile."""
    rate, recipient = in_force("ktt_reimbursement.per_day", month), in_force("ktt_reimbursement.recipient", month)
    claim = CompensationClaim(
        month=month,
        number=CompensationClaim.objects.filter(month=month).count() + 1,
        recipient=recipient.value if recipient else CompensationClaim.Recipient.MUNICIPALITY,
        rate=rate_on(month),
        days=sum(len(line.days) for line in lines),
        amount=sum((_amount(line) for line in lines), Decimal(0)),
        law_basis={"limits": [_frozen(held) for held in (rate, recipient) if held]},
        made_on=on,
        made_by=by,
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        raise ClaimedMeanwhile from None
    return claim


def _amount(line: Line) -> Decimal:
    return sum((rate_on(day) for day in line.days), Decimal(0))


def _frozen(held: Value) -> dict[str, Any]:
    return {
        "value": plain(held.value),
        "citation": str(held.citation),
        "from": held.from_day.isoformat(),
        "confidence": held.confidence,
    }


def _line(claim: CompensationClaim, line: Line) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        client=line.episode.path.client,
        episode=line.episode,
        unit=line.unit,
        municipality=line.municipality,
        days=len(line.days),
        amount=_amount(line),
    )


@command
def send_claim(claim: CompensationClaim, *, on: date, by: User | None) -> CompensationClaim:
    """Tell that the claim was sent to the KEHA Centre. Raises ClaimIsSent."""
    fresh = CompensationClaim.objects.select_for_update().get(pk=claim.pk)
    if fresh.sent_on:
        raise ClaimIsSent(day=fresh.sent_on)
    fresh.sent_on = on
    fresh.save(update_fields=["sent_on"])
    return fresh


@command
def record_payment(claim: CompensationClaim, *, amount: Decimal, on: date, by: User | None) -> CompensationClaim:
    """Tell that the compensation was paid, and how much. Raises ClaimIsNotSent, ClaimIsPaid."""
    fresh = CompensationClaim.objects.select_for_update().get(pk=claim.pk)
    if fresh.sent_on is None:
        raise ClaimIsNotSent
    if fresh.paid_on:
        raise ClaimIsPaid(day=fresh.paid_on)
    fresh.paid_on, fresh.paid_amount = on, amount
    fresh.save(update_fields=["paid_on", "paid_amount"])
    return fresh
