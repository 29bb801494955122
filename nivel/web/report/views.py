"""Raportti: "Mitä kerromme työryhmälle tästä kuukaudesta?" The month's report on the screen, as PDF and as a sheet."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.documents.queries import contents
from nivel.documents.rendering import render_pdf
from nivel.outcomes.commands import TEMPLATE, send_report, sent_on, sign_off_report
from nivel.outcomes.models import SignedReport
from nivel.outcomes.monthly import MonthlyReport, monthly_report
from nivel.outcomes.sheet import report_sheet
from nivel.timeline.months import last_day_of_month, month_of
from nivel.web.answers import tried
from nivel.web.goals.months import months_to_choose

PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def newest(request: HttpRequest) -> HttpResponse:
    """The month asked for, or the present one."""
    wished = request.GET.get("month", "")
    found = next((month for month in months_to_choose(request.day) if f"{month:%Y-%m}" == wished), month_of(request.day))
    return redirect("report_month", found)


def report(request: HttpRequest, month: date) -> HttpResponse:
    """The signed report as it was signed; otherwise the month as it reads today."""
    signed = signed_report(month)
    may_sign = request.actor.may("report.sign")
    context = {
        "report": facts_of(request, month, signed),
        "month": month,
        "months": months_to_choose(request.day),
        "signed": signed,
        "sent_on": sent_on(signed) if signed else None,
        "may_sign": may_sign and signed is None and request.day > last_day_of_month(month),
        "waits_for_end": may_sign and signed is None and request.day <= last_day_of_month(month),
        "may_send": may_sign and signed is not None,
        "month_ends_on": last_day_of_month(month),
    }
    return render(request, "report/report.html", context)


def signed_report(month: date) -> SignedReport | None:
    rows = SignedReport.objects.select_related("document", "signed_off_by")
    return rows.filter(programme=settings.PROGRAMME, month=month).first()


def facts_of(request: HttpRequest, month: date, signed: SignedReport | None) -> dict[str, Any]:
    return signed.figures if signed else live(request, month).to_json()


def live(request: HttpRequest, month: date) -> MonthlyReport:
    if month > request.day:
        raise Http404
    return monthly_report(month, request.day, get_language() or settings.LANGUAGE_CODE)


def pdf(request: HttpRequest, month: date) -> HttpResponse:
    """The signed document, or a draft of the month as it reads today."""
    signed = signed_report(month)
    if signed:
        return download(contents(signed.document), PDF, month, "pdf")
    facts = facts_of(request, month, None)
    return download(render_pdf(TEMPLATE.name, TEMPLATE.version, facts, facts["language"]), PDF, month, "pdf")


def sheet(request: HttpRequest, month: date) -> HttpResponse:
    return download(report_sheet(facts_of(request, month, signed_report(month))), SHEET, month, "xlsx")


def download(content: bytes, kind: str, month: date, ending: str) -> HttpResponse:
    name = f"kuukausiraportti-{month:%Y-%m}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def sign(request: HttpRequest, month: date) -> HttpResponse:
    """Sign the month's report off: its figures stand from now on."""
    found = live(request, month)
    tried(request, lambda: sign_off_report(found, on=request.day, by=request.user), _("The report is signed off."))
    return redirect("report_month", month)


@require_POST
def send(request: HttpRequest, month: date) -> HttpResponse:
    """Tell that the report was given to the working group."""
    signed = get_object_or_404(SignedReport, programme=settings.PROGRAMME, month=month)
    said = _("The report is recorded as given to the working group.")
    tried(request, lambda: send_report(signed, on=request.day, by=request.user), said)
    return redirect("report_month", month)
