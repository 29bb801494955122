"""Every change of money, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.money.commands.claims import make_claim, record_payment, send_claim
from nivel.money.commands.grants import (
    apply_for_grant,
    budget_grant,
    make_grant_report,
    record_grant_cost,
    record_grant_decision,
    send_grant_report,
)
from nivel.money.commands.purchases import PurchaseTerms, make_purchase, record_purchase_invoice, verify_results
from nivel.money.commands.reviews import close_review, decide, open_review, tell_cost
from nivel.money.commands.subsidies import (
    apply_for_subsidy,
    make_settlement,
    record_settlement_paid,
    record_subsidy_decision,
    send_settlement,
    sign_contract,
)

__all__ = [
    "PurchaseTerms",
    "apply_for_grant",
    "apply_for_subsidy",
    "budget_grant",
    "close_review",
    "decide",
    "make_claim",
    "make_grant_report",
    "make_purchase",
    "make_settlement",
    "open_review",
    "record_grant_cost",
    "record_grant_decision",
    "record_payment",
    "record_purchase_invoice",
    "record_settlement_paid",
    "record_subsidy_decision",
    "send_claim",
    "send_grant_report",
    "send_settlement",
    "sign_contract",
    "tell_cost",
    "verify_results",
]
