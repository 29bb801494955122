"""Palveluhaku: "Mikä palvelu auttaisi, missä se on ja mahtuuko sinne?" One search of all, for workers and for everybody (REL-14)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nivel.paths.finding import Found, find_services
from nivel.timeline import clock
from nivel.web.services.pages import tabs

SHOWN = 60
LONGEST = 80
# Where a worker goes on from what was found: a page of its own, or its row of the list. The public page leads nowhere.
WAYS = {"place": "services", "service": "services_catalogue", "event": "services_event", "group": "services_group"}


def search(request: HttpRequest) -> HttpResponse:
    """Everything that the words are found in, each with its page."""
    found = _found(request, public=False)
    context = {"rows": [(row, _way(row)) for row in found[:SHOWN]], "total": len(found), "asked": _asked(request)}
    return render(request, "services/search.html", context | {"tabs": tabs("services_search", request.actor)})


def for_everybody(request: HttpRequest) -> HttpResponse:
    """The same search without signing in: a client looks for what there is."""
    found = _found(request, public=True)
    context = {"rows": [(row, "") for row in found[:SHOWN]], "total": len(found), "asked": _asked(request)}
    return render(request, "services/public_search.html", context)


def _found(request: HttpRequest, *, public: bool) -> list[Found]:
    return find_services(_asked(request), getattr(request, "day", None) or clock.today(), public=public)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


def _way(row: Found) -> str:
    if row.kind == "linked":
        return reverse("services_linked_unit", args=[row.number])
    route = WAYS[row.kind]
    return reverse(route, args=[row.number]) if row.kind in ("event", "group") else f"{reverse(route)}#{row.kind}-{row.number}"
