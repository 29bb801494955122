"""What a stored document says."""

import hashlib
import hmac

from nivel.documents.models import Document
from nivel.documents.sealing import opened_bytes


class DocumentSpoilt(Exception):
    """The stored bytes are no longer those that were made: a fault of the store, so it fails loudly."""


def contents(document: Document) -> bytes:
    """The document as it was made. Raises DocumentSpoilt or InvalidTag when the row was touched."""
    pdf = opened_bytes(bytes(document.cipher), document.storage_name)
    if not hmac.compare_digest(hashlib.sha256(pdf).digest(), bytes(document.sha256)):
        raise DocumentSpoilt(document.pk)
    return pdf
