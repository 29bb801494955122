"""Konsultaatiot: "Mitä kysyn toisen yksikön asiantuntijalta, ja onko hän vastannut?" (VSS-04)"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.meetings import commands
from nivel.meetings.consultation_texts import answer_for, question_for
from nivel.meetings.models import ConsultationRequest
from nivel.meetings.parameters import consultation_days
from nivel.meetings.permissions import seen_consultations
from nivel.web.answers import done, tried
from nivel.web.clients.form_page import form_page
from nivel.web.teams.forms import AnswerForm, ConsultationForm

ASK, ANSWER, SEE = "consultations.ask", "consultations.answer", "consultations.see"


def page(request: HttpRequest, number: int) -> HttpResponse:
    """The client's consultations: of whom something was asked, what it tells of, and what waits; the texts only one by one."""
    client = open_client(request.door, number, ASK)
    rows = ConsultationRequest.objects.filter(client=client).select_related("asker", "asked", "asked_unit")
    rows = rows.defer("question_cipher", "answer_cipher")
    return render(request, "teams/consultations.html", {"client": client, "rows": rows})


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Pyydä konsultaatiota."""
    client = open_client(request.door, number, ASK)
    days = consultation_days()
    usual = {} if days is None else {"due_on": request.day + timedelta(days=days)}
    form = ConsultationForm(request.POST or None, on=request.day, asker=request.user, initial=usual)

    def ask() -> None:
        commands.ask_consultation(client, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, ask, _("The consultation is asked for. You see here when it is answered.")):
        return redirect("client_consultations", number)
    return form_page(request, client, form, _("Ask for a consultation"), _("Ask"))


def _found(request: HttpRequest, client: Client, consultation: int) -> ConsultationRequest:
    rows = seen_consultations(request.actor).select_related(
        "asker",
        "asker_unit",
        "asked",
        "asked_unit",
        "told__sender",
        "told__receiver",
        "answer_told__sender",
        "answer_told__receiver",
    )
    return get_object_or_404(rows, pk=consultation, client=client)


def consultation_page(request: HttpRequest, number: int, consultation: int) -> HttpResponse:
    """One request, for the one who asked and the one who was asked."""
    client = open_client(request.door, number, SEE)
    found = _found(request, client, consultation)
    context = {
        "client": client,
        "consultation": found,
        "question": question_for(found, request.user, request.day),
        "answer": answer_for(found, request.user, request.day),
        "may": request.door.allowed([ASK, "clients.open"], client),
        "is_mine": found.asked_id == request.user.pk,
        "is_open": not (found.answered_on or found.taken_back_on),
    }
    return render(request, "teams/consultation.html", context)


def answer(request: HttpRequest, number: int, consultation: int) -> HttpResponse:
    """Vastaa konsultaatiopyyntöön."""
    client = open_client(request.door, number, ANSWER)
    found = _found(request, client, consultation)
    form = AnswerForm(request.POST or None)

    def give() -> None:
        commands.answer_consultation(found, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, give, _("The answer is given.")):
        return redirect("client_consultation", number, consultation)
    question = question_for(found, request.user, request.day)
    context = {"form": form, "consultation": found, "client": client, "question": question}
    return render(request, "teams/answer.html", context)


@require_POST
def taking_back(request: HttpRequest, number: int, consultation: int) -> HttpResponse:
    """Peru pyyntö."""
    found = _found(request, open_client(request.door, number, ASK), consultation)
    said = _("The request is taken back.")
    tried(request, lambda: commands.take_back_consultation(found, on=request.day, by=request.user), said)
    return redirect("client_consultations", number)
