"""Selvityksen vaiheet ja ensisijainen palvelu; saatto aikuissosiaalityöhön."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Clarification, Examination, LinkedService, PrimaryService
from nivel.web.answers import done, tried
from nivel.web.clarifications import forms
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.reaching import ReasonForm

MANAGE, RECORD = "clarifications.manage", "clarifications.record"


def _step(
    request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, *, title: str, submit: str
) -> HttpResponse:
    """A step's form: done and back to the page, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("client_clarifications", client.pk)
    return form_page(request, client, form, title, submit)


def _of(request: HttpRequest, client: Client, clarification: int) -> Clarification:
    """The person's clarification; a case manager's only when they help with it."""
    rows = Clarification.objects.filter(path__client=client)
    if not request.door.may(MANAGE, client):
        rows = rows.filter(helper=request.user)
    return get_object_or_404(rows, pk=clarification)


def primary(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa ensisijainen palvelu."""
    client = open_client(request.door, number, MANAGE)
    path, form = open_path_of(client, request.day), forms.PrimaryForm(request.POST or None)

    def name() -> None:
        commands.name_primary_service(path, **form.cleaned_data, on=request.day, by=request.user)

    said = _("Another service answers first; employment service supports.")
    return _step(request, client, form, name, said, title=_("The service that answers first"), submit=_("Record"))


@require_POST
def primary_ending(request: HttpRequest, number: int, primary: int) -> HttpResponse:
    """Työllisyyspalvelu on taas ensisijainen."""
    client = open_client(request.door, number, MANAGE)
    row = get_object_or_404(PrimaryService, pk=primary, path__client=client)
    said = _("Employment service answers first again.")
    tried(request, lambda: commands.end_primary_service(row, on=request.day, by=request.user), said)
    return redirect("client_clarifications", number)


def linked_new(request: HttpRequest, number: int) -> HttpResponse:
    """Liitä päihde- tai mielenterveyspalvelu sosiaaliseen kuntoutukseen."""
    client = open_client(request.door, number, MANAGE)
    path = open_path_of(client, request.day)
    form = forms.LinkedForm(request.POST or None, path=path, on=request.day)

    def link() -> None:
        given = dict(form.cleaned_data)
        commands.link_service(given.pop("episode"), **given, on=request.day, by=request.user)

    said = _("The service is linked to the social rehabilitation.")
    return _step(request, client, form, link, said, title=_("Link a service"), submit=_("Link"))


@require_POST
def linked_ending(request: HttpRequest, number: int, linked: int) -> HttpResponse:
    """Liitetty palvelu päättyy."""
    client = open_client(request.door, number, MANAGE)
    row = get_object_or_404(LinkedService, pk=linked, episode__path__client=client)
    said = _("The linked service ends today.")
    tried(request, lambda: commands.end_linked_service(row, on=request.day, by=request.user), said)
    return redirect("client_clarifications", number)


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Aloita selvitys."""
    client = open_client(request.door, number, MANAGE)
    path, form = open_path_of(client, request.day), forms.ClarificationForm(request.POST or None)

    def begin() -> None:
        commands.begin_clarification(path, **form.given(), on=request.day, by=request.user)

    return _step(
        request, client, form, begin, _("The clarification has begun."), title=_("Begin a clarification"), submit=_("Begin")
    )


def helper(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Nimeä palveluohjaaja avuksi hakemukseen."""
    client = open_client(request.door, number, MANAGE)
    row, form = _of(request, client, clarification), forms.HelperForm(request.POST or None, on=request.day)

    def name() -> None:
        commands.name_helper(row, form.cleaned_data["helper"], on=request.day, by=request.user)

    said = _("The case manager helps, and sees the clarification.")
    return _step(request, client, form, name, said, title=_("Case manager's help"), submit=_("Name"))


@require_POST
def ready(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Valmis päätettäväksi."""
    row = _of(request, open_client(request.door, number, RECORD), clarification)
    tried(request, lambda: commands.mark_ready(row, on=request.day, by=request.user), _("Ready for the decision."))
    return redirect("client_clarifications", number)


@require_POST
def application(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Hakemus lähetetty."""
    row = _of(request, open_client(request.door, number, RECORD), clarification)
    said = _("The application is recorded.")
    tried(request, lambda: commands.record_pension_application(row, on=request.day, by=request.user), said)
    return redirect("client_clarifications", number)


def decision(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Kirjaa päätös."""
    client = open_client(request.door, number, RECORD)
    row = _of(request, client, clarification)
    form = forms.PensionDecisionForm(request.POST or None, initial={"on": request.day})

    def record() -> None:
        commands.record_pension_decision(row, **form.cleaned_data, by=request.user)

    return _step(request, client, form, record, _("The decision is recorded."), title=_("The decision"), submit=_("Record"))


def dropping(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Luovu selvityksestä."""
    client = open_client(request.door, number, MANAGE)
    row, form = _of(request, client, clarification), ReasonForm(request.POST or None)

    def drop() -> None:
        commands.drop_clarification(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    said = _("The clarification is given up.")
    return _step(request, client, form, drop, said, title=_("Give up the clarification"), submit=_("Give up"))


def examination_new(request: HttpRequest, number: int, clarification: int) -> HttpResponse:
    """Lisää tutkimus."""
    client = open_client(request.door, number, RECORD)
    row, form = _of(request, client, clarification), forms.ExaminationForm(request.POST or None)

    def add() -> None:
        commands.add_examination(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, add, _("The examination is on the list."), title=_("Add an examination"), submit=_("Add"))


def examination(request: HttpRequest, number: int, examination: int) -> HttpResponse:
    """Merkitse tutkimus tehdyksi."""
    client = open_client(request.door, number, RECORD)
    row = get_object_or_404(Examination.objects.filter(clarification__path__client=client), pk=examination)
    _of(request, client, row.clarification_id)
    form = forms.ExaminedForm(request.POST or None, initial={"done_on": request.day})

    def record() -> None:
        commands.record_examination(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, record, _("The examination is marked as done."), title=str(row), submit=_("Mark as done"))


def escort(request: HttpRequest, number: int) -> HttpResponse:
    """Saata aikuissosiaalityön palvelutarpeen arviointiin."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = forms.EscortForm(request.POST or None, on=request.day, by=request.user)

    def propose() -> None:
        commands.escort_to_social_work(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, propose, _("The escort is agreed; the needs assessment waits for the arrival.")):
        return redirect("client_handover", number)
    return form_page(request, client, form, _("Escort to adult social work"), _("Agree the escort"))
