"""Files that are no list: each is refused with one clear sentence, whatever is in it, and nothing of it is read."""

import gzip
import struct
import zipfile
from dataclasses import replace

import pytest

from nivel.exchange.faults import ListRefused
from nivel.exchange.limits import COMMAND_LINE, SCREEN
from nivel.exchange.reading import read_list
from tests.exchange.lists import HEADER, ON, code, csv_list, csv_text, payment, repacked, workbook, write, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    ) + b"]><worksheet><sheetData><row><c t=\"str\"><v>&j;</v></c></row></sheetData></worksheet>"
)  # fmt: skip
XXE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e;</t></si></sst>'
)
SHEET = "xl/worksheets/sheet1.xml"


def good_book(folder):
    return workbook(folder, [list(HEADER), payment(1)], name="good.xlsx")


def header_without(*names):
    return ";".join(name for name in HEADER if name not in names)


PLAIN_FILES = {
    "empty": (b"", "empty"),
    "only spaces": (b" \r\n \r\n", "not known"),
    "one word": (b"moi", "not known"),
    "only a header": ((";".join(HEADER)).encode(), "no rows"),
    "a header and a total": (csv_text([["Yhteensä", *[""] * 12]]).encode(), "no rows"),
    "zero bytes": (csv_text([payment(1)]).encode() + b"\0\0", "zero bytes"),
    "zero bytes in utf-16": (
        csv_text([payment(1)]).encode("utf-16-le").replace("2".encode("utf-16-le"), b"\0\0"),
        "zero bytes|cannot be read",
    ),
    "a lone surrogate": (
        "\ufeff".encode("utf-16-le") + csv_text([payment(1)]).encode("utf-16-le") + b"\x00\xd8;\x00",
        "cannot be read",
    ),
    "undecodable": (csv_text([payment(1)]).encode("cp1252") + b"\x81\x8d", "cannot be read"),
    "utf-8 read as latin-1": (csv_text([payment(1)]).encode().decode("latin-1").encode(), "letters are broken"),
    "utf-8 with one broken letter": (csv_text([payment(1)]).encode() + b"\xc3;", "letters are broken"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "zero bytes"),
    "packed": (gzip.compress(csv_text([payment(1)]).encode()), "zero bytes|cannot be read|not known"),
    "a web page": (b"<html><table><tr><td>Hetu</td></tr></table></html>", "not known"),
    "another list": (b"Rekisterinumero;Merkki;Malli\r\nABC-123;Lada;Niva\r\n", "not known"),
    "a list of phones": (f"Hetu;Nimi;Puhelin\r\n{code(1)};Niemi Aino;040\r\n".encode(), "not known"),
    "no code column": (csv_text([payment(1)[1:]], HEADER[1:]).encode(), "missing: personal identity code"),
    "no name columns": (f"{header_without('Sukunimi', 'Etunimet')}\r\n".encode(), "missing: "),
    "no share column": (f"{header_without('Kuntaosuus €')}\r\n".encode(), "missing: municipality's share €"),
    "no paid column": (f"{header_without('Maksupäivä')}\r\n".encode(), "missing: payment date"),
    "no end column": (f"{header_without('Maksukausi päättyy')}\r\n".encode(), "missing: payment period ends"),
    "doubled column": (
        csv_text([[*payment(1), "1"]], [*HEADER, "Maksupäivä"]).encode(),
        "more than once: Maksupäivä, Maksupäivä",
    ),
    "doubled by synonym": (csv_text([[*payment(1), "1"]], [*HEADER, "Hetu"]).encode(), "Henkilötunnus, Hetu"),
    "an open quote": (csv_text([['"' + payment(1)[0], *payment(1)[1:]]]).encode(), "quotation mark"),
    "a quote in the middle": (csv_text([payment(1), ['"Niemi" Aino', *payment(1)[1:]]]).encode(), "Row 3: a quotation mark"),
    "16 384 columns": ((";".join(map(str, range(16_384))) + "\r\n").encode(), "more than 200 columns"),
    "a line without end": (b"a" * 9_000_000, "line too long"),
    "an old workbook": (OLE, "old Excel format"),
    "an encrypted workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a truncated package": (b"PK\x03\x04" + bytes(100), "cut short"),
    "an empty package": (b"PK\x05\x06" + bytes(18), "not a workbook"),
    "a package of a list": (zipped(**{"lista.csv": b"moi"}), "not a workbook"),
    "a package in a package": (zipped(**{"lista.xlsx": b"moi"}), "packed files inside"),
    "an OpenDocument sheet": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
        "kind of workbook",
    ),
    "a binary workbook": (zipped(**{"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.bin": b"x"}), "kind of workbook"),
    "a package without a workbook": (zipped(**{"[Content_Types].xml": CONTENT_TYPES, "xl/other.xml": b"<x/>"}), "damaged"),
    "a word document": (zipped(**{"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<x/>"}), "not a workbook"),
}


