"""Kirjeet: what waits to be printed and sent, one file for the printer, and each letter as it was made."""

import io
from dataclasses import dataclass

import pypdf
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nivel.access.refusal import Refusal
from nivel.clients.gate import NotOpen, log_shown, open_client, open_clients
from nivel.clients.models import Client, Protection
from nivel.clients.permissions import visible
from nivel.clients.queries import protection
from nivel.documents.commands import print_documents
from nivel.documents.models import Document
from nivel.documents.queries import contents
from nivel.meetings.commands import discard_letter
from nivel.meetings.commands.invitations import occasion_of
from nivel.meetings.models import Invitation
from nivel.meetings.queries import Outgoing, outgoing, sent_lately
from nivel.meetings.refusals import AddressHasChanged, NoAddress, ProtectionIsUnknown
from nivel.paths.letters import invite_or_task, send_letter
from nivel.timeline import clock
from nivel.web.answers import onwards, tried

SENT_DAYS = 30
REMEDIES: dict[type[Refusal], str] = {
    AddressHasChanged: "remake",
    NoAddress: "client_details",
    ProtectionIsUnknown: "client_protection",
}


@dataclass(frozen=True)
class Stopped:
    """Pysäytetty kirje: why it may not leave, and what mends it."""

    letter: Invitation
    fault: Refusal

    @property
    def remedy(self) -> str:
        return REMEDIES.get(type(self.fault), "discard")


def letters(request: HttpRequest) -> HttpResponse:
    """Lähtevät kirjeet."""
    people = visible(request.actor, "letters.make")
    rows, sent = outgoing(people, request.day), list(sent_lately(people, request.day, SENT_DAYS))
    log_shown(request.door, "letters.make", [*(row.invitation.client for row in rows), *(row.client for row in sent)])
    context = {
        "ready": [row for row in rows if row.fault is None],
        "stopped": [Stopped(row.invitation, row.fault) for row in rows if row.fault],
        "sent": sent,
        "sent_days": SENT_DAYS,
        "may_print": request.actor.may("documents.open"),
    }
    return render(request, "meetings/letters.html", context)


@require_POST
def printing(request: HttpRequest) -> HttpResponse:
    """Tulostettava tiedosto: the letters picked, of those the reader may open and that may still leave."""
    rows = _picked(request, "documents.open")
    if not rows:
        messages.warning(request, _("Pick the letters to print."))
        return onwards(request, "meetings_letters")
    print_documents([row.invitation.document for row in rows], on=request.day, by=request.user)
    merged = pypdf.PdfWriter()
    for row in rows:
        merged.append(io.BytesIO(contents(row.invitation.document)))
    file = io.BytesIO()
    merged.write(file)
    return _pdf(file.getvalue(), f"{_('letters')}-{request.day.isoformat()}.pdf")


@require_POST
def sending(request: HttpRequest) -> HttpResponse:
    """Merkitse lähetetyiksi: each is read against what is true now, and each tells its own result."""
    rows = _picked(request, "letters.make")
    sent = sum(_sent(request, row.invitation) for row in rows)
    if sent:
        text = ngettext("%(count)s letter is marked as sent.", "%(count)s letters are marked as sent.", sent)
        messages.success(request, text % {"count": sent})
    elif not rows:
        messages.warning(request, _("Pick the letters that left."))
    return onwards(request, "meetings_letters")


def _sent(request: HttpRequest, invitation: Invitation) -> bool:
    try:
        otherwise = "printed_otherwise" in request.POST
        send_letter(invitation, at=clock.now(), by=request.user, printed_otherwise=otherwise)
    except Refusal as refusal:
        messages.warning(request, f"{invitation.client.name}: {refusal}")
        return False
    return True


def _picked(request: HttpRequest, action: str) -> list[Outgoing]:
    """The letters ticked, in the list's order: only to people to whom the reader may do the action, and only true ones."""
    numbers = {int(text) for text in request.POST.getlist("pick") if text.isdecimal() and len(text) < 19}
    rows = outgoing(visible(request.actor, action), request.day)
    rows = [row for row in rows if row.invitation.pk in numbers and row.fault is None]
    people = open_clients(request.door, action, Client.objects.filter(pk__in=[row.invitation.client_id for row in rows]))
    allowed = {client.pk for client in people}
    return [row for row in rows if row.invitation.client_id in allowed]


@require_POST
def remaking(request: HttpRequest, number: int) -> HttpResponse:
    """Tee kirje uudelleen: with the address of today."""
    row = get_object_or_404(Invitation.objects.select_related("client", "appointment", "drop_in_day"), pk=number)
    client = open_client(request.door, row.client_id, "letters.make")
    tried(
        request, lambda: invite_or_task(client, occasion_of(row), on=request.day, by=request.user), _("The letter is made anew.")
    )
    return onwards(request, "meetings_letters")


@require_POST
def discarding(request: HttpRequest, number: int) -> HttpResponse:
    """Poista kirje, jota ei lähetetä."""
    row = get_object_or_404(Invitation, pk=number)
    open_client(request.door, row.client_id, "letters.make")
    tried(request, lambda: discard_letter(row, on=request.day, by=request.user), _("The letter is discarded."))
    return onwards(request, "meetings_letters")


def document(request: HttpRequest, name: str) -> HttpResponse:
    """Yksi kirje: the right is asked again at every opening, also to the address written in it."""
    row = Document.objects.filter(storage_name=name, client__isnull=False).first()
    if row is None:
        raise NotOpen
    client = open_client(request.door, row.client_id, "documents.open")
    hidden = protection(client) != Protection.Answer.NO
    if hidden and not request.door.may("clients.see_protected_details", client):
        raise NotOpen
    return _pdf(contents(row), f"{_('letter')}.pdf", shown=True)


def _pdf(pdf: bytes, name: str, *, shown: bool = False) -> HttpResponse:
    """A file whose name tells nothing of anybody, kept by no browser or proxy."""
    kind = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f'{kind}; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
