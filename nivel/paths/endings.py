"""Miten polku päättyi: the outcome class and its detail, in the words of the model (VSS-24, VSS-25)."""

from nivel.paths.models import Closure
from nivel.paths.parameters import own


def outcome_told(closure: Closure, language: str) -> str:
    """The class, with the detail after it when there is one; what the model no longer lists keeps its own name."""
    classes = {entry.code: entry.title.say(language) for entry in own().outcomes}
    details = {each.code: each.title.say(language) for each in own().outcome_details}
    told = [classes.get(closure.outcome, str(closure.get_outcome_display())), details.get(closure.detail, closure.detail)]
    return ": ".join(part for part in told if part)
