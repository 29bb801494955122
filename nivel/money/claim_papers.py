"""Tilitys paperilla ja taulukkona: the month's claim, its breakdown by person and its allocation by unit."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.documents.commands import Template
from nivel.documents.models import Document
from nivel.documents.rendering import render_pdf
from nivel.money.claims import allocation
from nivel.money.models import CompensationClaim

SETTLEMENT = Template(Document.Kind.REPORT, "settlement", "1")


def claim_pdf(claim: CompensationClaim, language: str) -> bytes:
    """The claim as tagged PDF."""
    with translation.override(language):
        facts = claim_facts(claim)
    return render_pdf(SETTLEMENT.name, SETTLEMENT.version, facts, language)


def claim_facts(claim: CompensationClaim) -> dict[str, Any]:
    return {
        "organisation": programmes.programme(settings.PROGRAMME).organisation,
        "made_on": _day(claim.made_on),
        "month": f"{claim.month.month}/{claim.month.year}",
        "recipient": claim.recipient,
        "days": str(claim.days),
        "rate": f"{_euros(claim.rate)} €",
        "amount": f"{_euros(claim.amount)} €",
        "sent": _day(claim.sent_on),
        "paid": f"{_day(claim.paid_on)}, {_euros(claim.paid_amount)} €" if claim.paid_on else "",
        "basis": "; ".join(dict.fromkeys(row["citation"] for row in claim.law_basis.get("limits", []))),
        "lines": [
            [line.client.list_name, line.unit, line.municipality, str(line.days), _euros(line.amount)]
            for line in claim.lines.select_related("client")
        ],
        "units": [[row.unit, row.municipality, str(row.days), _euros(row.amount)] for row in allocation(claim)],
    }


def claim_sheet(claim: CompensationClaim) -> bytes:
    """The breakdown as a sheet: numbers stay numbers, and no text ever becomes a formula."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(f"{claim.month:%Y-%m}")
        money = book.add_format({"num_format": "#,##0.00"})
        for column, title in enumerate((_("Person"), _("Unit"), _("Other municipality"), _("Days"), _("Euros"))):
            page.write_string(0, column, str(title), book.add_format({"bold": True}))
        for row, line in enumerate(claim.lines.select_related("client"), start=1):
            for column, text in enumerate((line.client.list_name, line.unit, line.municipality)):
                page.write_string(row, column, text)
            page.write_number(row, 3, line.days)
            page.write_number(row, 4, float(line.amount), money)
        page.set_column(0, 2, 28)
    return target.getvalue()


def _day(day: Any) -> str:
    return date_format(day, "j.n.Y") if day else ""


def _euros(amount: Any) -> str:
    return number_format(amount, 2)
