"""Days that the law sets on a plan, with the section frozen as it stood when the plan was made."""

from datetime import date
from typing import Any

from nivel.law.plan_review import review_due
from nivel.law.texts import LANGUAGES
from nivel.law.verdict import Verdict, plain
from nivel.paths.refusals import ReviewIsTooLate


def review_day(kind: str, looked_at_on: date) -> Verdict:
    """By which day a plan made or looked at on the day is looked at again; the value is None when the law sets no interval."""
    return review_due(kind, looked_at_on, looked_at_on)


def review_basis(kind: str, review_on: date, looked_at_on: date) -> dict[str, Any]:
    """The section by which the review day was set, to be kept with the plan. Raises ReviewIsTooLate."""
    verdict = review_day(kind, looked_at_on)
    if verdict.value is None:
        return {}
    reason = verdict.because[0]
    if review_on > verdict.value:
        raise ReviewIsTooLate(day=verdict.value, citation=str(reason.citation))
    return {
        "rule": "plan_review",
        "value": plain(verdict.value),
        "text": {language: reason.render(language) for language in LANGUAGES},
        "citation": str(reason.citation),
        "confidence": verdict.confidence,
        "on": looked_at_on.isoformat(),
    }
