"""What an answer shows to whoever gets it, as text: a page, a PDF as it is read aloud, a sheet's every part, a file's name."""

import html
import io
import re
import zipfile

import pypdf

PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = ("text/", "application/json")


def shown_text(answer) -> str:
    """The text of an answer with its titles as `<title>`; empty for what holds no text, such as a picture."""
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    named = f"<title>{answer.headers.get('Content-Disposition', '')}</title>"
    if kind.startswith(PAGES):
        return named + content(answer).decode()
    if kind == PDF:
        return named + text_of_pdf(content(answer))
    return named + (text_of_sheet(content(answer)) if kind == SHEET else "")


def content(answer) -> bytes:
    if not answer.streaming:
        return answer.content
    body = b"".join(answer.streaming_content)
    answer.streaming_content = [body]
    return body


def text_of_pdf(pdf: bytes) -> str:
    """Its pages without line ends, since a word may be cut at one, and what its properties tell."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    properties = "".join(f"<title>{value}</title>" for value in (reader.metadata or {}).values())
    return properties + "".join(page.extract_text() for page in reader.pages).replace("\n", "")


def text_of_sheet(workbook: bytes) -> str:
    """Every part of the package: cells, names of sheets, comments and properties."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return html.unescape("\n".join(re.sub(r"<[^>]*>", "\n", part) for part in parts))
