"""The report as a sheet (taulukko): numbers stay numbers, and no text ever becomes a formula."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

NUMBER_FORMATS = {"EUR": "#,##0.00", "percent": "0.0", "grade": "0.0"}
WIDTHS = (46, 18, 18, 22, 40)
TOP = 0
WORKBOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Sheet:
    """Writes line after line of one worksheet."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.page = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "font_size": 13})
        self.formats = {measure: book.add_format({"num_format": pattern}) for measure, pattern in NUMBER_FORMATS.items()}
        self.row = TOP
        for column, width in enumerate(WIDTHS):
            self.page.set_column(column, column, width)

    def line(self, *cells: Any, style: Any = None) -> None:
        for column, cell in enumerate(cells):
            self._cell(column, cell, style)
        self.row += 1

    def _cell(self, column: int, cell: Any, style: Any) -> None:
        """`write_string` and `write_number` only: a text that begins with = + - or @ stays a text."""
        if isinstance(cell, dict) and cell.get("value") is not None:
            self.page.write_number(self.row, column, float(cell["value"]), self.formats.get(cell["measure"]))
        else:
            self.page.write_string(self.row, column, cell["text"] if isinstance(cell, dict) else str(cell), style)


def report_sheet(report: dict[str, Any]) -> bytes:
    """The workbook of a report in its JSON form: the report, and the definitions of its figures."""
    target = BytesIO()
    with translation.override(report["language"]), xlsxwriter.Workbook(target, WORKBOOK) as book:
        book.set_properties({"title": report["title"], "company": report["organisation"]})
        _report(Sheet(book, _("Report")), report)
        _definitions(Sheet(book, _("Definitions")), report)
    return target.getvalue()


def _report(sheet: Sheet, report: dict[str, Any]) -> None:
    sheet.line(report["title"], style=sheet.head)
    sheet.line(report["organisation"])
    sheet.line(_("Read on %(day)s") % {"day": report["read_on"]})
    for section in report["sections"]:
        sheet.line()
        sheet.line(section["title"], style=sheet.head)
        for sentence in section["sentences"]:
            sheet.line(sentence)
        if section["figures"]:
            sheet.line(_("Figure"), _("Value"), _("Unit"), _("State"), style=sheet.bold)
        for figure in section["figures"]:
            sheet.line(figure["name"], figure, figure["unit"], figure["completeness_name"])
        for table in section["tables"]:
            _table(sheet, table)
    _goals(sheet, report["goals"])


def _table(sheet: Sheet, table: dict[str, Any]) -> None:
    sheet.line(table["title"], style=sheet.bold)
    if not table["rows"]:
        sheet.line(table["empty"])
        return
    sheet.line(*table["head"], style=sheet.bold)
    for row in table["rows"]:
        sheet.line(row["label"], *row["cells"])


def _goals(sheet: Sheet, goals: list[dict[str, Any]]) -> None:
    sheet.line()
    sheet.line(_("Goals and indicators"), style=sheet.head)
    sheet.line(pgettext("goals", "What"), _("Indicator"), _("Figure"), _("Value"), _("State"), style=sheet.bold)
    for goal in goals:
        for indicator in goal["indicators"]:
            for figure in indicator["figures"]:
                sheet.line(goal["title"], indicator["title"], figure["name"], figure, figure["completeness_name"])


def _definitions(sheet: Sheet, report: dict[str, Any]) -> None:
    sheet.line(_("Figure"), _("Unit"), _("Holds from"), _("Source"), _("Definition"), style=sheet.bold)
    for each in report["definitions"]:
        sheet.line(each["name"], each["unit"], each["holds_from"], each["source"], each["definition"])
