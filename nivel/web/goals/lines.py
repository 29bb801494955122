"""Palvelulinjat: "Millä linjoilla asiakkaamme ovat?" (REL-11)"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from nivel.outcomes.lines import clients_by_line
from nivel.outcomes.small_cells import covered_for


def lines(request: HttpRequest) -> HttpResponse:
    """The clients by line on the day."""
    rows = clients_by_line(request.day, get_language() or settings.LANGUAGE_CODE, covered=covered_for(request.actor))
    return render(request, "goals/lines.html", {"rows": rows, "may_list": request.actor.may("clients.list")})
