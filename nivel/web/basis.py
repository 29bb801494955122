"""Päätöksen aikaan: what a stored decision rested on, told from what was frozen with it and from nothing that holds today."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nivel import programmes
from nivel.law.parameters import parameters
from nivel.law.values_in_words import in_words
from nivel.web.reasons import Told, day, language

AREAS = ("ktt_limits",)


def told_basis(basis: Mapping[str, Any]) -> list[Told]:
    """The frozen reasons and values as text and citation; empty when nothing was frozen."""
    return [*_reasons(basis), *(_number(row) for row in _rows(basis))]


def _reasons(basis: Mapping[str, Any]) -> Iterator[Told]:
    own = [basis] if isinstance(basis.get("text"), Mapping) else []
    for reason in [*own, *basis.get("because", ())]:
        text = reason["text"].get(language()) or reason["text"]["en"]
        yield {"text": text, "citation": reason.get("citation", ""), "url": _address(reason.get("url", ""))}
    placement = basis.get("placement")
    if placement:
        text = _("The terms of the operating model on the day")
        yield {"text": text, "citation": _model(placement.get("programme", "")), "url": ""}


def _model(name: str) -> str:
    """The model by its name; the seed's ids stay in what was frozen."""
    known = next((each for each in programmes.all_programmes() if each.name == name), None)
    return known.title.say(language()) if known else ""


def _rows(basis: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The frozen values, whichever way the decision keeps them: as a list, or by their names."""
    if "parameters" in basis or "limits" in basis:
        return [*basis.get("parameters", ()), *basis.get("limits", ())]
    named = {name: row for name, row in basis.items() if isinstance(row, Mapping) and "from" in row}
    return [{"name": name, **row} for name, row in named.items()]


def _number(row: Mapping[str, Any]) -> Told:
    """A frozen value; only its name and unit may come from today, when they were not frozen."""
    known = next((parameters()[name] for name in _names(row["name"]) if name in parameters()), None)
    title = row.get("title", known.title if known else {}).get(language(), row["name"])
    words = in_words(_days_in(row["value"]), row.get("unit", known.unit if known else ""), language())
    terms = {"title": title, "value": words, "day": day(date.fromisoformat(row["from"]))}
    text = _("%(title)s: %(value)s, from %(day)s") % terms
    return {"text": text, "citation": row.get("citation", ""), "url": _address(row.get("url", ""))}


def _names(name: str) -> list[str]:
    return [name, *(f"{area}.{name}" for area in AREAS)]


def _days_in(value: Any) -> Any:
    """A day was frozen in ISO form; it is told as the reader writes it."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _address(url: str) -> str:
    return url if url.startswith("https://") else ""
