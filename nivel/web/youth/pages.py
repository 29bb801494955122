"""Nuorisotakuu: "Kenelle tarjous on tehtävä ja mihin mennessä, ja mitä on tarjottu?" """

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.paths import commands
from nivel.paths.models import YouthOffer
from nivel.paths.youth import clock_of, clocks
from nivel.web.answers import done
from nivel.web.clients.fields import DayField
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.reasons import told

CHANGE = "paths.change"
ANSWERS = [("yes", gettext_lazy("accepts")), ("no", gettext_lazy("declines"))]


class OfferForm(forms.Form):
    """Tarjous."""

    kind = forms.ChoiceField(label=gettext_lazy("What is offered"), choices=YouthOffer.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=gettext_lazy("Which one"), max_length=200, help_text=gettext_lazy("The job, school or place."))
    offered_on = DayField(label=gettext_lazy("Offered on"))


class AnswerForm(forms.Form):
    """Vastaus."""

    accepted = forms.ChoiceField(label=gettext_lazy("The client"), choices=ANSWERS, widget=forms.RadioSelect)
    answered_on = DayField(label=gettext_lazy("Answered on"))
    reason = forms.CharField(label=gettext_lazy("Why it was declined"), max_length=300, required=False)


class GraduationForm(forms.Form):
    """Valmistuminen."""

    qualification = forms.CharField(label=gettext_lazy("Qualification"), max_length=120)
    graduated_on = DayField(label=gettext_lazy("Graduated on"))


def clients_guarantee(request: HttpRequest) -> HttpResponse:
    """The young whose clock runs, the nearest day first; who is over it without an offer stands on the board of gaps too."""
    rows = clocks(Client.objects.filter(visible(request.actor, CHANGE)), request.day)
    log_shown(request.door, CHANGE, [row.client for row in rows])
    told_rows = [(row, row.state(request.day)) for row in rows]
    return render(request, "youth/list.html", {"rows": told_rows})


def client_guarantee(request: HttpRequest, number: int) -> HttpResponse:
    """The person's clock with its grounds, and the log of offers."""
    client = open_client(request.door, number, "clients.see_notes")
    clock = clock_of(client, request.day)
    context = {
        "client": client,
        "clock": clock,
        "state": clock.state(request.day),
        "reasons": told(clock.verdict),
        "unsure": clock.verdict.confidence != "high",
        "offers": YouthOffer.objects.filter(path__client=client).made_by(request.day).select_related("offered_by", "path"),
        "graduations": client.graduations.all(),
        "may": request.door.allowed([CHANGE, "clients.open"], client),
    }
    return render(request, "youth/page.html", context)


def _step(
    request: HttpRequest, client: Client, form: forms.Form, change: Callable[[], object], said: str, title: str
) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_guarantee", client.pk)
    return form_page(request, client, form, title, _("Record"))


def offer_new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa tarjous."""
    client = open_client(request.door, number, CHANGE)
    path, form = open_path_of(client, request.day), OfferForm(request.POST or None, initial={"offered_on": request.day})

    def offer() -> None:
        commands.offer_to_young(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, offer, _("The offer is recorded."), _("Record an offer"))


def offer_answer(request: HttpRequest, number: int, offer: int) -> HttpResponse:
    """Kirjaa vastaus."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(YouthOffer.objects.select_related("path"), pk=offer, path__client=client)
    form = AnswerForm(request.POST or None, initial={"answered_on": request.day})

    def answer() -> None:
        given = dict(form.cleaned_data)
        commands.answer_youth_offer(row, accepted=given.pop("accepted") == "yes", **given, on=request.day, by=request.user)

    return _step(request, client, form, answer, _("The answer is recorded."), str(row))


def graduation(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa valmistuminen."""
    client = open_client(request.door, number, CHANGE)
    form = GraduationForm(request.POST or None)

    def record() -> None:
        commands.record_graduation(client, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, record, _("The graduation is recorded."), _("Graduation"))
