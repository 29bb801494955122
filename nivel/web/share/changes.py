"""Changes on the month's list, a row at a time: the answer is the row again for htmx, or the page at that row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _

from nivel.access.refusal import Refusal
from nivel.clients.commands import answer_protection, change_contact_detail
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.clients.queries import shown_contact_details
from nivel.money.commands import close_review, decide, open_review, tell_cost
from nivel.money.models import Review
from nivel.web.answers import done, tried
from nivel.web.share.forms import PROTECTION_SOURCES, CostForm, DecisionForm, DetailsForm, ProtectionForm, ReviewersForm
from nivel.web.share.page import may_review, page_of_one
from nivel.web.share.rows import PersonRow, typed_draft


def review(request: HttpRequest, month: date) -> HttpResponse:
    """Open the month's review, or let more people take part."""
    form = ReviewersForm(may_review(request.day), request.POST)
    chosen = form.cleaned_data["reviewers"] if form.is_valid() else []
    tried(request, lambda: open_review(month, chosen, on=request.day, by=request.user), _("The review is open."))
    return redirect("share_month", month)


def closing(request: HttpRequest, month: date) -> HttpResponse:
    found = get_object_or_404(Review, month=month)
    tried(request, lambda: close_review(found, on=request.day, by=request.user), _("The review was closed."))
    return redirect("share_month", month)


def decision(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """Decide for one person who contacts them by when, or that nothing is needed."""
    client = open_client(request.door, number, "share.decide")
    if request.method != "POST":
        return _row(request, month, client, lambda row: replace(row, open="decision"))
    found = get_object_or_404(Review, month=month)
    form = DecisionForm(request.POST)
    wrong = _refused(form, lambda: decide(found, client, on=request.day, by=request.user, **form.cleaned_data))
    if wrong:
        return _row(request, month, client, lambda row: replace(row, open="decision", draft=typed_draft(form, row.person)))
    return _saved(request, month, client, _("Decided: %(name)s") % {"name": client.list_name})


def _refused(form: DecisionForm, change: Callable[[], object]) -> bool:
    if not form.is_valid():
        return True
    try:
        change()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return True
    return False


def details(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """Take into use the details that were typed; those left as they were are not touched."""
    client = open_client(request.door, number, "clients.change_contact_details")
    if request.method != "POST":
        return _row(request, month, client, lambda row: replace(row, open="details"))
    form = DetailsForm(request.POST)
    if not form.is_valid():
        typed = {name: request.POST.get(name, "") for name in form.fields}
        wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _row(request, month, client, lambda row: replace(row, open="details", typed=typed, details_wrong=wrong))
    known = shown_contact_details(request.door, client) or {}
    for kind, value in form.cleaned_data.items():
        if value.strip() and not (kind in known and known[kind].value == value.strip()):
            change_contact_detail(client, kind, value, source=_("the month's review"), on=request.day, by=request.user)
    return _saved(request, month, client, _("Contact details saved: %(name)s") % {"name": client.list_name})


def protection(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """Record whether the contact details are protected, with the source and today."""
    client = open_client(request.door, number, "clients.answer_protection")
    form = ProtectionForm(request.POST)
    if not form.is_valid():
        return _row(request, month, client, lambda row: row)
    source = str(dict(PROTECTION_SOURCES)[form.cleaned_data["source"]])
    answer_protection(client, form.cleaned_data["answer"], source=source, on=request.day, by=request.user)
    return _saved(request, month, client, _("Answered: %(name)s") % {"name": client.list_name})


def _saved(request: HttpRequest, month: date, client: Client, said: str) -> HttpResponse:
    if request.htmx:
        return _row(request, month, client, lambda row: row)
    messages.success(request, said)
    kept = urlencode({name: request.POST[name] for name in ("undecided", "page") if request.POST.get(name)})
    return redirect(f"{resolve_url('share_month', month)}{'?' if kept else ''}{kept}#person-{client.pk}")


def _row(request: HttpRequest, month: date, client: Client, changed: Callable[[PersonRow], PersonRow]) -> HttpResponse:
    """The one row again: by itself for htmx, otherwise as a page of its own with the same form."""
    page = page_of_one(request, month, client)
    context = {"page": replace(page, rows=[changed(row) for row in page.rows])}
    return render(request, "share/row_saved.html" if request.htmx else "share/one.html", context)


def costs(request: HttpRequest) -> HttpResponse:
    """Tell a unit's outturn for a month."""
    form = CostForm(request.POST or None)
    if done(request, form, lambda: tell_cost(by=request.user, **form.cleaned_data), _("The outturn was saved.")):
        return redirect("share_trend")
    return render(request, "share/costs.html", {"form": form})
