"""Lists made for a test: rows of invented people, written as csv or xlsx in whatever way a register might."""

import io
import zipfile
from datetime import date
from pathlib import Path

import xlsxwriter

ON = date(2020, 6, 30)
DEMO = Path(__file__).parents[2] / "nivel/demo/lists/joutsa-2020"

HEADER = (
    "Henkilötunnus", "Sukunimi", "Etunimet", "Etuus", "Maksukausi alkaa", "Maksukausi päättyy", "Maksupäivä", "Päiviä",
    "Kertymäpäivät", "Maksettu etuus €", "Kuntaosuus %", "Kuntaosuus €", "Korjaus",
)  # fmt: skip
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code(number: int, sign: str = "-", born: str = "010180") -> str:
    """A temporary identity code, valid and given to nobody; `number` from 0 to 99."""
    individual = 900 + number
    return f"{born}{sign}{individual}{CHECK[int(f'{born}{individual}') % 31]}"


def payment(number: int = 1, **changes: str) -> list[str]:
    row = {
        "Henkilötunnus": code(number), "Sukunimi": "Virtanen", "Etunimet": f"Aino {chr(65 + number % 26)}", "Etuus": "Työmarkkinatuki",
        "Maksukausi alkaa": "20.01.2020", "Maksukausi päättyy": "16.02.2020", "Maksupäivä": "25.02.2020", "Päiviä": "20",
        "Kertymäpäivät": "587", "Maksettu etuus €": "673,20", "Kuntaosuus %": "50", "Kuntaosuus €": "336,60", "Korjaus": "",
    }  # fmt: skip
    return list((row | {name.replace("_", " "): value for name, value in changes.items()}).values())


def changed(row: list[str], **cells: str) -> list[str]:
    """The row with some cells otherwise, by a short name of their column."""
    places = {
        "code": 0, "surname": 1, "first": 2, "benefit": 3, "starts": 4, "ends": 5, "paid": 6, "days": 7, "accumulated": 8, "gross": 9,
        "percent": 10, "share": 11, "mark": 12,
    }  # fmt: skip
    row = list(row)
    for name, text in cells.items():
        row[places[name]] = text
    return row


def csv_text(rows: list, header=HEADER, separator: str = ";", line_end: str = "\r\n") -> str:
    return line_end.join(separator.join(row) for row in [header, *rows]) + line_end


def write(folder: Path, content: bytes | str, name: str = "lista.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def csv_list(folder: Path, *rows: list[str], header=HEADER, name: str = "lista.csv") -> Path:
    return write(folder, csv_text(list(rows), header), name)


def workbook(folder: Path, *sheets: list[list], name: str = "lista.xlsx", hidden: tuple[int, ...] = ()) -> Path:
    """A workbook; a date becomes a day as Excel keeps it, "=..." a formula, anything else what it is."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "d.m.yyyy"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet(f"Taulu {number + 1}")
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif cell is not None:
                    sheet.write(place, column, cell)
        if number in hidden:
            sheet.hide()
    book.close()
    return path


def repacked(source: Path, target: Path, *, drop: tuple[str, ...] = (), add: dict[str, bytes] | None = None) -> Path:
    """A workbook's package with parts taken out, put in or replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in drop and entry.filename not in (add or {}):
                new.writestr(entry.filename, old.read(entry))
        for part, content in (add or {}).items():
            new.writestr(part, content)
    return target


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return buffer.getvalue()
