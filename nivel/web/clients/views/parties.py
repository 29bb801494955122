"""Suunnitelman osapuolet: the client's main need, who owns the plan by it, and who takes part in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.paths.commands import end_participation, name_participant, tell_main_need
from nivel.paths.models import PlanParticipant
from nivel.paths.parties import main_need
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.parties import NeedForm, ParticipantForm


def need(request: HttpRequest, number: int) -> HttpResponse:
    """Ensisijainen tarve: what it is from today on; the plan's owner follows from it (JOU-07)."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    now = main_need(path, request.day)
    form = NeedForm(request.POST or None, initial={"need": now.need} if now else {})

    def tell() -> None:
        tell_main_need(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The main need is recorded.")):
        return onwards(request, "client", number)
    intro = _("A plan towards work is owned by a coach, one of adult social work by a social counsellor.")
    return form_page(request, client, form, _("Main need"), _("Record"), intro=intro)


def participant(request: HttpRequest, number: int) -> HttpResponse:
    """Nimeä osallinen suunnitelmaan (JOU-11)."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = ParticipantForm(request.POST or None, on=request.day)

    def name() -> None:
        name_participant(path, **form.participant(), on=request.day, by=request.user)

    if done(request, form, name, _("The participant is named, and sees the plan.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Name a participant to the plan"), _("Name a participant"))


@require_POST
def participant_ending(request: HttpRequest, number: int, participant: int) -> HttpResponse:
    """Päätä osallistuminen, also when the client withdraws the consent: it holds from the next request."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(PlanParticipant, pk=participant, plan__path__client=client)
    tried(
        request,
        lambda: end_participation(row, on=request.day, by=request.user),
        _("The participation has ended. The plan is closed to the participant."),
    )
    return onwards(request, "client", number)
