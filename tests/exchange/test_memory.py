"""Whatever the file holds, reading it keeps the process under 400 MB. Each is read in a process of its own, with Django and all."""

import subprocess
import sys
import zipfile

import pytest

from tests.exchange.lists import HEADER, csv_text, payment, repacked, workbook

LIMIT_MB = 400
READ = """
import sys
import django
django.setup()
from datetime import date
from pathlib import Path
from nivel.exchange.faults import ListRefused
from nivel.exchange.reading import read_list
try:
    reading = read_list(Path(sys.argv[1]), on=date(2020, 6, 30))
    said = f"{reading.rows} rows"
except ListRefused as refused:
    said = str(refused)
status = Path("/proc/self/status").read_text()  # getrusage would also count what the parent held when it started us
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), said)
"""
SHEET = "xl/worksheets/sheet1.xml"


def read_in_child(path) -> tuple[int, str]:
    child = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, timeout=120, check=True)
    kilobytes, _space, said = child.stdout.strip().partition(" ")
    return int(kilobytes) // 1024, said


def line(cells) -> str:
    return ";".join(cells) + "\r\n"


def filled(head: str, row: str, size: int) -> str:
    return head + row * ((size - len(head.encode())) // len(row.encode()))


ROOM = 64 * 2**20 - 1
TEXTS = {
    "64 MB of empty lines": lambda: "\r\n" * (ROOM // 2),
    "a header and 64 MB of separators": lambda: filled(line(HEADER), ";" * 199 + "\n", ROOM),
    "a header and 64 MB of one letter a row": lambda: filled(line(HEADER), "a\n", ROOM),
    "300 000 rows that are all wrong": lambda: csv_text([[f"x{n}"] * 13 for n in range(299_000)]),
    "64 MB of long cells": lambda: filled(line(HEADER), line([cell + "A" * 90_000 for cell in payment(1)]), ROOM),
    "one cell of a million letters a row": lambda: filled(
        line(HEADER), line([*payment(1)[:2], "ä" * 1_000_000, *payment(1)[3:]]), ROOM
    ),
    "64 MB of emoji": lambda: filled(line(HEADER), "😀" * 500 + "\n", ROOM),
    "quotes that never close": lambda: filled(line(HEADER), '"' + "a;" * 500 + "\n", ROOM),
    "300 000 true rows": lambda: filled(line(HEADER), line(payment(1)), 290_000 * len(line(payment(1)).encode())),
}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_a_text_file_of_the_largest_size(tmp_path, make):
    path = tmp_path / "lista.csv"
    path.write_bytes(make().encode()[:ROOM])
    megabytes, said = read_in_child(path)
    assert megabytes < LIMIT_MB, said


ROWS = b"".join(b'<c t="str"><v>%s</v></c>' % cell.encode() for cell in HEADER)
SHEETS = {
    "a long text shared by a million cells": (
        b"<worksheet><sheetData><row>" + b'<c t="s"><v>0</v></c>' * 3_000_000 + b"</row></sheetData></worksheet>",
        b"<sst><si><t>" + b"A" * 100_000 + b"</t></si></sst>",
    ),
    "millions of rows": (
        b"<worksheet><row>" + ROWS + b"</row>" + b"<row><c><v>1</v></c></row>" * 2_000_000 + b"</worksheet>",
        b"<sst/>",
    ),
    "millions of shared texts": (b"<worksheet/>", b"<sst>" + b"<si><t>ab</t></si>" * 4_000_000 + b"</sst>"),
    "cells far apart": (b'<worksheet><row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></worksheet>', b"<sst/>"),
}


@pytest.mark.parametrize(("sheet", "shared"), SHEETS.values(), ids=SHEETS)
def test_a_workbook_made_to_fill_the_memory(tmp_path, sheet, shared, monkeypatch):
    good = workbook(tmp_path, [list(HEADER), payment(1)])
    path = repacked(good, tmp_path / "bomb.xlsx", add={SHEET: sheet, "xl/sharedStrings.xml": shared})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/media/noise.png", bytes(3 * 2**20))  # so that it is not refused for being packed too tightly
    megabytes, said = read_in_child(path)
    assert megabytes < LIMIT_MB, said
