"""Sopimukset: "Mikä odottaa päätöstä, toimitusta, väliyhteydenottoa tai loppuarviointia?" """

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown
from nivel.paths.agreement_lists import agreement_board
from nivel.web.services.pages import tabs


def page(request: HttpRequest) -> HttpResponse:
    """What waits first, then what runs."""
    board = agreement_board(request.actor, request.day)
    log_shown(request.door, "agreements.see", board.people)
    due = [row.path.client_id for row in board.finals]
    context = {
        "board": board,
        "on": request.day,
        "tabs": tabs("services_agreements", request.actor),
        "may_confirm": request.actor.may("agreements.confirm"),
        "may_change": request.door.allowed_to(("paths.change",), due)["paths.change"],
    }
    return render(request, "services/agreements.html", context)
