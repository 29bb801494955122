"""Lähestyvät rajat: "Keneen otan yhteyttä ennen kuin raja täyttyy?" The early-warning list, and who came over and when they were met."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from statistics import median

import xlsxwriter
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.law.approaching import ACTIVATION, Approach, Limit
from nivel.money.early_warnings import (
    EARLY,
    Crossed,
    Warned,
    crossings,
    early_edges,
    early_group,
    lately_on_benefit,
    on_benefit,
    stages,
    warnings,
)
from nivel.web.reasons import Told, cited, day
from nivel.web.remedies import openable_of

HORIZONS = (30, 60, 90, 180)
USUAL_HORIZON = 90
A_PAGE = 50
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """Rajaus: which stage, and how many days ahead."""

    stage: str
    horizon: int

    @property
    def query(self) -> str:
        return f"stage={self.stage}&horizon={self.horizon}"


def asked_of(request: HttpRequest) -> Asked:
    """What was asked; anything unknown is as if not asked."""
    known = {str(limit.days) for limit in stages(request.day)} | {ACTIVATION, EARLY}
    stage, horizon = request.GET.get("stage", ""), request.GET.get("horizon", "")
    return Asked(stage if stage in known else "", int(horizon) if horizon in map(str, HORIZONS) else USUAL_HORIZON)


def approaching(request: HttpRequest) -> HttpResponse:
    """Those who come near a limit, the nearest first; the people of the page through the gate in one logged look."""
    asked, on = asked_of(request), request.day
    found = warnings(_people(request, on_benefit(on)), on, stage=asked.stage, horizon=asked.horizon)
    page = _page(request, found)
    log_shown(request.door, "clients.list", [row.client for row in page])
    context = _frame(request, asked) | {"page": page, "rows": [(row, why(row.approach, on), row.days_left(on)) for row in page]}
    context |= {"openable": _openable(request, [row.client for row in page]), "tab": "approaching"}
    return render(request, "share/warnings.html", context)


def crossed(request: HttpRequest) -> HttpResponse:
    """Those who came over a limit within the year, with the days to the first contact."""
    asked, on = asked_of(request), request.day
    people = _people(request, lately_on_benefit(on))
    found = crossings(people, on, stage=asked.stage)
    page = _page(request, found)
    log_shown(request.door, "clients.list", [row.client for row in page])
    context = _frame(request, asked) | {
        "page": page,
        "rows": [(row, why(row.approach, on), row.days_to_contact(on)) for row in page],
    }
    context |= {"openable": _openable(request, [row.client for row in page]), "tab": "crossed"}
    context |= {"group": early_group(people, on), "usual_wait": _usual_wait(found, on)}
    return render(request, "share/crossed.html", context)


def _people(request: HttpRequest, condition: Q) -> list[Client]:
    return list(Client.objects.filter(visible(request.actor, "clients.list")).filter(condition).order_by("sort_name", "pk"))


def _page(request: HttpRequest, rows: list) -> Page:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def _frame(request: HttpRequest, asked: Asked) -> dict[str, object]:
    return {
        "asked": asked,
        "stages": stages(request.day),
        "horizons": HORIZONS,
        "early": early_edges(request.day),
        "keep": f"&{asked.query}",
    }


def _openable(request: HttpRequest, people: list[Client]) -> set[int]:
    numbers = {client.pk for client in people}
    return openable_of(request.actor, numbers) if request.actor.may("clients.state_reason") else numbers


def _usual_wait(rows: list[Crossed], on: date) -> int | None:
    """The median of the days from a limit to the first contact, of those who have been contacted."""
    waits = [row.days_to_contact(on) for row in rows if row.first_contact_on]
    return round(median(waits)) if waits else None


def why(approach: Approach, on: date) -> list[Told]:
    """Miksi?: what fills, how it is counted, where it is written, and what follows from it."""
    limit = approach.limit
    told = [_counted(approach, on)]
    if approach.kind == ACTIVATION:
        text = _("When %(days)s days are full and an employment plan has been made, an activation plan must be made.")
        told.append({"text": text % {"days": limit.days}, **cited(limit.citation)})
    elif limit.percent:
        told.append({"text": _share_text(limit, on), **cited(limit.citation)})
    elif limit.notice:
        text = _("From %(days)s days Kela tells the municipality of the person.")
        told.append({"text": text % {"days": limit.days}, **cited(limit.citation)})
    else:
        told.append({"text": _("The municipality's own early limit; the law of the day sets nothing at it."), **cited(None)})
    return told


def _counted(approach: Approach, on: date) -> Told:
    text = _("%(count)s days counted by %(day)s. The day is that of the limit if the benefit goes on five days a week.")
    return {"text": text % {"count": approach.counted, "day": day(on)}, **cited(None)}


def _share_text(limit: Limit, on: date) -> str:
    terms = {"days": limit.days, "percent": limit.percent, "day": day(limit.begins_on) if limit.begins_on else ""}
    if limit.in_force_on(on):
        return _("After %(days)s days the municipality pays %(percent)s %% of the benefit.") % terms
    return _("The law changes %(day)s: after %(days)s days the municipality pays %(percent)s %% of the benefit.") % terms


def sheet(request: HttpRequest) -> HttpResponse:
    """The whole list as a sheet: everybody in it is logged as seen."""
    asked, on = asked_of(request), request.day
    found = warnings(_people(request, on_benefit(on)), on, stage=asked.stage, horizon=asked.horizon)
    log_shown(request.door, "clients.list", [row.client for row in found])
    name = f"lahestyvat-rajat-{on:%Y-%m-%d}.xlsx"
    return HttpResponse(_book(found, on), content_type=SHEET, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _book(rows: list[Warned], on: date) -> bytes:
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(_("Limits ahead"))
        heads = (_("Person"), _("Limit"), _("Days"), _("Days left"), _("Day"), _("Last contact"), _("Responsible worker"))
        for column, text in enumerate(heads):
            page.write_string(0, column, text)
        for line, row in enumerate(rows, start=1):
            _line(page, line, row, on)
    return target.getvalue()


def _line(page: "xlsxwriter.worksheet.Worksheet", line: int, row: Warned, on: date) -> None:
    """Numbers stay numbers, and no text ever becomes a formula."""
    page.write_string(line, 0, row.client.list_name)
    page.write_string(line, 1, limit_name(row.approach))
    page.write_number(line, 2, row.approach.counted)
    page.write_number(line, 3, row.days_left(on))
    page.write_string(line, 4, day(row.approach.full_on) if row.approach.full_on else "")
    page.write_string(line, 5, f"{day(row.contact.on)} {row.contact.channel}" if row.contact else "")
    page.write_string(line, 6, str(row.responsible) if row.responsible else "")


def limit_name(approach: Approach) -> str:
    days = approach.limit.days
    text = _("activation plan, %(days)s days") if approach.kind == ACTIVATION else _("%(days)s days")
    return text % {"days": days}
