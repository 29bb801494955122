"""An Excel workbook (Excel-työkirja): its sheets, shared texts and number formats, read as a stream.

The library that the rest of the product reads sheets with holds a whole sheet in memory several times over and sizes it by the
farthest cell; a list that arrives from outside is read here instead, so that the process stays small whatever the file says.
"""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import refuse
from nivel.exchange.limits import Limits
from nivel.exchange.package import Package, damaged
from nivel.exchange.sheet import Sheet
from nivel.exchange.worksheet import Worksheet

DATE_FORMATS = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
PERCENT_FORMATS = {9, 10}
QUOTED_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
TEXT_OVERHEAD = 64


def open_workbook(path: Path, limits: Limits) -> list[Sheet]:
    package = Package(path, limits)
    workbook = _part(package, "xl/workbook.xml")
    book = _Book()
    package.parse(workbook, book.start)
    targets = _relations(package, workbook)
    _refuse_macros(package)
    reading = CellReading(_shared_texts(package, limits), _kinds(package), 1462 if book.date1904 else 0)
    sheets: list[Sheet] = []
    for name, hidden, relation in book.sheets:
        kind, target = targets.get(relation, ("", ""))
        if kind.endswith("/worksheet"):
            sheets.append(Worksheet(name, limits, hidden=hidden, package=package, part=target, reading=reading))
    if not sheets:
        raise damaged()
    return sheets


@dataclass(frozen=True)
class CellReading:
    """What is needed to read a cell's value: shared texts, the kind of each style, and the first day of the calendar."""

    shared: list[str]
    kinds: list[str]
    day_shift: int


def local(name: str) -> str:
    return name.rpartition(":")[2]


@dataclass
class _Book:
    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    date1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", relation))
        elif local(name) == "workbookPr":
            self.date1904 = attributes.get("date1904") in {"1", "true"}


def _part(package: Package, name: str) -> str:
    if name not in package.entries:
        raise damaged()
    return name


def _refuse_macros(package: Package) -> None:
    macros: list[str] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if "macroenabled" in attributes.get("ContentType", "").lower():
            macros.append(attributes["ContentType"])

    package.parse(_part(package, "[Content_Types].xml"), start)
    if macros:
        raise refuse(_("The workbook holds macros. Save it as .xlsx without macros and try again."))


def _relations(package: Package, workbook: str) -> dict[str, tuple[str, str]]:
    """The workbook's parts by relation id: their type and name in the package. What lies outside it is never opened."""
    found: dict[str, tuple[str, str]] = {}
    folder, file = posixpath.split(workbook)

    def start(_name: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes["Id"]] = (attributes.get("Type", ""), path)

    package.parse(_part(package, f"{folder}/_rels/{file}.rels"), start)
    return found


def _shared_texts(package: Package, limits: Limits) -> list[str]:
    texts = _SharedTexts(limits)
    if "xl/sharedStrings.xml" in package.entries:
        package.parse("xl/sharedStrings.xml", texts.start, texts.end, texts.text)
    return texts.found


class _SharedTexts:
    """The texts that cells refer to by number, each whole whatever fonts it is written in, without its phonetic reading."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.listening = self.phonetic = False
        self.weight = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        element = local(name)
        if element == "si":
            self.pieces = []
        elif element == "rPh":
            self.phonetic = True
        elif element == "t":
            self.listening = not self.phonetic

    def text(self, piece: str) -> None:
        if self.listening:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        self.listening = False
        element = local(name)
        if element == "rPh":
            self.phonetic = False
        elif element == "si":
            self._add("".join(self.pieces)[: self.limits.cell_characters + 1])

    def _add(self, text: str) -> None:
        self.found.append(text)
        self.weight += len(text) + TEXT_OVERHEAD
        if self.weight > self.limits.text_bytes:
            raise refuse(_("The workbook holds more text than a list has room for."))


def _kinds(package: Package) -> list[str]:
    """For each cell style: whether its numbers are days, percentages or plain."""
    own: dict[int, str] = {}
    kinds: list[str] = []
    inside: list[bool] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        element = local(name)
        if element == "numFmt":
            own[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside.append(True)
        elif element == "xf" and inside:
            kinds.append(_kind(_number(attributes.get("numFmtId")), own))

    def end(name: str) -> None:
        if local(name) == "cellXfs":
            inside.clear()

    if "xl/styles.xml" in package.entries:
        package.parse("xl/styles.xml", start, end)
    return kinds


def _number(text: Any) -> int:
    return int(text) if str(text).isdecimal() else 0


def _kind(number: int, own: dict[int, str]) -> str:
    code = QUOTED_IN_FORMAT.sub("", own.get(number, "")).lower()
    if number in DATE_FORMATS or (set(code) & {"d", "y", "p", "v"} and "general" not in code):
        return "day"
    return "percent" if number in PERCENT_FORMATS or "%" in code else "plain"
