"""Every change of money, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.money.commands.reviews import close_review, decide, open_review, tell_cost

__all__ = ["close_review", "decide", "open_review", "tell_cost"]
