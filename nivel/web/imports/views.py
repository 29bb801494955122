"""Tuonti: "Mitä lista tuo, ja onko se oikein?" A list is given, looked at, applied whole, and can be taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.exchange.faults import ListRefused
from nivel.exchange.holding import apply_held, choose_columns, hold_list, leave_list, preview_held
from nivel.exchange.models import HeldList, ImportBatch
from nivel.exchange.undoing import undo_batch, why_not_undoable
from nivel.timeline import clock
from nivel.web.answers import tried
from nivel.web.imports.forms import GivingForm
from nivel.web.imports.telling import Preview, told_batch

SHOWN = 30


def imports(request: HttpRequest) -> HttpResponse:
    """Give a list; below, those read before."""
    form = GivingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        held = hold_list(file.read(), file.name, by=request.user, at=clock.now())
        return redirect("import_list", held.token)
    batches = ImportBatch.objects.select_related("read_by", "undone_by").order_by("-pk")[:SHOWN]
    held = HeldList.objects.filter(held_by=request.user).defer("content")
    return render(
        request, "imports/imports.html", {"form": form, "batches": [told_batch(batch) for batch in batches], "held": held}
    )


def import_list(request: HttpRequest, token: str) -> HttpResponse:
    """What the given list would do. A POST says which column is which."""
    held = _held(request, token)
    preview = _preview(held)
    form = preview.columns_form(request.POST or None)
    if request.method == "POST" and form and form.is_valid():
        choose_columns(held, preview.source, form.chosen, by=request.user)
        return redirect("import_list", token)
    return render(request, "imports/list.html", {"held": held, "preview": preview, "form": form})


def import_applying(request: HttpRequest, token: str) -> HttpResponse:
    """Apply the given list whole."""
    held = _held(request, token)
    try:
        outcome = apply_held(held, by=request.user, at=clock.now())
    except ListRefused as refused:
        messages.error(request, str(refused))
        return redirect("import_list", token)
    messages.success(request, _("The list is applied."))
    return redirect("import_batch", outcome.batch)


def import_leaving(request: HttpRequest, token: str) -> HttpResponse:
    """Let the given list go."""
    leave_list(_held(request, token), by=request.user)
    messages.success(request, _("The list was left unread. Nothing was changed."))
    return redirect("imports")


def import_batch(request: HttpRequest, number: int) -> HttpResponse:
    """What an applied list did, and whether it can be taken back."""
    batch = get_object_or_404(ImportBatch.objects.select_related("read_by", "undone_by"), pk=number)
    context = {"told": told_batch(batch), "batch": batch, "why_not": why_not_undoable(batch)}
    return render(request, "imports/batch.html", context)


def import_undoing(request: HttpRequest, number: int) -> HttpResponse:
    """Take an applied list back."""
    batch = get_object_or_404(ImportBatch, pk=number)
    tried(
        request,
        lambda: undo_batch(batch, by=request.user, at=clock.now()),
        _("The list was taken back. Everything is as before it."),
    )
    return redirect("import_batch", number)


def _held(request: HttpRequest, token: str) -> HeldList:
    """A held list is its giver's alone."""
    return get_object_or_404(HeldList, token=token, held_by=request.user)


def _preview(held: HeldList) -> Preview:
    try:
        return Preview.of(preview_held(held, at=clock.now()))
    except ListRefused as refused:
        return Preview.refused(refused)
