"""Selvitykset: who answers first, what is cleared up towards a pension, and, for those who may know, visits and placements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import open_client
from nivel.paths.commands.clarifications import obliging_periods
from nivel.paths.models import Clarification, LinkedService, Path, PrimaryService, RestrictedPlacement, VisitObligation

ACTIONS = (
    "clarifications.manage",
    "clarifications.record",
    "required_visits.see",
    "required_visits.manage",
    "other_placements.see",
    "other_placements.manage",
    "clients.open",
    "paths.change",
)


def clarifications(request: HttpRequest, number: int) -> HttpResponse:
    """One page of the person; each part only for whoever may see it. The case manager sees the own clarifications alone."""
    client = open_client(request.door, number, "clarifications.see")
    may = request.door.allowed(ACTIONS, client)
    path = Path.objects.filter(client=client).open_on(request.day).first()
    rows = Clarification.objects.filter(path__client=client).select_related("helper").prefetch_related("examinations")
    if "clarifications.manage" not in may:
        rows = rows.open_on(request.day).filter(helper=request.user)
    context = {
        "client": client,
        "path": path,
        "may": may,
        "rows": rows,
        "primary": _primary(path, request, may),
        "linked": _linked(number, request, may),
        "visits": VisitObligation.objects.filter(path__client=client) if "required_visits.see" in may else None,
        "may_require": bool(path and "required_visits.manage" in may and obliging_periods(path, request.day)),
        "placements": _placements(number) if may & {"other_placements.see", "other_placements.manage"} else None,
    }
    return render(request, "clarifications/page.html", context)


def _primary(path: Path | None, request: HttpRequest, may: frozenset[str]) -> PrimaryService | None:
    if path is None or "clarifications.manage" not in may:
        return None
    return PrimaryService.objects.in_force(request.day).filter(path=path).select_related("organisation").first()


def _linked(number: int, request: HttpRequest, may: frozenset[str]) -> list[LinkedService]:
    """Services linked to social rehabilitation, in force today."""
    if "clarifications.manage" not in may:
        return []
    rows = LinkedService.objects.in_force(request.day).filter(episode__path__client=number)
    return list(rows.select_related("organisation", "episode__service"))


def _placements(number: int) -> list[RestrictedPlacement]:
    rows = RestrictedPlacement.objects.filter(episode__path__client=number).defer("details")
    return list(rows.select_related("episode__service", "episode__place").prefetch_related("runners__worker"))
