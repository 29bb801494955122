"""Tänään: "Kuka tarvitsee minua nyt?" """

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown
from nivel.clients.permissions import visible
from nivel.meetings.models import DropInDay
from nivel.meetings.queries import outgoing_count
from nivel.web.caseloads.page import within_reach
from nivel.web.today.desk import desk_of
from nivel.web.today.lead import lead_day


def today(request: HttpRequest) -> HttpResponse:
    """The worker's own day."""
    desk = desk_of(request.user, request.day)
    log_shown(request.door, "desk.see", desk.people)
    lead = lead_day(request.actor, request.day)
    return render(request, "today/today.html", {"desk": desk, "on": request.day, "lead": lead, **_office(request)})


def _office(request: HttpRequest) -> dict[str, object]:
    """What waits for whoever runs the office: letters to be sent, and the day one may come without a time."""
    actor = request.actor
    letters = outgoing_count(visible(actor, "letters.make")) if actor.may("letters.make") else 0
    days = DropInDay.objects.filter(held_on=request.day) if actor.may("dropin.see") else ()
    leaving = within_reach(actor).filter(holds=True) if actor.may("handovers.caseload") else ()
    return {"letters": letters, "drop_in_days": days, "leaving": leaving}
