"""One sheet of a workbook (taulukkovälilehti), read row by row; cells become text as a person would type it."""

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from nivel.exchange.limits import Limits
from nivel.exchange.package import Package, damaged, feed, safe_parser
from nivel.exchange.sheet import BATCH_ROWS, Row, Sheet

if TYPE_CHECKING:
    from nivel.exchange.workbook import CellReading

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DAY_ZERO = datetime(1899, 12, 30)
LAST_DAY = 2_958_465
REMEMBERED = 50_000


class Worksheet(Sheet):
    counts_overflow = False

    def __init__(self, name: str, limits: Limits, *, hidden: bool, package: Package, part: str, reading: "CellReading"):
        super().__init__(name, limits)
        self.hidden, self.package, self.part, self.reading = hidden, package, part, reading

    def batches(self, size: int = BATCH_ROWS) -> Iterator[list[Row]]:
        rows = RowParser(self.reading, self.limits)
        parser = safe_parser(rows.start, rows.end, rows.text)
        for block in self.package.blocks(self.part):
            feed(parser, block)
            if len(rows.ready) >= size:
                yield rows.taken()
        feed(parser, b"", last=True)
        if rows.ready:
            yield rows.taken()


class RowParser:
    """Gathers the cells of each row as the XML goes by. Only a cell's own value is taken: a formula is never looked at."""

    def __init__(self, reading: "CellReading", limits: Limits):
        self.reading, self.limits = reading, limits
        self.ready: list[Row] = []
        self.cells: list[str] = []
        self.pieces: list[str] = []
        self.number, self.column = 0, -1
        self.kind, self.style = "n", 0
        self.listening = self.phonetic = False
        self.letters: dict[str, int] = {}
        self.numbers: dict[tuple[str, int], str] = {}
        self.prefix: str | None = None

    def taken(self) -> list[Row]:
        rows, self.ready = self.ready, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.prefix is None:
            self.prefix = name.rpartition(":")[0]
        if self.prefix:
            name = name.removeprefix(self.prefix + ":")
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self.phonetic):
            self.listening = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self.phonetic = True

    def text(self, piece: str) -> None:
        if self.listening:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        if self.prefix:
            name = name.removeprefix(self.prefix + ":")
        if name in {"v", "t"}:
            self.listening = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        self.number = int(stated) if stated.isdecimal() and len(stated) < 9 else self.number + 1
        self.cells, self.column = [], -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = self._column(reference) if reference else self.column + 1
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdecimal() else 0
        self.pieces = []

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if letters not in self.letters:
            if not (letters.isascii() and letters.isalpha() and len(letters) < 4):
                raise damaged()
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self.letters[letters] = column - 1
        return self.letters[letters]

    def _end_cell(self) -> None:
        if not self.pieces:
            return
        # A cell beyond the last column allowed is kept at one past it, so that the head can tell there are too many.
        column = min(self.column, self.limits.columns)
        if column >= len(self.cells):
            self.cells.extend([""] * (column + 1 - len(self.cells)))
        self.cells[column] = self._value("".join(self.pieces))

    def _end_row(self) -> None:
        if any(cell.strip() for cell in self.cells):
            self.ready.append((self.number, self.cells))
        self.cells = []

    def _value(self, text: str) -> str:
        if self.kind == "n":
            known = self.numbers.get((text, self.style))
            return self._number(text) if known is None else known
        if self.kind == "s":
            if not text.isdecimal() or len(text) > 8 or int(text) >= len(self.reading.shared):
                raise damaged()
            return plain(self.reading.shared[int(text)])
        if self.kind == "b":
            return "true" if text == "1" else "false"
        return plain(text[: self.limits.cell_characters + 1])

    def _number(self, text: str) -> str:
        kinds = self.reading.kinds
        value = number_text(text, kinds[self.style] if self.style < len(kinds) else "plain", self.reading.day_shift)
        if len(self.numbers) < REMEMBERED:
            self.numbers[text, self.style] = value
        return value


def plain(text: str) -> str:
    """Text with Excel's own escapes of control characters undone; what cannot be a character is left as written."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: found[0] if 0xD800 <= int(found[1], 16) <= 0xDFFF else chr(int(found[1], 16)), text)


def number_text(text: str, kind: str, day_shift: int) -> str:
    """A stored number as a person would type it: a day as yyyy-mm-dd, a percentage without its sign, else plain."""
    try:
        number = float(text)
    except ValueError:
        return text
    if kind == "day" and 1 <= number + day_shift <= LAST_DAY:
        return _day_text(number + day_shift)
    with contextlib.suppress(OverflowError, ValueError):
        return _decimal_text(number * 100 if kind == "percent" else number)
    return text


def _day_text(number: float) -> str:
    moment = DAY_ZERO + timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    return moment.date().isoformat() if moment.time() == moment.time().min else moment.isoformat(" ")


def _decimal_text(number: float) -> str:
    """Nine figures after the point hide what binary fractions add. Three would look like thousands, so they are made four."""
    rounded = round(number, 9)
    if rounded == int(rounded):
        return str(int(rounded))
    digits = format(Decimal(repr(rounded)), "f")
    return digits + "0" if len(digits.partition(".")[2]) == 3 else digits
