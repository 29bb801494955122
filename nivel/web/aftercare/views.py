"""Seurannat: whom to contact after the path was closed. A person's name stands here only when the day is near."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import log_shown
from nivel.paths.aftercare import near
from nivel.paths.models import FollowUp
from nivel.timeline.months import month_of


def follow_ups(request: HttpRequest) -> HttpResponse:
    """My own follow-ups: those near or late by name, the later ones as numbers by month."""
    on = request.day
    rows = list(near(on).filter(worker=request.user).select_related("closure__path__client"))
    log_shown(request.door, "follow_ups.record", {row.closure.path.client for row in rows})
    later = FollowUp.objects.undone_on(on).filter(worker=request.user).exclude(pk__in=[row.pk for row in rows])
    months = sorted(Counter(month_of(day) for day in later.values_list("due_on", flat=True)).items())
    return render(request, "aftercare/list.html", {"rows": rows, "months": months, "on": on})
