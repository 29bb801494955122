"""Making and sending documents: what was made is stored sealed and never changed; what left is told as a delivery."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.documents.models import Delivery, Document, Printing
from nivel.documents.rendering import render_pdf
from nivel.documents.sealing import sealed_bytes


@dataclass(frozen=True)
class Template:
    """Asiakirjapohja: the kind of document, with the template and the version it is made from."""

    kind: str
    name: str
    version: str


def sealed_document(
    template: Template, facts: Mapping[str, Any], language: str, *, client: Client | None, on: date, by: User | None
) -> Document:
    """A document rendered and sealed, not yet in the database. Raises CannotBeSet."""
    pdf = render_pdf(template.name, template.version, facts, language)
    name = secrets.token_hex(16)  # 128 random bits: the name tells nothing and cannot be guessed
    return Document(
        client=client,
        kind=template.kind,
        template=template.name,
        template_version=template.version,
        language=language,
        storage_name=name,
        cipher=sealed_bytes(pdf, name),
        sha256=hashlib.sha256(pdf).digest(),
        made_on=on,
        made_by=by,
    )


@command
def make_document(
    template: Template, facts: Mapping[str, Any], language: str, *, client: Client | None, on: date, by: User | None
) -> Document:
    """Render and store one document. Raises CannotBeSet."""
    document = sealed_document(template, facts, language, client=client, on=on, by=by)
    document.save(force_insert=True)
    return document


@command
def print_documents(documents: Iterable[Document], *, on: date, by: User | None) -> list[Printing]:
    """Tell that documents were taken to the printer (tulostus); again is told again."""
    return Printing.objects.bulk_create([Printing(document=document, printed_on=on, printed_by=by) for document in documents])


@command
def deliver_document(document: Document, channel: str, *, on: date, by: User | None) -> Delivery:
    """Tell that a document left (lähetys): by letter, or handed over."""
    return Delivery.objects.create(document=document, channel=Delivery.Channel(channel), delivered_on=on, delivered_by=by)
