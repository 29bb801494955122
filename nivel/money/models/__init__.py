from nivel.money.models.share import CostLine, Review, ReviewDecision, Reviewer
from nivel.money.models.subsidies import WageSubsidyApplication, WageSubsidyDecision, WageSubsidySettlement

__all__ = [
    "CostLine",
    "Review",
    "ReviewDecision",
    "Reviewer",
    "WageSubsidyApplication",
    "WageSubsidyDecision",
    "WageSubsidySettlement",
]
