"""Päätöksen oikeusperusta: what a stored decision rested on, frozen as it stood that day.

The verdict with its reasons in every language, and the rule's parameters in force, each with its value, day and section. Kept as
plain JSON beside the decision (`law_basis`), so that a later change of law or of its reading changes nothing of it.
"""

from datetime import date
from typing import Any

from nivel.law.parameters import Parameter, Value
from nivel.law.texts import LANGUAGES
from nivel.law.topics import topics
from nivel.law.verdict import Reason, Verdict, plain


def frozen_basis(rule: str, verdict: Verdict, on: date) -> dict[str, Any]:
    """The basis of a decision that rests on a rule, as it is on the day."""
    return {
        "rule": rule,
        "on": on.isoformat(),
        "value": plain(verdict.value),
        "details": plain(verdict.details),
        "since": plain(verdict.since),
        "confidence": verdict.confidence,
        "because": [_reason(reason) for reason in verdict.because],
        "parameters": [_parameter(each, value) for each, value in topics()[rule].in_force(on)],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    cited = reason.citation
    texts = {language: reason.render(language) for language in LANGUAGES}
    return {"text": texts, "citation": str(cited) if cited else "", "url": cited.url if cited else ""}


def _parameter(each: Parameter, value: Value) -> dict[str, Any]:
    return {
        "name": each.name,
        "title": dict(each.title),
        "unit": each.unit,
        "value": plain(value.value),
        "from": value.from_day.isoformat(),
        "citation": str(value.citation),
        "url": value.citation.url,
        "confidence": value.confidence,
    }
