"""Odotusajat: "Odottavatko kaikki yhtä kauan?" How long people wait, by sex, age and home municipality (VPA-02)."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import xlsxwriter
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.outcomes.sheet import WORKBOOK, Sheet
from nivel.outcomes.small_cells import covered_for
from nivel.outcomes.waits.report import EVERYBODY, Row, SpanReport, keys_of, waiting_times
from nivel.outcomes.waits.spans import ENDS, span_of, waits_between
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY
from nivel.web.goals.exits import chosen_year, years_to_choose

A_PAGE = 50
QUARTERS = (1, 2, 3, 4)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """Rajaus: a year, or a quarter of it. Who sees covered figures gets whole years: a part less another would tell the rest."""

    year: int
    quarter: int | None

    @property
    def days(self) -> tuple[date, date]:
        if self.quarter is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        first = date(self.year, 3 * self.quarter - 2, 1)
        return first, add_months(first, 3) - DAY

    @property
    def query(self) -> str:
        return urlencode({"year": self.year} | ({"quarter": self.quarter} if self.quarter else {}))


def asked_of(request: HttpRequest) -> Asked:
    """What was asked; anything unknown is as if not asked."""
    asked = request.GET.get("quarter", "")
    known = asked in map(str, QUARTERS) and not covered_for(request.actor)
    return Asked(chosen_year(request), int(asked) if known else None)


def _reports(request: HttpRequest, asked: Asked) -> list[SpanReport]:
    return waiting_times(*asked.days, request.day, covered=covered_for(request.actor))


def waits(request: HttpRequest) -> HttpResponse:
    """The waits that began in the period, as they stand today."""
    asked = asked_of(request)
    context = {
        "asked": asked,
        "years": years_to_choose(request, asked.year),
        "quarters": () if covered_for(request.actor) else QUARTERS,
        "reports": _reports(request, asked),
        "may_open": request.actor.may("figures.open"),
    }
    return render(request, "goals/waits.html", context)


def people(request: HttpRequest) -> HttpResponse:
    """The people behind a number, those of them whom the reader may open: through the gate, one page one logged look."""
    asked, span = asked_of(request), span_of(request.GET.get("span", ""))
    key = request.GET.get("by", EVERYBODY), request.GET.get("class", "")
    end = request.GET.get("end", "")
    found = waits_between(*asked.days, request.day)[span.code]
    behind = {wait.client for wait in found if key[0] == EVERYBODY or key in keys_of(wait) if wait.end == end or end not in ENDS}
    ours = Client.objects.filter(visible(request.actor, "figures.open"), pk__in=behind).order_by("sort_name", "pk")
    page = Paginator(ours, A_PAGE).get_page(request.GET.get("page"))
    shown: list[Client] = list(page)
    log_shown(request.door, "figures.open", shown)
    keep = urlencode({"span": span.code, "by": key[0], "class": key[1], "end": end})
    context = {"asked": asked, "span": span, "page": page, "people": shown, "others": len(behind) - page.paginator.count}
    context["keep"] = f"&{asked.query}&{keep}"
    return render(request, "goals/waits_people.html", context)


def sheet(request: HttpRequest) -> HttpResponse:
    """The same numbers as a sheet; what is hidden on the page is hidden in it."""
    asked = asked_of(request)
    name = "-".join(map(str, ("odotusajat", asked.year, *([asked.quarter] if asked.quarter else []))))
    target = BytesIO()
    with xlsxwriter.Workbook(target, WORKBOOK) as book:
        page = Sheet(book, _("Waiting times"))
        for report in _reports(request, asked):
            _write(page, report)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(target.getvalue(), content_type=SHEET, headers=headers)


def _write(page: Sheet, report: SpanReport) -> None:
    page.line(report.span.name, style=page.head)
    for words in report.span.words:
        page.line(words)
    heads = (_("People"), _("Got through"), _("Still waiting"), _("Ended otherwise"), _("Half in"), _("Nine of ten in"))
    page.line("", *heads, style=page.bold)
    _write_row(page, report.whole)
    for table in report.tables:
        page.line(table.name, style=page.bold)
        for row in table.rows:
            _write_row(page, row)
        page.line(table.sentence)
    page.line()


def _write_row(page: Sheet, row: Row) -> None:
    numbers = (row.people, row.through, row.waiting, row.otherwise)
    cells = [_("hidden") if number is None else {"value": number, "measure": "people"} for number in numbers]
    page.line(row.name, *cells, row.half.text, row.nine.text)
