"""Tilannetaulu: where each client is, since when, what is next and by whom; and one client's services as a whole."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import visible
from nivel.paths.caseboard import caseboard, whole_of
from nivel.paths.models import Path
from nivel.web.remedies import openable_of, way_in

SHOWN = 50


def caseboard_page(request: HttpRequest) -> HttpResponse:
    """The board, fifty people a page, in the order of names."""
    walking = Path.objects.open_on(request.day).values("client")
    people = Client.objects.filter(visible(request.actor, "clients.list"), pk__in=walking).order_by("sort_name", "pk")
    page = Paginator(people, SHOWN).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    log_shown(request.door, "clients.list", shown)
    openable = openable_of(request.actor, [client.pk for client in shown])
    rows = [
        (row, way_in(row.client, openable=row.client.pk in openable), row.client.pk in openable)
        for row in caseboard(shown, request.day)
    ]
    mine = CareRelationship.objects.responsible(request.day).filter(worker=request.user, client__in=walking).count()
    return render(request, "caseboard/board.html", {"rows": rows, "page": page, "mine": mine})


def services(request: HttpRequest, number: int) -> HttpResponse:
    """Palvelut kokonaisuutena: overlaps and gaps marked (KEM-06)."""
    client = open_client(request.door, number, "clients.open")
    return render(request, "caseboard/whole.html", {"client": client, "whole": whole_of(client)})
