"""Määrät ja rajat: verdicts that are the parameters in force on the day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from nivel.law.facts import Facts
from nivel.law.parameters import in_force, not_in_force, reason_of, verdict_of, verdict_of_many
from nivel.law.verdict import Reason, Verdict, weakest

KTT_LIMITS = ("min_days_week", "max_days_week", "min_hours_day", "max_days_12_months", "months")


def ktt_limits(facts: Facts, on: date) -> Verdict:
    """Kuntouttavan työtoiminnan rajat, 189/2001 13-14 §."""
    return verdict_of_many({name: f"ktt_limits.{name}" for name in KTT_LIMITS}, on)


def ktt_reimbursement(facts: Facts, on: date) -> Verdict:
    """Valtion korvaus kuntouttavasta työtoiminnasta, 189/2001 24 §."""
    amount = verdict_of("ktt_reimbursement.per_day", on)
    recipient = in_force("ktt_reimbursement.recipient", on)
    if recipient is None:
        return replace(amount, details={"recipient": None})
    because = (*amount.because, *reason_of("ktt_reimbursement.recipient", recipient))
    return replace(amount, because=because, details={"recipient": recipient.value})


def benefit_rate(facts: Facts, on: date) -> Verdict:
    """Peruspäivärahan ja täyden työmarkkinatuen määrä, 1290/2002 6:1 §."""
    return verdict_of("benefit_rate.basic_allowance", on)


def expense_allowance(facts: Facts, on: date) -> Verdict:
    """Kulukorvaus, 1290/2002 10:6 §."""
    names = ("ktt", "outside_commuting_area")
    return verdict_of_many({name: f"expense_allowance.{name}" for name in names}, on)


def retention(facts: Facts, on: date) -> Verdict:
    """Säilytysajat: 380/2023 122 §, 381/2023 12 §, 703/2023."""
    names = ("employment", "joint_service", "social_care")
    return verdict_of_many({name: f"retention.{name}" for name in names}, on)


def start_up_grant(facts: Facts, on: date) -> Verdict:
    """Starttiraha: the basic allowance a day, at most so many months."""
    months, rate = in_force("start_up_grant.max_months", on), in_force("benefit_rate.basic_allowance", on)
    if months is None or rate is None:
        return not_in_force("start_up_grant.max_months", on)
    because = [*reason_of("start_up_grant.max_months", months), *reason_of("benefit_rate.basic_allowance", rate)]
    supplement = in_force("start_up_grant.supplement_percent", on)
    if supplement is not None:
        most = (Decimal(rate.value) * supplement.value / 100).quantize(Decimal("0.01"))
        because.append(Reason("grant.supplement", {"percent": supplement.value, "amount": most}, supplement.citation))
    confidence = weakest((months.confidence, rate.confidence))
    return Verdict(
        {"per_day": rate.value, "max_months": months.value}, tuple(because), confidence, max(months.from_day, rate.from_day)
    )