@pytest.mark.parametrize(("content", "reason"), PLAIN_FILES.values(), ids=PLAIN_FILES)
def test_a_file_that_is_no_list_is_refused(tmp_path, content, reason):
    with pytest.raises(ListRefused, match=reason) as refused:
        read_list(write(tmp_path, content), on=ON)
    assert code(1) not in str(refused.value)


BOOKS = {
    "macros": ({"xl/vbaProject.bin": b"x"}, (), "macros"),
    "macros by content type": (
        {"[Content_Types].xml": b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'},
        (),
        "macros",
    ),
    "an embedded package": ({"xl/embeddings/Sheet.xlsx": b"x"}, (), "packed files inside"),
    "billion laughs": ({SHEET: LAUGHS}, (), "declarations"),
    "an outside entity": ({"xl/sharedStrings.xml": XXE}, (), "declarations"),
    "broken XML": ({SHEET: b"<worksheet><sheetData><row>"}, (), "damaged"),
    "no XML": ({SHEET: b"\xff\xfe\x00"}, (), "damaged"),
    "an unknown encoding": ({SHEET: b'<?xml version="1.0" encoding="klingon"?><worksheet/>'}, (), "damaged"),
    "a text that is not there": ({SHEET: b'<worksheet><row><c t="s"><v>999999</v></c></row></worksheet>'}, (), "damaged"),
    "a column that is not there": ({SHEET: b'<worksheet><row><c r="ABCDE1"><v>1</v></c></row></worksheet>'}, (), "damaged"),
    "cells far to the right": ({SHEET: b'<worksheet><row><c r="XFD1048576"><v>1</v></c></row></worksheet>'}, (), "200 columns"),
    "no sheet": ({}, (SHEET,), "damaged"),
    "no relations": ({}, ("xl/_rels/workbook.xml.rels",), "damaged"),
    "an empty sheet": ({SHEET: b"<worksheet/>"}, (), "not known"),
    "too many parts": ({f"xl/media/{n}.png": b"" for n in range(1_001)}, (), "1000 parts"),
    "a bomb": ({"xl/media/x.bin": bytes(210 * 1024 * 1024)}, (), "200 MB"),
    "a tight bomb": ({"xl/media/x.bin": bytes(30 * 1024 * 1024)}, (), "packed more tightly"),
}  # fmt: skip


@pytest.mark.parametrize(("add", "drop", "reason"), BOOKS.values(), ids=BOOKS)
def test_a_spoilt_workbook_is_refused(tmp_path, add, drop, reason):
    path = repacked(good_book(tmp_path), tmp_path / "spoilt.xlsx", add=add, drop=drop)
    with pytest.raises(ListRefused, match=reason):
        read_list(path, on=ON)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(tmp_path, part):
    whole = good_book(tmp_path).read_bytes()
    with pytest.raises(ListRefused, match="cut short"):
        read_list(write(tmp_path, whole[: int(len(whole) * part)], "cut.xlsx"), on=ON)


def test_a_workbook_whose_parts_lie_about_their_size_is_refused(tmp_path):
    path = repacked(good_book(tmp_path), tmp_path / "liar.xlsx")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        size = package.getinfo(SHEET).file_size
    stated, lie = struct.pack("<I", size), struct.pack("<I", 10)
    path.write_bytes(bytes(content).replace(stated, lie))
    with pytest.raises(ListRefused, match="cut short"):
        read_list(path, on=ON)


def test_an_encrypted_part_is_refused(tmp_path):
    content = bytearray(good_book(tmp_path).read_bytes())
    place = content.rfind(b"PK\x01\x02")
    content[place + 8] |= 1
    with pytest.raises(ListRefused, match="password"):
        read_list(write(tmp_path, bytes(content), "locked.xlsx"), on=ON)


def test_several_sheets_that_could_be_the_list_are_refused(tmp_path):
    rows = [list(HEADER), payment(1)]
    with pytest.raises(ListRefused, match="Taulu 1, Taulu 2"):
        read_list(workbook(tmp_path, rows, rows), on=ON)


def test_every_problem_of_the_columns_is_told_at_once(tmp_path):
    header = [name for name in HEADER if name not in {"Maksupäivä", "Päiviä"}] + ["Hetu"]
    with pytest.raises(ListRefused) as refused:
        read_list(csv_list(tmp_path, header=header), on=ON)
    assert len(refused.value.faults) == 3


@pytest.mark.parametrize("limits", [SCREEN, COMMAND_LINE])
def test_the_limits_of_size_and_rows(tmp_path, limits):
    with pytest.raises(ListRefused, match="MB"):
        read_list(write(tmp_path, b"a" * (limits.file_bytes + 1)), on=ON, limits=limits)
    few = replace(limits, rows=3)
    assert read_list(csv_list(tmp_path, *map(payment, range(3))), on=ON, limits=few).rows == 3
    with pytest.raises(ListRefused, match="more than 3 rows"):
        read_list(csv_list(tmp_path, *map(payment, range(4))), on=ON, limits=few)
    with pytest.raises(ListRefused, match="more than 3 rows"):
        read_list(csv_list(tmp_path, *[payment(n % 50) for n in range(100)]), on=ON, limits=few)


def test_the_limits_are_those_of_the_contract():
    assert (SCREEN.file_bytes, SCREEN.rows) == (10 * 2**20, 20_000)
    assert (COMMAND_LINE.file_bytes, COMMAND_LINE.rows) == (64 * 2**20, 300_000)
    for limits in (SCREEN, COMMAND_LINE):
        assert (limits.unpacked_bytes, limits.entries, limits.columns) == (200 * 2**20, 1_000, 200)


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0A", "\t=1", " =cmd|' /C calc'!A0", '=HYPERLINK("http://x")']
)
def test_what_looks_like_a_formula_stays_text(tmp_path, formula):
    row = payment(1)
    row[2] = f"Aino {formula}"
    reading = read_list(
        csv_list(
            tmp_path, [cell.replace('"', '""') if '"' not in cell else f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row]
        ),
        on=ON,
    )
    assert reading.frame["first_names"].to_list() == [" ".join(f"Aino {formula}".split())]


def test_a_workbooks_formula_is_never_worked_out(tmp_path):
    sheet = (
        b"<worksheet><sheetData>"
        + b"".join(
            b"<row>" + b"".join(b'<c t="str"><f>SYSTEM("x")</f><v>%s</v></c>' % cell.encode() for cell in row) + b"</row>"
            for row in [HEADER, payment(1)]
        )
        + b"</sheetData></worksheet>"
    )
    reading = read_list(repacked(good_book(tmp_path), tmp_path / "f.xlsx", add={SHEET: sheet}), on=ON)
    assert reading.totals["gross"] == "673.20"
