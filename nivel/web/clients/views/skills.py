"""Osaaminen ja matkat: skills shown in a period, the certificate of them, and the travel claims."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Episode, TravelClaim
from nivel.paths.papers import print_certificate, print_travel_claim
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.agreements import CertificateForm, SkillForm, TravelDecisionForm, TravelForm


def skill(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Kirjaa osoitettu osaaminen (JOU-21, RAA-04)."""
    client = open_client(request.door, number, "skills.record")
    row = _episode(client, episode)
    form = SkillForm(request.POST or None, initial={"shown_on": request.day})

    def record() -> None:
        commands.record_qualification_unit(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The skill is recorded.")):
        back = "client_agreements" if request.door.may("clients.open", client) else "services_attendance"
        return onwards(request, back, *([number] if back == "client_agreements" else []))
    return form_page(request, client, form, _("Skills shown"), _("Record"), intro=str(row))


def certificate(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Anna osaamistodistus: it is printed at once and stands among the documents (JOU-21)."""
    client = open_client(request.door, number, "paths.change")
    row = _episode(client, episode)
    form = CertificateForm(request.POST or None)

    def issue() -> None:
        made = commands.issue_certificate(row, tasks=form.cleaned_data["tasks"], on=request.day, by=request.user)
        print_certificate(made, on=request.day, by=request.user)

    if done(request, form, issue, _("The certificate is among the documents.")):
        return redirect("client_documents", number)
    return form_page(request, client, form, _("Certificate of skills"), _("Issue the certificate"), intro=str(row))


def travel(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Tee matkakorvaushakemus: the days are those attended in the month."""
    client = open_client(request.door, number, "paths.change")
    row = _episode(client, episode)
    form = TravelForm(request.POST or None, episode=row, on=request.day)

    def claim() -> None:
        made = commands.claim_travel(row, **form.cleaned_data, on=request.day, by=request.user)
        print_travel_claim(made, on=request.day, by=request.user)

    if done(request, form, claim, _("The travel claim is among the documents.")):
        return redirect("client_documents", number)
    return form_page(request, client, form, _("Travel claim"), _("Make the claim"), intro=str(row))


def travel_decision(request: HttpRequest, number: int, travel: int) -> HttpResponse:
    """Päätä matkakorvauksesta; of an approved one, tell that it was paid."""
    client = open_client(request.door, number, "travel.decide")
    row = get_object_or_404(TravelClaim.objects.select_related("episode__service"), pk=travel, episode__path__client=client)
    form = TravelDecisionForm(request.POST or None)

    def settle() -> None:
        if row.state == "approved":
            commands.pay_travel(row, on=request.day, by=request.user)
        else:
            refused = form.cleaned_data["refused_because"]
            commands.decide_travel(row, refused_because=refused, on=request.day, by=request.user)

    if done(request, form, settle, _("The claim's handling is recorded.")):
        return onwards(request, "client_agreements", number)
    title = _("Travel claim: paid") if row.state == "approved" else _("Travel claim: decision")
    if row.state == "approved":
        del form.fields["refused_because"]
    return form_page(request, client, form, title, _("Record"), intro=f"{row.episode}, {row.month:%m/%Y}: {row.amount} €")


def _episode(client: Client, number: int) -> Episode:
    rows = Episode.objects.select_related("service", "place", "path__client")
    return get_object_or_404(rows, pk=number, path__client=client)
