"""Läsnäolot: "Kuka oli paikalla tällä viikolla?" The week grid of own clients, or of the own site, and groups' sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nivel.access.refusal import Refusal
from nivel.clients.gate import log_shown
from nivel.paths.commands import DayTold, record_attendance, record_session
from nivel.paths.commands.attendance import members
from nivel.paths.models import AttendanceDay, Episode
from nivel.paths.week_grid import Cell, WeekRow, recordable, week_of, week_rows
from nivel.services.models import GroupSession, Place
from nivel.timeline.told import FIRST_DAY, day_told
from nivel.web.clients.fields import row_number
from nivel.web.services.catalogue_forms import SessionAttendanceForm
from nivel.web.services.pages import changed, tabs

ABSENCES = [("", "–"), *AttendanceDay.Absence.choices]
MOST_ROWS = 60
AS_AGREED, EVERYBODY = "as_agreed", "all"


@dataclass
class Typed:
    """Ruudun tila sivulla: the cell with what was typed, when it was not accepted."""

    cell: Cell
    hours: str
    absence: str


def week(request: HttpRequest) -> HttpResponse:
    """The grid: hours or the reason of absence for each day; one button saves the whole week.

    Another fills the agreed days and hours that nobody has told yet, of one person or of all; nothing is saved by it.
    """
    monday = _monday(request)
    place = Place.objects.filter(pk=row_number(request.GET.get("place"))).first()
    episodes = recordable(request.actor)
    places = Place.objects.filter(episodes__in=week_of(episodes, monday)).distinct().order_by("name", "pk")
    shown = list(week_of(episodes.filter(place=place) if place else episodes, monday)[:MOST_ROWS])
    log_shown(request.door, "attendance.record", [episode.path.client for episode in shown])
    rows = week_rows(shown, monday, request.day)
    filling = request.POST.get(AS_AGREED, "")
    refused = _saved(request, rows) if request.method == "POST" and not filling else {}
    if request.method == "POST" and not refused and not filling:
        return redirect(f"{reverse('services_attendance')}?{request.GET.urlencode()}#main")  # what was said stands on top
    if refused:
        # The others' weeks are saved by now: shown as they were before, the next saving would take them away.
        shown = list(week_of(Episode.objects.filter(pk__in=[row.episode.pk for row in rows]), monday))
        rows = week_rows(shown, monday, request.day)
    context = {
        "rows": [
            _shown(row, request.POST, refused.get(row.episode.pk, ""), filling)
            | {"age": row.episode.path.client.age(request.day)}
            for row in rows
        ],
        "filled": bool(filling),
        "fillable": any(row.fillable for row in rows),
        "above": [row for row in rows if row.above_agreed],
        "refused": [(row.episode, refused[row.episode.pk]) for row in rows if row.episode.pk in refused],
        "days": [cell.on for cell in rows[0].cells] if rows else [],
        "monday": monday,
        "before": _address(request, monday - timedelta(days=7)),
        "after": _address(request, monday + timedelta(days=7)) if monday + timedelta(days=7) <= request.day else "",
        "places": places,
        "place": place,
        "absences": ABSENCES,
        "tabs": tabs("services_attendance", request.actor),
        "may_open": request.actor.may("clients.open"),
    }
    return render(request, "services/attendance.html", context)


def _monday(request: HttpRequest) -> date:
    try:
        day = day_told(request.GET.get("week", ""))
    except ValueError:
        day = request.day
    day = min(max(day, FIRST_DAY), request.day)
    return day - timedelta(days=day.weekday())


def _address(request: HttpRequest, monday: date) -> str:
    query = request.GET.copy()
    query["week"] = monday.isoformat()
    return f"?{query.urlencode()}"


def _saved(request: HttpRequest, rows: list[WeekRow]) -> dict[int, str]:
    """Save each person's changed days; what is refused, by the period, stays on the page with its reason."""
    refused, saved = {}, 0
    for row in rows:
        try:
            told = list(_told(row, request.POST))
            if told:
                record_attendance(row.episode, told, on=request.day, by=request.user)
                saved += 1
        except Refusal as refusal:
            refused[row.episode.pk] = str(refusal)
        except InvalidOperation:
            refused[row.episode.pk] = _("Write the hours as a number, for example 4 or 4,5.")
    if saved:
        messages.success(
            request, ngettext("%(n)s person's week is saved.", "%(n)s people's week is saved.", saved) % {"n": saved}
        )
    return refused


