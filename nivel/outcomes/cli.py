"""`nivel report NAME --month YYYY-MM`: a report's figures, and its PDF and sheet when asked (contracts/cli.md)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal
from nivel.documents.rendering import render_pdf
from nivel.outcomes.commands import TEMPLATE
from nivel.outcomes.monthly import MonthlyReport, monthly_report
from nivel.outcomes.sheet import report_sheet
from nivel.programmes import UnknownProgramme

REPORTS: dict[str, Callable[..., MonthlyReport]] = {"monthly": monthly_report}


class NoSuchReport(Refusal):
    sentence = _("There is no report %(name)s. There is: %(known)s.")


class NoSuchProgramme(Refusal):
    sentence = _("There is no operating model %(name)s.")


class MonthAhead(Refusal):
    sentence = _("The month has not begun yet.")


def report(
    name: str,
    month: date,
    programme: str | None = None,
    pdf: Path | None = None,
    xlsx: Path | None = None,
    *,
    on: date,
    language: str = settings.LANGUAGE_CODE,
) -> dict[str, Any]:
    """The report's figures as JSON; writes the files that are named. Raises NoSuchReport, NoSuchProgramme, MonthAhead."""
    if name not in REPORTS:
        raise NoSuchReport(name=name, known=", ".join(REPORTS))
    if month > on:
        raise MonthAhead
    try:
        facts = REPORTS[name](month, on, language, programme or "").to_json()
    except UnknownProgramme as unknown:
        raise NoSuchProgramme(name=programme) from unknown
    if pdf:
        pdf.write_bytes(render_pdf(TEMPLATE.name, TEMPLATE.version, facts, language))
    if xlsx:
        xlsx.write_bytes(report_sheet(facts))
    return facts
