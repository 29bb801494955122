"""Palveluntuottajan valinta: "Mitä tuottajia on näytetty, missä asiakas on käynyt, ja kenet asiakas valitsi?" """

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Path, ProviderChoice
from nivel.services.models import Place, Service
from nivel.services.specifications import specification_on
from nivel.web.answers import done
from nivel.web.clients.fields import DayField, text_area
from nivel.web.clients.form_page import form_page, open_path_of

CHANGE = "paths.change"


class ProviderForm(forms.Form):
    """Näytä tuottaja."""

    service = forms.ModelChoiceField(label=gettext_lazy("Service by voucher"), queryset=Service.objects.none(), empty_label=None)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Provider"), queryset=Place.objects.none(), empty_label=gettext_lazy("choose")
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        self.fields["service"].queryset = Service.objects.filter(running, voucher=True, starts_on__lte=on)
        self.fields["place"].queryset = Place.objects.filter(running, starts_on__lte=on)


class VisitedForm(forms.Form):
    """Tutustumiskäynti."""

    visited_on = DayField(label=gettext_lazy("The client visited on"))


class ChoiceForm(forms.Form):
    """Asiakkaan valinta."""

    client_said = forms.CharField(label=gettext_lazy("Why the client chose this one"), max_length=300, widget=text_area(2))


def client_providers(request: HttpRequest, number: int) -> HttpResponse:
    """The providers shown, the visits and the choice, service by service with its specification."""
    client = open_client(request.door, number, "clients.see_notes")
    rows = ProviderChoice.objects.filter(path__client=client).select_related("service", "place__organisation", "task__worker")
    services = {row.service_id: row.service for row in rows}
    context = {
        "client": client,
        "services": [
            (service, specification_on(service, request.day), [row for row in rows if row.service_id == service.pk])
            for service in services.values()
        ],
        "chosen": {row.service_id for row in rows if row.chosen_on},
        "open_path": Path.objects.filter(client=client).open_on(request.day).exists(),
        "may": request.door.allowed([CHANGE, "clients.open"], client),
    }
    return render(request, "providers/page.html", context)


def _step(
    request: HttpRequest, client: Client, form: forms.Form, change: Callable[[], object], said: str, title: str
) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_providers", client.pk)
    return form_page(request, client, form, title, _("Record"))


def _opened(request: HttpRequest, number: int, choice: int) -> tuple[Client, ProviderChoice]:
    client = open_client(request.door, number, CHANGE)
    return client, get_object_or_404(ProviderChoice.objects.select_related("path"), pk=choice, path__client=client)


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Näytä tuottaja asiakkaalle."""
    client = open_client(request.door, number, CHANGE)
    path, form = open_path_of(client, request.day), ProviderForm(request.POST or None, on=request.day)

    def show() -> None:
        commands.show_provider(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, show, _("The provider is shown to the client."), _("Show a provider"))


def visit(request: HttpRequest, number: int, choice: int) -> HttpResponse:
    """Asiakas kävi tutustumassa."""
    client, row = _opened(request, number, choice)
    form = VisitedForm(request.POST or None, initial={"visited_on": request.day})

    def record() -> None:
        commands.record_provider_visit(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, record, _("The visit is recorded."), str(row))


def choosing(request: HttpRequest, number: int, choice: int) -> HttpResponse:
    """Asiakas valitsee."""
    client, row = _opened(request, number, choice)
    form = ChoiceForm(request.POST or None)

    def choose() -> None:
        commands.choose_provider(row, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The choice is recorded, and the plan is a task of the responsible worker.")
    return _step(request, client, form, choose, said, _("The client chooses: %(name)s") % {"name": row})
