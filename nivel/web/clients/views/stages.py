"""Vaihe ja palvelulinja: where the path is, whose the process is, and on which line the authority serves (REL-11, REL-12)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.paths.commands.stages import change_stage, tell_service_line
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.lines import LineForm, StageForm


def stage(request: HttpRequest, number: int) -> HttpResponse:
    """Siirrä polku vaiheesta toiseen (KEM-28)."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = StageForm(request.POST or None)

    def change() -> None:
        change_stage(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, change, _("The stage is recorded.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Stage of the path"), _("Record"))


def line(request: HttpRequest, number: int) -> HttpResponse:
    """Kerro palvelulinja."""
    client = open_client(request.door, number, "paths.change")
    form = LineForm(request.POST or None, on=request.day)

    def tell() -> None:
        tell_service_line(client, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The line of service is recorded.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Line of service"), _("Record"))
