"""Maksajan päätökset: "Mitä on pyydetty, mitä päätettiin, ja milloin palvelu alkaa?" Kela's vocational rehabilitation on the path."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Path, PayerDecision
from nivel.web.answers import done
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.reaching import ReasonForm
from nivel.web.payers.forms import DecisionForm, RequestForm, StartForm

CHANGE = "paths.change"


def client_payers(request: HttpRequest, number: int) -> HttpResponse:
    """Each request with the payer's answer and the days of its period."""
    client = open_client(request.door, number, "clients.see_notes")
    rows = PayerDecision.objects.filter(path__client=client, requested_on__lte=request.day)
    rows = rows.select_related("service", "payer", "episode", "disclosure__permission", "requested_by", "path")
    context = {
        "client": client,
        "rows": rows,
        "open_path": Path.objects.filter(client=client).open_on(request.day).exists(),
        "may": request.door.allowed([CHANGE, "clients.open"], client),
    }
    return render(request, "payers/page.html", context)


def _step(request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, title: str) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_payers", client.pk)
    return form_page(request, client, form, title, _("Record"))


def _opened(request: HttpRequest, number: int, decision: int) -> tuple[Client, PayerDecision]:
    client = open_client(request.door, number, CHANGE)
    return client, get_object_or_404(PayerDecision.objects.select_related("path"), pk=decision, path__client=client)


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Pyydä päätös."""
    client = open_client(request.door, number, CHANGE)
    path, form = open_path_of(client, request.day), RequestForm(request.POST or None, on=request.day)

    def ask() -> None:
        commands.request_payer_decision(path, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The decision is asked for, and asking after it is your task.")
    return _step(request, client, form, ask, said, _("Ask for a payer's decision"))


def answer(request: HttpRequest, number: int, decision: int) -> HttpResponse:
    """Kirjaa maksajan päätös."""
    client, row = _opened(request, number, decision)
    form = DecisionForm(request.POST or None)

    def record() -> None:
        commands.record_payer_decision(row, form.told(), on=request.day, by=request.user)

    return _step(request, client, form, record, _("The payer's decision is recorded."), _("The payer's decision"))


def start(request: HttpRequest, number: int, decision: int) -> HttpResponse:
    """Sovi alku."""
    client, row = _opened(request, number, decision)
    form = StartForm(request.POST or None)

    def begin() -> None:
        commands.begin_granted(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, begin, _("The period is on the path."), _("The start of the service"))


def withdrawal(request: HttpRequest, number: int, decision: int) -> HttpResponse:
    """Peru pyyntö."""
    client, row = _opened(request, number, decision)
    form = ReasonForm(request.POST or None)

    def withdraw() -> None:
        commands.withdraw_payer_request(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    return _step(request, client, form, withdraw, _("The request is taken back."), _("Take the request back"))
