"""Toisen organisaation vastaus ja saapuminen, and a specialist's visit with what is done before and after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.paths.commands import discuss_visit, plan_specialist_visit, record_outside_acceptance, record_outside_arrival
from nivel.paths.models import Handover, SpecialistVisit
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.handovers import AcceptanceForm, ArrivalForm, DiscussionForm, VisitForm


def handover_answer(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Toinen organisaatio ottaa vastaan, as they have told."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Handover.objects.select_related("organisation"), pk=handover, path__client=client)
    form = AcceptanceForm(request.POST or None, initial={"accepted_on": request.day})

    def record() -> None:
        record_outside_acceptance(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("Their acceptance is recorded. You are responsible until the client has arrived.")):
        return onwards(request, "client_handover", number)
    return form_page(request, client, form, _("The other organisation accepts"), _("Record"), intro=row.receiver_name)


def handover_arrival(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Asiakas on saapunut: told by whom (KEM-27)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Handover.objects.select_related("organisation"), pk=handover, path__client=client)
    form = ArrivalForm(request.POST or None, initial={"arrived_on": request.day, "told_by": row.contact_person})

    def record() -> None:
        record_outside_arrival(row, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The client has arrived. You stay responsible until the path is closed or somebody else is named.")
    if done(request, form, record, said):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("The client has arrived"), _("Record"), intro=row.receiver_name)


def visit(request: HttpRequest, number: int) -> HttpResponse:
    """Asiantuntijakäynti: brief before, discuss after (VSS-14)."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = VisitForm(request.POST or None)

    def plan() -> None:
        plan_specialist_visit(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, plan, _("The visit is planned: brief the specialist before it, discuss with both after it.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("A specialist's visit"), _("Plan the visit"))


def visit_discussion(request: HttpRequest, number: int, visit: int) -> HttpResponse:
    """Käynti käydään läpi asiakkaan ja asiantuntijan kanssa."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(SpecialistVisit.objects.select_related("path"), pk=visit, path__client=client)
    form = DiscussionForm(request.POST or None)

    def discuss() -> None:
        discuss_visit(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, discuss, _("What was agreed after the visit is recorded.")):
        return onwards(request, "client_step", number)
    return form_page(request, client, form, _("Discuss the visit"), _("Record"), intro=row.specialist)
