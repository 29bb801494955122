"""Asiakkaat: find one, or read a list; a search is sent so that nothing typed reaches an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.web.clients.filters import FilterForm, SavedView, ViewForm, keep_views, saved_views, sentence_of
from nivel.web.clients.people import PAGE, Page, asked, found_by, page_of
from nivel.web.clients.rows import client_rows
from nivel.web.clients.selection import Selection
from nivel.web.remedies import openable_of

MAY = {
    "change": "paths.change",
    "contact": "contacts.record",
    "name": "clients.name_responsible",
    "notes": "clients.see_notes",
}


def clients(request: HttpRequest) -> HttpResponse:
    """Asiakkaat: by a sentence, or by what was searched."""
    everybody = "any" in request.actor.relations("clients.list")
    form = FilterForm(request.GET or None, everybody=everybody)
    filters = form.filters()
    sought = request.POST.get("sought", "").strip()
    page = (
        _found(request, sought)
        if sought
        else page_of(asked(request.actor, filters, request.day), _number(request.GET.get("after")), request.day)
    )
    log_shown(request.door, "clients.list", page.people)
    context = {
        "rows": client_rows(page.people, _openable(request, page.people), request.day),
        "page": page,
        "filters": filters,
        "form": FilterForm(initial=filters.__dict__, everybody=everybody),
        "sought": sought,
        "views": saved_views(request),
        "may": {word: request.actor.may(action) for word, action in MAY.items()},
    }
    return render(request, "clients/list.html", context)


def _found(request: HttpRequest, sought: str) -> Page:
    people = list(found_by(sought, request.actor, request.day).order_by("sort_name", "pk")[: PAGE + 1])
    return Page(people[:PAGE], None, min(len(people), PAGE), len(people) > PAGE)


def _openable(request: HttpRequest, people: list[Client]) -> set[int]:
    """Whoever needs no reason opens everybody they may list; the others' right is asked for the page."""
    numbers = {client.pk for client in people}
    return openable_of(request.actor, numbers) if request.actor.may("clients.state_reason") else numbers


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


@require_POST
def saved_views_changed(request: HttpRequest) -> HttpResponse:
    """Tallenna näkymä tai poista tallennettu."""
    kept, form, query = saved_views(request), ViewForm(request.POST), sentence_of(request.POST)
    if "remove" in request.POST:
        kept = [view for view in kept if view.name != request.POST["remove"]]
    elif form.is_valid():
        kept = [view for view in kept if view.name != form.cleaned_data["name"]] + [SavedView(form.cleaned_data["name"], query)]
    response = redirect(f"/clients?{query}")
    keep_views(response, kept, secure=request.is_secure())
    return response


@require_POST
def selection(request: HttpRequest) -> HttpResponse:
    """Tee valituille: one thing to many, each person's right checked."""
    chosen = Selection(request)
    if chosen.people and chosen.form.is_valid():
        chosen.carry_out()
        return redirect("clients")
    if not chosen.people:
        chosen.say(_("None of the chosen people is open to you for this."))
        return redirect("clients")
    return render(request, "clients/selection.html", {"chosen": chosen, "form": chosen.form})
