"""A list as text (tekstitiedosto): its encoding, its separator, and its rows read piece by piece."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import ListRefused, refuse
from nivel.exchange.limits import MEGABYTE, Limits
from nivel.exchange.sheet import BATCH_ROWS, Row, Sheet

SEPARATORS = ";\t|,"
SAMPLE_LINES = 40
# Two letters that stand where one of å, ä, ö, Å, Ä, Ö, é, ü did before utf-8 was read as something else.
MANGLED = re.compile("\u00c3[\u00a4\u00b6\u00a5\u2026\u201e\u2013\u0084\u0085\u0096\u00a9\u00bc]")
MANGLED_LINE = 4  # so many in one line and it is the file, not a name copied from somewhere
UNDEFINED_IN_CP1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def open_text(path: Path, limits: Limits) -> "TextSheet":
    encoding = _encoding(path)
    sheet = TextSheet(path, encoding, limits, quoted=_holds(path, b'"'))
    sample = "\n".join(sheet.sample())
    if any(len(MANGLED.findall(line)) >= MANGLED_LINE for line in sample.split("\n")):
        raise refuse(_("The file's letters are broken (wrong encoding). Ask for it again, or save it as UTF-8."))
    sheet.separator = _separator(sample.split("\n"))
    return sheet


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            yield block


def _holds(path: Path, mark: bytes) -> bool:
    return any(mark in block for block in _blocks(path))


def _encoding(path: Path) -> str:
    """The encoding by its mark, by its zero bytes, or by what can be read; cp1252 also stands for latin-1."""
    start = next(_blocks(path))[:4096]
    for mark, encoding in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return _readable_as(path, encoding)
    if start[1::2].count(0) > len(start) // 5:
        return _readable_as(path, "utf-16-le")
    if start[0::2].count(0) > len(start) // 5:
        return _readable_as(path, "utf-16-be")
    if _holds(path, b"\0"):
        raise refuse(_("The file is not a list: it holds zero bytes."))
    return "utf-8" if _is_utf8(path) else _single_byte(path)


def _is_utf8(path: Path) -> bool:
    try:
        for _text in codecs.iterdecode(_blocks(path), "utf-8"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(path: Path) -> str:
    if any(byte in block for block in _blocks(path) for byte in UNDEFINED_IN_CP1252):
        raise refuse(_("The file's letters cannot be read. Save it as UTF-8 and try again."))
    return "cp1252"


def _readable_as(path: Path, encoding: str) -> str:
    try:
        for text in codecs.iterdecode(_blocks(path), encoding):
            if "\0" in text:
                raise refuse(_("The file is not a list: it holds zero bytes."))
    except UnicodeError as error:
        raise refuse(_("The file's letters cannot be read. Save it as UTF-8 and try again.")) from error
    return encoding


def _separator(lines: Sequence[str]) -> str:
    """The separator that cuts most lines into the same, largest number of cells."""

    def cells(separator: str) -> int:
        widths = Counter(len(row) for row in _rows_leniently(lines, separator))
        width, _times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return width

    hint = re.fullmatch(r"sep=([;,\t|])", lines[0].strip(" "), re.IGNORECASE)
    return hint[1] if hint else max(SEPARATORS, key=cells)


def _rows_leniently(lines: Sequence[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader([line for line in lines if line.strip()], delimiter=separator))
    except csv.Error:
        return []


@dataclass(eq=False)
class TextSheet(Sheet):
    """A text file as a sheet. Without quotes it is cut by columns at once; with them Python's csv reader finds the cells."""

    path: Path
    encoding: str
    limits: Limits
    quoted: bool
    separator: str = ";"
    name: str = ""
    counts_overflow: bool = True

    def texts(self) -> Iterator[str]:
        """The file's text in pieces of whole lines, every line end as a line feed."""
        rest = ""
        for piece in codecs.iterdecode(_blocks(self.path), self.encoding):
            text, rest = rest + piece, ""
            if text.endswith("\r"):
                text, rest = text[:-1], "\r"
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            whole, mark, tail = text.rpartition("\n")
            rest = tail + rest
            if len(rest) > self.limits.line_characters:
                raise refuse(_("The file has a line too long to be a row of a list."))
            if mark:
                yield whole + mark
        if rest.strip("\r"):
            yield rest.rstrip("\r") + "\n"

    def sample(self) -> list[str]:
        return next(self.texts(), "").split("\n")[:SAMPLE_LINES]

    def lines(self) -> Iterator[str]:
        for text in self.texts():
            yield from (line + "\n" for line in text[:-1].split("\n"))

    def batches(self, size: int = BATCH_ROWS) -> Iterator[list[Row]]:
        batch: list[Row] = []
        for row in self._quoted_rows() if self.quoted else self._plain_rows():
            if any(cell.strip() for cell in row[1]):
                batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def _plain_rows(self) -> Iterator[Row]:
        first = 1
        for text in self.texts():
            if not text.isspace():
                for number, line in enumerate(text[:-1].split("\n"), first):
                    yield number, line.split(self.separator)
            first += text.count("\n")

    def _quoted_rows(self) -> Iterator[Row]:
        csv.field_size_limit(self.limits.file_bytes)
        number = 0
        try:
            for number, cells in enumerate(csv.reader(self.lines(), delimiter=self.separator, strict=True), 1):
                yield number, cells
        except csv.Error as error:
            raise _broken_quotes(number + 1) from error

    def frames(self, wanted: Sequence[int], after: int, width: int) -> Iterator[pl.DataFrame]:
        if self.quoted:
            yield from super().frames(wanted, after, width)
            return
        first = 1
        for text in self.texts():
            lines = [] if text.isspace() else text[:-1].split("\n")
            for start in range(0, len(lines), BATCH_ROWS):
                yield self._cut(lines[start : start + BATCH_ROWS], first + start, wanted, after, width)
            first += text.count("\n")

    def _cut(self, lines: list[str], first: int, wanted: Sequence[int], after: int, width: int) -> pl.DataFrame:
        line = pl.Series("line", lines, dtype=pl.String)
        blank = f" \u00a0\r\t{self.separator}"
        frame = pl.DataFrame({"row": pl.int_range(first, first + len(lines), dtype=pl.UInt32, eager=True), "line": line})
        frame = frame.filter((pl.col("row") > after) & (pl.col("line").str.strip_chars(blank) != ""))
        cells = frame["line"].str.splitn(self.separator, width + 1).struct
        longest = self.limits.cell_characters + 1
        return pl.DataFrame(
            [
                frame["row"],
                (cells.field(f"field_{width}").str.strip_chars(blank).fill_null("") != "").alias("overflow"),
                *(cells.field(f"field_{index}").fill_null("").str.head(longest).alias(str(index)) for index in wanted),
            ]
        )


def _broken_quotes(row: int) -> ListRefused:
    return refuse(_("Row %(row)s: a quotation mark opens but never closes, or closes in the middle of a cell."), row=row)
