"""Määrät ja rajat: verdicts that are the parameters in force on the day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from nivel.law.facts import Facts
from nivel.law.parameters import in_force, not_in_force, reason_of, verdict_of, verdict_of_many
from nivel.law.turning_points import LAW_STAYS, days_of, next_turn, since_when
from nivel.law.verdict import Reason, Verdict, weakest

RATE_BESIDE = tuple(
    f"benefit_rate.{name}"
    for name in ("days_a_week", "days_in_a_month_shown", "partial_percent", "waiting_days", "waiting_within_weeks")
)
RATE_BESIDE += tuple(f"benefit_rate.{name}" for name in ("qualifying_weeks", "cofinanced_days", "child_increase", "increase"))
RETENTION_BESIDE = tuple(
    f"retention.{name}"
    for name in (
        "employment_items",
        "employment_keeper",
        "social_care_after_death",
        "social_care_kept_for_ever",
        "social_care_families",
        "social_care_disability",
        "social_care_client_record",
        "social_care_correspondence",
        "social_care_logs",
        "social_care_consents",
        "log_answer_months",
        "log_reach_years",
        "log_data_collected",
        "address_protection_first_years",
        "address_protection_renewal_years",
    )
)
KTT_LIMITS = ("min_days_week", "max_days_week", "min_hours_day", "max_days_12_months", "months")


def ktt_limits(facts: Facts, on: date) -> Verdict:
    """Kuntouttavan työtoiminnan rajat, 189/2001 13-14 §."""
    told = verdict_of_many({name: f"ktt_limits.{name}" for name in KTT_LIMITS}, on)
    return _with(told, on, "ktt_limits.support_may_be_bought", "ktt_limits.not_if_works_hours_a_week")


def ktt_reimbursement(facts: Facts, on: date) -> Verdict:
    """Valtion korvaus kuntouttavasta työtoiminnasta, 189/2001 24 §."""
    amount = verdict_of("ktt_reimbursement.per_day", on)
    recipient = in_force("ktt_reimbursement.recipient", on)
    if recipient is None:
        return replace(amount, details={"recipient": None})
    because = (*amount.because, *reason_of("ktt_reimbursement.recipient", recipient))
    told = replace(amount, because=because, details={"recipient": recipient.value})
    return _with(told, on, "ktt_reimbursement.days_a_week_paid", "ktt_reimbursement.organiser")


def benefit_rate(facts: Facts, on: date) -> Verdict:
    """Peruspäivärahan ja täyden työmarkkinatuen määrä, 1290/2002 6:1 §."""
    return _with(verdict_of("benefit_rate.basic_allowance", on), on, *RATE_BESIDE)


def expense_allowance(facts: Facts, on: date) -> Verdict:
    """Kulukorvaus, 1290/2002 10:6 §."""
    names = ("ktt", "outside_commuting_area")
    told = verdict_of_many({name: f"expense_allowance.{name}" for name in names}, on)
    return _with(told, on, *(f"expense_allowance.{name}" for name in ("most_days_a_week", "activity_allowance", "north_calotte")))


def retention(facts: Facts, on: date) -> Verdict:
    """Säilytysajat: 380/2023 122 §, 381/2023 12 §, 703/2023."""
    names = ("employment", "joint_service", "social_care")
    told = verdict_of_many({name: f"retention.{name}" for name in names}, on)
    return _with(told, on, *RETENTION_BESIDE)


def _with(told: Verdict, on: date, *names: str) -> Verdict:
    """The verdict with what else the law says beside it. It makes the answer itself no less sure."""
    found = ((name, in_force(name, on)) for name in names)
    beside = tuple(reason for name, held in found if held is not None for reason in reason_of(name, held))
    return replace(told, because=(*told.because, *beside)) if told.value is not None else told


def start_up_grant(facts: Facts, on: date) -> Verdict:
    """Starttiraha: the basic allowance a day, at most so many months."""
    months, rate = in_force("start_up_grant.max_months", on), in_force("benefit_rate.basic_allowance", on)
    days = [*days_of("start_up_grant"), *days_of("benefit_rate")]
    coming = next_turn(_grant_on, _grant_on(on), on, days, LAW_STAYS, "start_up_grant")
    if months is None or rate is None:
        return replace(not_in_force("start_up_grant.max_months", on), next_change=coming)
    because = [*reason_of("start_up_grant.max_months", months), *reason_of("benefit_rate.basic_allowance", rate)]
    supplement = in_force("start_up_grant.supplement_percent", on)
    if supplement is not None:
        most = (Decimal(rate.value) * supplement.value / 100).quantize(Decimal("0.01"))
        because.append(Reason("grant.supplement", {"percent": supplement.value, "amount": most}, supplement.citation))
    told = Verdict(
        _grant_on(on), tuple(because), weakest((months.confidence, rate.confidence)), since_when(_grant_on, on, days), coming
    )
    return _with(told, on, "start_up_grant.most_days_a_week", "start_up_grant.first_months", "start_up_grant.not_if_begun")


def _grant_on(on: date) -> dict[str, Any] | None:
    months, rate = in_force("start_up_grant.max_months", on), in_force("benefit_rate.basic_allowance", on)
    return None if months is None or rate is None else {"per_day": rate.value, "max_months": months.value}
