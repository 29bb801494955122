"""Miksi?: a verdict's reasons as the page shows them, in the reader's language, each with its section of law."""

import re
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.law.known import published_by
from nivel.law.parameters import Parameter, Value
from nivel.law.texts import shown_day
from nivel.law.topics import topics
from nivel.law.values_in_words import in_words
from nivel.law.verdict import Citation, Reason, Verdict

Told = dict[str, str]
# Of a requirement (JOU-79) or of a rule of the trade (C6).
OWN_ID = re.compile(r"[A-Z]{3}-[0-9]+|C[0-9]+")
BESIDE = re.compile(rf" \((?:{OWN_ID.pattern})(?:, (?:{OWN_ID.pattern}))*\)")
# The words of a citation; its numbers are the same in every language.
SECTION_WORDS = {
    "target group": gettext_lazy("target group"),
    "transition provision": gettext_lazy("transition provision"),
    "general support": gettext_lazy("general support"),
    "annex": gettext_lazy("annex"),
    " luku": pgettext_lazy("after the number of a chapter of law", " chapter"),
}


def language() -> str:
    return get_language() or "fi"


def told(verdict: Verdict) -> list[Told]:
    """The reasons as text and citation, for web/parts/why.html."""
    return [told_reason(reason) for reason in verdict.because]


def told_reason(reason: Reason) -> Told:
    return {"text": reason.render(language()), **cited(reason.citation)}


def cited(citation: Citation | None) -> Told:
    """A citation with its address, when that is one a browser can open."""
    if citation is None:
        return {"citation": "", "url": ""}
    return {"citation": written(citation), "url": citation.url if citation.url.startswith("https://") else ""}


def written(citation: Citation) -> str:
    """A citation in the reader's language: its few words are translated, and the ids of the seeds stay in the code."""
    text = BESIDE.sub("", str(citation))
    for word, said in SECTION_WORDS.items():
        text = text.replace(word, str(said))
    return text


def where_written(source: str) -> str:
    """Where a reader finds a rule: its statutes, otherwise the operating model by its name. Ids of the seeds stay in the code."""
    parts = [part.strip() for part in source.split(",")]
    told = [part for part in parts if not OWN_ID.fullmatch(part)]
    return ", ".join(told) or programmes.programme(settings.PROGRAMME).title.say(language())


def numbers_of(topic: str, on: date) -> list[Told]:
    """The rule's parameters in force on the day, each with its value, its day and its section; and what is to come, if published."""
    found = topics().get(topic)
    held = found.in_force(on) if found else []
    return [told_number(each, value, on) for each, value in held]


def told_number(each: Parameter, value: Value, on: date) -> Told:
    words = in_words(value.value, each.unit, language())
    text = _("%(title)s: %(value)s, from %(day)s") % {"title": each.title[language()], "value": words, "day": day(value.from_day)}
    return {"text": text + _unsure(value) + _coming(each.values, each.unit, on), **cited(value.citation)}


def _unsure(value: Value) -> str:
    return _(" (not verified)") if value.confidence == "low" else ""


def _coming(values: Iterable[Value], unit: str, on: date) -> str:
    later = next((each for each in values if each.from_day > on), None)
    if later is None or not published_by(later.citation, on, in_force_on=later.from_day):
        return ""
    return _("; %(value)s from %(day)s") % {"value": in_words(later.value, unit, language()), "day": day(later.from_day)}


def day(on: date) -> str:
    return shown_day(on)
