"""Opening a list (listan avaaminen): the file's kind is told by its first bytes, never by its name."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import refuse
from nivel.exchange.limits import COMMAND_LINE, MEGABYTE, Limits
from nivel.exchange.sheet import Sheet
from nivel.exchange.text import open_text
from nivel.exchange.workbook import open_workbook

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_sheets(path: Path, limits: Limits = COMMAND_LINE) -> list[Sheet]:
    """The sheets of a file, or a refusal that says why it cannot be read."""
    size = path.stat().st_size
    if not size:
        raise refuse(_("The file is empty."))
    if size > limits.file_bytes:
        raise refuse(_("The file is larger than %(limit)s MB."), limit=limits.file_bytes // MEGABYTE)
    with path.open("rb") as file:
        signature = file.read(8)
    if signature == OLE_SIGNATURE:
        raise _old_or_encrypted(path)
    if signature.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return open_workbook(path, limits)
    return [open_text(path, limits)]


def _old_or_encrypted(path: Path) -> Exception:
    """An OLE container is either a password-protected workbook or one in the format before 2007."""
    container = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in container or "EncryptionInfo".encode("utf-16-le") in container:
        return refuse(_("The workbook is protected with a password. Save it without a password and try again."))
    return refuse(_("The file is in the old Excel format (.xls). Save it as .xlsx or .csv and try again."))
