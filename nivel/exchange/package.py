"""The zip package of a workbook (työkirjan paketti): weighed before anything in it is unpacked."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import ListRefused, refuse
from nivel.exchange.limits import MEGABYTE, Limits

BLOCK = 256 * 1024
ENCRYPTED_FLAG = 0x1
PACKED = (".zip", ".xlsx", ".xlsm", ".xls", ".7z", ".rar", ".gz", ".bz2", ".jar", ".docx", ".ods")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def damaged() -> ListRefused:
    return refuse(_("The workbook is damaged or was cut short. Ask for it again."))


class Package:
    """The parts of a workbook by name, each read in blocks and never further than its stated size."""

    def __init__(self, path: Path, limits: Limits):
        try:
            self.archive = zipfile.ZipFile(path)
            self.entries = {entry.filename: entry for entry in self.archive.infolist()}
        except UNREADABLE as error:
            raise damaged() from error
        _weigh(self.archive.infolist(), path, limits)
        _judge_kind(self.entries)

    def blocks(self, name: str) -> Iterator[bytes]:
        if name not in self.entries:
            raise damaged()
        try:
            with self.archive.open(name) as part:
                while block := part.read(BLOCK):
                    yield block
        except UNREADABLE as error:
            raise damaged() from error

    def parse(self, name: str, start: Callable, end: Callable | None = None, text: Callable | None = None) -> None:
        """Read a part of XML to its end, telling each element to the given functions."""
        parser = safe_parser(start, end, text)
        for block in self.blocks(name):
            feed(parser, block)
        feed(parser, b"", last=True)


def _weigh(entries: list[zipfile.ZipInfo], path: Path, limits: Limits) -> None:
    """A zip bomb is told by its directory: too many parts, too much unpacked, or packed too tightly to be a list."""
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise refuse(_("The workbook is protected with a password. Save it without a password and try again."))
    if len(entries) > limits.entries:
        raise refuse(_("The workbook has more than %(limit)s parts inside."), limit=limits.entries)
    if unpacked > limits.unpacked_bytes:
        raise refuse(_("The workbook would unpack to more than %(limit)s MB."), limit=limits.unpacked_bytes // MEGABYTE)
    if unpacked > 10 * MEGABYTE and unpacked > limits.packing_ratio * path.stat().st_size:
        raise refuse(_("The workbook is packed more tightly than any real list."))


def _judge_kind(entries: dict[str, zipfile.ZipInfo]) -> None:
    names = {name.lower() for name in entries}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
        raise refuse(_("The workbook holds macros. Save it as .xlsx without macros and try again."))
    if any(name.endswith(PACKED) for name in names):
        raise refuse(_("The file holds other packed files inside. Give the list itself."))
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise refuse(_("This kind of workbook is not read. Save it as .xlsx or .csv and try again."))
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refuse(_("The file is a zip package but not a workbook."))


def safe_parser(start: Callable, end: Callable | None = None, text: Callable | None = None) -> expat.XMLParserType:
    """An XML parser that refuses document types, and with them every entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    return parser


def _refuse_doctype(*_declaration: object) -> None:
    raise refuse(_("The workbook holds declarations that no real workbook has."))


def feed(parser: expat.XMLParserType, block: bytes, *, last: bool = False) -> None:
    try:
        parser.Parse(block, last)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged() from error
