"""Psykologin työ: "Mitä psykologi on tehnyt, ja onko lähetteeseen vastattu?" (VPA-07)

The team sees that, health care also the closed part.
"""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nivel.clients.gate import open_client
from nivel.paths.models import Path, PsychologistAct, PsychologistReferral, PsychologistStatement
from nivel.paths.psychologist import closed_part, psychologist_works, tool_title, work_on
from nivel.web.reasons import language

SEE, HEALTH, RECORD = "assessments.see", "assessments.see_health", "psychologist.record"


def client_psychologist(request: HttpRequest, number: int) -> HttpResponse:
    """Everything in its day, without what is closed; each closed part opens on a page of its own."""
    client = open_client(request.door, number, SEE)
    may = request.door.allowed([RECORD, HEALTH, "clients.open"], client)
    open_path = Path.objects.filter(client=client).open_on(request.day).exists()
    context = {
        "client": client,
        "work": work_on(client.pk, language()),
        "may": may,
        "records": open_path and RECORD in may and psychologist_works(),
    }
    return render(request, "psychologist/page.html", context)


def _closed(request: HttpRequest, number: int, rows: QuerySet, row: int, title: str) -> HttpResponse:
    """Closed to everybody but health care; each opening is a look of its own in the log."""
    client = open_client(request.door, number, HEALTH)
    found = get_object_or_404(rows.select_related("author"), pk=row, path__client=client)
    context = {"client": client, "row": found, "part": closed_part(found, language()), "title": title}
    return render(request, "psychologist/closed.html", context)


def act(request: HttpRequest, number: int, act: int) -> HttpResponse:
    """Työskentelyn suljettu osa."""
    row = PsychologistAct.objects.filter(pk=act).values_list("kind", "tool").first()
    kind, tool = row or ("", "")
    title = tool_title(tool, language()) if tool else str(dict(PsychologistAct.Kind.choices).get(kind, "")).capitalize()
    return _closed(request, number, PsychologistAct.objects.all(), act, title)


def referral(request: HttpRequest, number: int, referral: int) -> HttpResponse:
    """Lähetteen suljettu osa."""
    rows = PsychologistReferral.objects.select_related("receiver", "disclosure", "settled_by")
    return _closed(request, number, rows, referral, pgettext("psychologist", "Referral"))


def statement(request: HttpRequest, number: int, given: int) -> HttpResponse:
    """Lausunnon suljettu osa."""
    rows = PsychologistStatement.objects.select_related("receiver", "disclosure")
    return _closed(request, number, rows, given, _("Statement"))
