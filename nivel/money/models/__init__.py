from nivel.money.models.claims import ClaimLine, CompensationClaim
from nivel.money.models.share import CostLine, Review, ReviewDecision, Reviewer
from nivel.money.models.subsidies import WageSubsidyApplication, WageSubsidyDecision, WageSubsidySettlement

__all__ = [
    "ClaimLine",
    "CompensationClaim",
    "CostLine",
    "Review",
    "ReviewDecision",
    "Reviewer",
    "WageSubsidyApplication",
    "WageSubsidyDecision",
    "WageSubsidySettlement",
]
