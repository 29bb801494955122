"""Luvat ja kiellot: what the client lets be given on, and what not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.disclosures import lift_prohibition, prohibit_disclosure, withdraw_permission
from nivel.clients.gate import open_client
from nivel.clients.models import Permission, Prohibition
from nivel.documents.permissions_on_paper import give_permission_on_paper
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.carrying import back_to, carried
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.permissions import PermissionForm, ProhibitionForm

PREFIX = "permission"


def permission(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa suostumus. Asked from a handover, it takes with it all that was typed there, and gives it back when recorded."""
    client = open_client(request.door, number, "permissions.change")
    typed = carried(request, "handing_over", lambda name: name == "wanted" or name.startswith(f"{PREFIX}-"))
    beginning = "wanted" in request.POST
    form = PermissionForm(
        None if beginning else request.POST or None,
        on=request.day,
        by=request.user,
        prefix=PREFIX if typed else None,
        initial=_wanted(request.POST.get("wanted", "")),
    )

    def give() -> None:
        give_permission_on_paper(client, form.terms(), on=request.day, by=request.user)

    if not beginning and done(request, form, give, _("The permission is recorded. Print the paper for signing from the list.")):
        return back_to("client_handover", number) if typed else onwards(request, "client_rights", number)
    intro = _("The client decides. A permission is for one kind of data, one sender, one receiver and one purpose.")
    more = {"template": "clients/permission_form.html", "carried": typed, "intro": intro}
    return form_page(request, client, form, _("Permission to give data"), _("Record the permission"), **more)


def _wanted(text: str) -> dict[str, str]:
    """The class, the sender and the receiver of what the handover could not give."""
    return dict(zip(("data_class", "sender", "receiver"), text.split(":"), strict=False)) if text else {}


@require_POST
def permission_withdrawal(request: HttpRequest, number: int, permission: int) -> HttpResponse:
    """Asiakas peruu suostumuksen."""
    client = open_client(request.door, number, "permissions.change")
    row = get_object_or_404(Permission, pk=permission, client=client)
    said = _("The permission is withdrawn. Nothing more is given on it.")
    tried(request, lambda: withdraw_permission(row, on=request.day, by=request.user), said)
    return onwards(request, "client_rights", number)


def prohibition(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa luovutuskielto."""
    client = open_client(request.door, number, "permissions.change")
    form = ProhibitionForm(request.POST or None)

    def prohibit() -> None:
        prohibit_disclosure(client, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, prohibit, _("The prohibition is recorded.")):
        return onwards(request, "client_rights", number)
    intro = _("A prohibition goes before every permission. What you leave open is prohibited for all.")
    return form_page(request, client, form, _("Prohibit giving data"), _("Record the prohibition"), intro=intro)


@require_POST
def prohibition_lifting(request: HttpRequest, number: int, prohibition: int) -> HttpResponse:
    """Asiakas peruu kiellon."""
    client = open_client(request.door, number, "permissions.change")
    row = get_object_or_404(Prohibition, pk=prohibition, client=client)
    tried(request, lambda: lift_prohibition(row, on=request.day, by=request.user), _("The prohibition is lifted."))
    return onwards(request, "client_rights", number)
