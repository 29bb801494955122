"""Tänään: "Kuka tarvitsee minua nyt?" """

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.access.actor import Actor
from nivel.clients.gate import log_shown
from nivel.clients.permissions import visible
from nivel.employers.queries import unread
from nivel.meetings.models import DropInDay
from nivel.meetings.queries import outgoing_count
from nivel.paths.agreement_lists import decisions_waiting
from nivel.web.caseloads.page import within_reach
from nivel.web.today.desk import desk_of
from nivel.web.today.lead import answers_for_a_unit, lead_day

OFFICE = ("letters.make", "dropin.see", "handovers.caseload", "agreements.confirm")


def today(request: HttpRequest) -> HttpResponse:
    """The worker's own day. What waits for the office and the unit comes after it, so that the own people stand there at once."""
    desk = desk_of(request.user, request.day, request.actor.roles)
    log_shown(request.door, "desk.see", desk.people)
    beside = answers_for_a_unit(request.actor) or any(map(request.actor.may, OFFICE))
    return render(request, "today/today.html", {"desk": desk, "on": request.day, "beside": beside})


def unit(request: HttpRequest) -> HttpResponse:
    """Toimisto ja yksikkö: beside one's own day, or a page of its own where nothing is fetched into a page."""
    template = "today/beside.html" if request.htmx else "today/unit.html"
    return render(request, template, {"lead": lead_day(request.actor, request.day), **_office(request.actor)})


def _office(actor: Actor) -> dict[str, object]:
    """What waits for whoever runs the office: letters to be sent, and the day one may come without a time."""
    letters = outgoing_count(visible(actor, "letters.make")) if actor.may("letters.make") else 0
    days = DropInDay.objects.filter(held_on=actor.on) if actor.may("dropin.see") else ()
    leaving = within_reach(actor).filter(holds=True) if actor.may("handovers.caseload") else ()
    told = unread(actor.user, actor.on).count() if actor.may("employers.see") else 0
    decisions = decisions_waiting(actor, actor.on) if actor.may("agreements.confirm") else 0
    return {"letters": letters, "drop_in_days": days, "leaving": leaving, "told": told, "decisions": decisions}
