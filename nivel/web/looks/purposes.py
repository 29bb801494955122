"""Käsittelyn perusteet: "Millä oikeudella näitä tietoja pidetään?" Purposes with the legal basis of each kind of record."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from nivel import programmes
from nivel.access.purposes import Purpose, purposes


@dataclass(frozen=True)
class Row:
    """One purpose in the reader's language; an act the programme names comes with its title."""

    title: str
    why: str
    basis: tuple[str, ...]
    acts: tuple[str, ...]
    kinds: str


def purposes_page(request: HttpRequest) -> HttpResponse:
    """Every purpose."""
    language = get_language() or "fi"
    titles = {each.act: each.title.say(language) for each in programmes.programme(settings.PROGRAMME).legal_basis}
    return render(request, "looks/purposes.html", {"rows": [_row(each, titles, language) for each in purposes()]})


def _row(purpose: Purpose, titles: dict[str, str], language: str) -> Row:
    acts = tuple(f"{titles[act]} {act}" if act in titles else act for act in purpose.acts)
    return Row(purpose.title[language], purpose.why[language], purpose.basis, acts, purpose.kinds[language])
