"""Ajat: the week of a worker or of all, and one day's list for the wall."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.access.models import User
from nivel.clients.gate import log_shown
from nivel.clients.permissions import visible
from nivel.meetings.queries import bookable_workers, drop_in_days_between, outgoing_count, waiting_for_outcome
from nivel.meetings.session_types import session_types
from nivel.timeline import clock
from nivel.timeline.told import day_told
from nivel.web.meetings.week import as_slots, slots_of, week_of

WAITING_SHOWN = 20


def meetings(request: HttpRequest) -> HttpResponse:
    """Ajat: the week."""
    workers = bookable_workers(request.day)
    chosen = _chosen(request, workers)
    week = week_of(request.actor, _day(request, "week"), chosen, request.day)
    untold = as_slots(request.actor, waiting_for_outcome(clock.now(), chosen)[:WAITING_SHOWN])
    waiting = [slot for slot in untold if slot.client and slot.may]
    log_shown(request.door, "appointments.see", [*week.people, *(slot.client for slot in waiting if slot.client)])
    context = {
        "week": week,
        "workers": workers,
        "chosen": chosen[0] if len(chosen) == 1 else None,
        "waiting": waiting,
        "letters": outgoing_count(visible(request.actor, "letters.make")) if request.actor.may("letters.make") else 0,
        "may_count": request.actor.may("sessions.see") and bool(session_types(request.day)),
        "may_book": request.actor.may("appointments.book"),
    }
    return render(request, "meetings/week.html", context)


def day(request: HttpRequest, on: str) -> HttpResponse:
    """Päivälista: printable."""
    the_day = _parsed(on)
    workers = bookable_workers(request.day)
    chosen = _chosen(request, workers)
    slots = slots_of(request.actor, the_day, the_day, chosen).get(the_day, [])
    log_shown(request.door, "appointments.see", [slot.client for slot in slots if slot.client])
    context = {
        "the_day": the_day,
        "future": the_day > request.day,
        "slots": slots,
        "drop_in_days": drop_in_days_between(the_day, the_day),
        "workers": workers,
        "chosen": chosen[0] if len(chosen) == 1 else None,
    }
    return render(request, "meetings/day.html", context)


def _chosen(request: HttpRequest, workers: list[User]) -> list[User]:
    """The worker asked for, all of them, or the reader when nothing was asked."""
    asked = request.GET.get("worker", "")
    if asked == "all":
        return workers
    mine = [worker for worker in workers if str(worker.pk) == asked] or [worker for worker in workers if worker == request.user]
    return mine or workers


def _day(request: HttpRequest, name: str) -> date:
    return _parsed(request.GET[name]) if request.GET.get(name) else request.day


def _parsed(text: str) -> date:
    try:
        return day_told(text)
    except ValueError:
        raise BadRequest(text) from None
