"""Henkilön haku: whom to book for, who arrives, whom a notice is of. What was typed goes nowhere else, and the look is logged."""

from django.http import HttpRequest

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.web.clients.people import found_by
from nivel.web.meetings.forms import SearchForm

FOUND = 20


def sought(request: HttpRequest, action: str) -> tuple[SearchForm, list[Client] | None]:
    """The search and the people found, of those to whom the reader may do the action; None before anything was sought."""
    form = SearchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form, None
    found = found_by(form.cleaned_data["sought"], request.actor, request.day).filter(visible(request.actor, action))
    people = list(found.order_by("sort_name", "pk")[:FOUND])
    log_shown(request.door, action, people)
    return form, people
