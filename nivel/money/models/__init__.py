from nivel.money.models.share import CostLine, Review, ReviewDecision, Reviewer

__all__ = ["CostLine", "Review", "ReviewDecision", "Reviewer"]
