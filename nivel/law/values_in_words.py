"""Arvo sanoina: what a parameter's value says, with its unit, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nivel.law.texts import TEXTS, render_text, shown


@dataclass(frozen=True)
class Told:
    """Arvo yksikköineen: a value that a sentence shows with its unit, in the reader's language; said once in each."""

    value: Any
    unit: str
    said: dict[str, str] = field(default_factory=dict)

    def render(self, language: str) -> str:
        if language not in self.said:
            self.said[language] = in_words(self.value, self.unit, language)
        return self.said[language]


TIERS = "percent after days paid"
UNTIL = "months, 0 until the work condition is met"
FROM_AND_TO = "from and to"


def in_words(value: Any, unit: str, language: str) -> str:
    """The value as one line of text."""
    return "; ".join(lines(value, unit, language))


def lines(value: Any, unit: str, language: str) -> list[str]:
    """The value as lines: one, or one for each part of a table."""
    if value is None:
        return [render_text("value.repealed", {}, language)]
    if value is True and unit == "in force":
        return [render_text("value.in_force", {}, language)]
    if value == 0 and unit == UNTIL:
        return [render_text("value.until_work_condition", {}, language)]
    if unit.startswith(TIERS):
        return [render_text("value.tier", {"limit": limit, "percent": percent}, language) for limit, percent in value]
    if isinstance(value, Mapping):
        return [f"{_key(key, unit, language)}: {_plain(each, language)}" for key, each in value.items()]
    return [_with_unit(bare(value, unit, language), unit, language)]


def bare(value: Any, unit: str, language: str) -> str:
    """The value without its unit, for a sentence that says the unit itself; a table as its lines."""
    if value is None or isinstance(value, Mapping) or unit.startswith(TIERS):
        return in_words(value, unit, language)
    if isinstance(value, list):
        return _list(value, unit, language)
    return shown(value, language)


def _with_unit(text: str, unit: str, language: str) -> str:
    code = f"unit.{unit}"
    return render_text(code, {"value": text}, language) if code in TEXTS else f"{text} ({unit})"


def _list(value: list, unit: str, language: str) -> str:
    return ("–" if FROM_AND_TO in unit else ", ").join(shown(each, language) for each in value)


def _key(key: Any, unit: str, language: str) -> str:
    """A part's name; a number is a per cent, whose amount the unit tells."""
    if isinstance(key, int):
        return f"{key} %"
    code = f"key.{key}"
    return render_text(code, {}, language) if code in TEXTS else str(key).replace("_", " ")


def _plain(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{_key(key, '', language)} {_plain(each, language)}" for key, each in value.items())
    if value is None:
        return render_text("value.whole", {}, language)
    return ", ".join(shown(each, language) for each in value) if isinstance(value, list) else shown(value, language)
