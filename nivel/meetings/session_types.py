"""Valmennustapaamisen sisältö: what individual sessions are about in the municipality's operating model, from day to day (VPA-06).

Rows of `[[session_types]]` in the catalogue, never constants in code: another model has others, or none.
"""

from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from nivel import programmes
from nivel.meetings.refusals import NotASessionType
from nivel.programmes.model import Entry


def session_types(on: date) -> tuple[Entry, ...]:
    """The model's types on the day, in its order."""
    return tuple(each for each in _types() if _holds(each, on))


def session_title(code: str) -> str:
    """A type in the reader's language; a code of before stays as it is."""
    words = next((each.title for each in _types() if each.code == code), None)
    return words.say(get_language() or "fi") if words else code


def checked_type(code: str, on: date) -> str:
    """The type, when the model has it on the day; empty for a meeting that is no session of coaching. Raises NotASessionType."""
    if code and code not in {each.code for each in session_types(on)}:
        raise NotASessionType(day=on)
    return code


def _types() -> tuple[Entry, ...]:
    return programmes.programme(settings.PROGRAMME).session_types


def _holds(each: Entry, on: date) -> bool:
    return (each.starts_on is None or each.starts_on <= on) and (each.ends_on is None or on <= each.ends_on)
