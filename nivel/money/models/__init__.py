from nivel.money.models.claims import ClaimLine, CompensationClaim
from nivel.money.models.grants import Grant, GrantCost, GrantDecision, GrantLine, GrantReport
from nivel.money.models.purchases import Purchase, PurchaseInvoice, ResultPrice, VerifiedResult
from nivel.money.models.share import CostLine, Review, ReviewDecision, Reviewer
from nivel.money.models.subsidies import WageSubsidyApplication, WageSubsidyDecision, WageSubsidySettlement

__all__ = [
    "ClaimLine",
    "CompensationClaim",
    "CostLine",
    "Grant",
    "GrantCost",
    "GrantDecision",
    "GrantLine",
    "GrantReport",
    "Purchase",
    "PurchaseInvoice",
    "ResultPrice",
    "Review",
    "ReviewDecision",
    "Reviewer",
    "VerifiedResult",
    "WageSubsidyApplication",
    "WageSubsidyDecision",
    "WageSubsidySettlement",
]
