"""Tänään: "Kuka tarvitsee minua nyt?" """

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown
from nivel.web.today.desk import desk_of


def today(request: HttpRequest) -> HttpResponse:
    """The worker's own day."""
    desk = desk_of(request.user, request.day)
    log_shown(request.door, "desk.see", desk.people)
    return render(request, "today/today.html", {"desk": desk, "on": request.day})