def _told(row: WeekRow, sent: QueryDict) -> Iterator[DayTold]:
    """The days that were changed on the page, each with the mark that the page showed."""
    for cell in row.cells:
        hours, absence = (sent.get(f"{what}-{row.episode.pk}-{cell.on}", "").strip() for what in ("h", "a"))
        shown = _shown_mark(row, cell, sent)
        if (cell.open or cell.row) and (_plain(hours), absence) != shown:
            seen = Decimal(shown[0] or 0), shown[1]
            yield DayTold(cell.on, Decimal(_plain(hours)) if hours else None, absence, seen)


def _shown_mark(row: WeekRow, cell: Cell, sent: QueryDict) -> tuple[str, str]:
    """The hours and the absence that the cell had when the page was opened; as they are now when it does not tell."""
    hours, found, absence = sent.get(f"was-{row.episode.pk}-{cell.on}", "").partition("|")
    return (hours, absence) if found else (cell.hours, cell.absence)


def _plain(hours: str) -> str:
    return hours.replace(",", ".")


def _written(hours: str) -> str:
    """As the reader's language writes it."""
    return hours.replace(".", get_format("DECIMAL_SEPARATOR"))


def _shown(row: WeekRow, sent: QueryDict, refusal: str, filling: str) -> dict[str, object]:
    """A row as the page shows it; what was refused, or not saved yet, is shown as it was typed."""
    kept = bool(refusal or filling)
    fills = filling in (EVERYBODY, str(row.episode.pk))

    def typed(what: str, cell: Cell, now: str, shown: str) -> str:
        """As typed; what was not touched is shown as it is now, also when somebody else has marked it meanwhile."""
        told = sent.get(f"{what}-{row.episode.pk}-{cell.on}", now)
        return told if kept and told != shown else now

    cells = []
    for cell in row.cells:
        shown = _shown_mark(row, cell, sent)
        hours, absence = typed("h", cell, _written(cell.hours), _written(shown[0])), typed("a", cell, cell.absence, shown[1])
        # What somebody has told of the day already is not written over.
        cells.append(Typed(cell, _written(cell.as_agreed) if fills and not (hours.strip() or absence) else hours, absence))
    return {"row": row, "cells": cells, "refusal": refusal}


def session(request: HttpRequest, number: int) -> HttpResponse:
    """Kerran läsnäolo: tick those who came; the others of the group did not."""
    found = get_object_or_404(GroupSession.objects.select_related("group"), pk=number)
    allowed = recordable(request.actor)
    group = Episode.objects.filter(pk__in=members(found).values("pk")).filter(pk__in=allowed.values("pk"))
    shown = list(group.select_related("path__client").order_by("path__client__sort_name", "pk"))
    log_shown(request.door, "attendance.record", [episode.path.client for episode in shown])
    came = found.attendance.filter(came=True).values_list("episode", flat=True)
    form = SessionAttendanceForm(request.POST or None, episodes=group, initial={"came": list(came)})

    def record() -> None:
        record_session(found, form.cleaned_data["came"], among=shown, on=request.day, by=request.user)

    back = found.group.name, reverse("services_group", args=[found.group_id])
    title = _("Who came: %(group)s, %(day)s") % {"group": found.group, "day": f"{found.held_on:%d.%m.%Y}"}
    return changed(request, form, record, _("The attendance is saved."), title=title, button=_("Save the attendance"), back=back)
