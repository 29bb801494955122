"""Katkokset: "Missä polku on poikki ja kuka sen korjaa?" """

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown
from nivel.web.gaps.board import board_of


def gaps(request: HttpRequest) -> HttpResponse:
    """The board of breaches."""
    kind, owner = request.GET.get("kind", ""), request.GET.get("owner", "")
    board = board_of(request.actor, request.day, kind=kind, owner=owner)
    log_shown(request.door, "gaps.see", {row.client for row in (*board.rows, *board.loops)})
    context = {"board": board, "chosen_kind": kind, "chosen_owner": owner, "on": request.day}
    context["may_hand_over"] = request.actor.may("handovers.caseload")
    return render(request, "gaps/gaps.html", context)
