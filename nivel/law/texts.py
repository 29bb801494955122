"""Perustelujen sanat: the sentences of reasons in English, Finnish and Swedish, and how their blanks are filled."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nivel.law.texts_duties import DUTIES
from nivel.law.texts_share import SHARE
from nivel.law.texts_values import VALUES

LANGUAGES = ("en", "fi", "sv")
# An amount of a parameter, kept as text so that it stays exact.
FRACTION = re.compile(r"[0-9]+\.[0-9]+")
TEXTS: Mapping[str, Mapping[str, str]] = {**SHARE, **DUTIES, **VALUES}


def render_text(code: str, args: Mapping[str, Any], language: str) -> str:
    """The sentence of a code in a language; a language we do not write falls back to English."""
    language = language[:2]
    sentences = TEXTS[code]
    if language not in sentences:
        language = "en"
    return sentences[language].format(**{name: Blank(value, language) for name, value in args.items()})


class Blank(str):
    """What fills a blank of a sentence; `{months:kuukausi|kuukautta}` is the word that goes with the number."""

    is_one: bool

    def __new__(cls, value: Any, language: str) -> "Blank":
        text = super().__new__(cls, shown(value, language))
        text.is_one = text == "1"
        return text

    def __format__(self, words: str) -> str:
        return words.split("|")[0 if self.is_one else 1] if words else str(self)


def shown(value: Any, language: str) -> str:
    """A day or a number as the language writes it; a word that is itself translated, by its code or its own texts."""
    if hasattr(value, "render"):
        return str(value.render(language))
    if isinstance(value, Mapping):
        return str(value[language])
    if isinstance(value, list):
        return "–".join(shown(each, language) for each in value)
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, Decimal) or (isinstance(value, str) and FRACTION.fullmatch(value)):
        return str(value) if language == "en" else str(value).replace(".", ",")
    word = TEXTS.get(f"word.{value}")
    return str(value) if word is None else word[language]


def shown_day(day: date) -> str:
    """As everywhere in the product, in each language: the day first, then the month."""
    return f"{day.day}.{day.month}.{day.year}"
