"""Miksi?: a verdict's reasons as the page shows them, in the reader's language, each with its section of law."""

from django.utils.translation import get_language

from nivel.law.verdict import Verdict


def told(verdict: Verdict) -> list[dict[str, str]]:
    """The reasons as text and citation, for web/parts/why.html."""
    language = get_language() or "fi"
    return [
        {"text": reason.render(language), "citation": str(reason.citation) if reason.citation else ""}
        for reason in verdict.because
    ]
