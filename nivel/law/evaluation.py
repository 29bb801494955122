"""Kaikki tulkinnat: every verdict of one person on a day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from nivel.law import (
    activation_plan,
    benefits_and_limits,
    employment_obligation,
    interviews,
    joint_service,
    municipal_share,
    plan_review,
    programmes,
    wage_subsidy,
    youth_guarantee,
)
from nivel.law.facts import Facts
from nivel.law.known import as_known
from nivel.law.verdict import Verdict, plain

Rule = Callable[[Facts, date], Verdict]

RULES: Mapping[str, Rule] = {
    "municipal_share": municipal_share.verdict,
    "activation_plan": activation_plan.verdict,
    "joint_service": joint_service.verdict,
    "plan_review": plan_review.verdict,
    "interview_due_on": interviews.verdict,
    "youth_guarantee": youth_guarantee.verdict,
    "employment_obligation": employment_obligation.verdict,
    "ktt_limits": benefits_and_limits.ktt_limits,
    "ktt_reimbursement": benefits_and_limits.ktt_reimbursement,
    "wage_subsidy": wage_subsidy.verdict,
    "start_up_grant": benefits_and_limits.start_up_grant,
    "expense_allowance": benefits_and_limits.expense_allowance,
    "benefit_rate": benefits_and_limits.benefit_rate,
    "retention": benefits_and_limits.retention,
    "programmes": programmes.verdict,
}

# What only Nivel's own screens ask: the contract's answer has no such verdict.
OWN_RULES = frozenset({"plan_review"})


def verdicts(facts: Facts, on: date) -> dict[str, Verdict]:
    """Each rule's verdict by its name."""
    return {name: rule(facts, on) for name, rule in RULES.items()}


def verdicts_as_known(facts: Facts, on: date) -> dict[str, Verdict]:
    """Each rule's verdict as it could be told on the day: no change of law is foreseen that had not been published."""
    told = {name: as_known(verdict, on) for name, verdict in verdicts(facts, on).items()}
    return told | {"municipal_share": municipal_share.verdict(facts, on, known_on=on)}


def answer(facts: Facts, on: date) -> dict[str, Any]:
    """The contract's answer: the verdicts and what the municipality pays of each payment."""
    return {
        "on": on.isoformat(),
        "verdicts": {name: told.to_json() for name, told in verdicts(facts, on).items() if name not in OWN_RULES},
        "payments": payments(facts),
    }


def payments(facts: Facts) -> list[dict[str, Any]]:
    shares = municipal_share.payment_shares(
        facts.payments, opening=facts.days_before, resets=facts.resets, integration=facts.integration
    )
    return [
        {
            "index": index,
            "percent": share.percent,
            "parts": [{"days": days, "percent": percent} for days, percent in share.parts],
            "municipal_amount": plain(share.municipal_amount),
        }
        for index, share in enumerate(shares)
    ]
