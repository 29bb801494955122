"""Facts of an invented letter, as the invitation template reads them."""

import io
from typing import Any

import pypdf

FACTS: dict[str, Any] = {
    "sender": {"name": "Joutsan kunta", "unit": "TyöVarikko"},
    "recipient": ["Eino Salo", "Rantatie 3 A 2", "19650 Joutsa"],
    "first_name": "Eino",
    "name": "",
    "made_on": {"weekday": 0, "day": 2, "month": 3, "year": 2020},
    "occasion": "initial",
    "channel": "present",
    "when": {"weekday": 3, "day": 12, "month": 3, "year": 2020, "from": "9.00", "to": "10.30"},
    "place": "TyöVarikko, Jousitie 3",
    "visiting": "",
    "worker": {"name": "Aino Laine", "title": "yksilövalmentaja", "phone": "040 123 4567", "email": "aino.laine@joutsa.example"},
    "interpreter": "",
    "languages": ["fi"],
}


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(pdf).pages)
