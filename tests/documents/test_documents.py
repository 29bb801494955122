"""A document is stored sealed under a name that tells nothing, opens unchanged, and shows when it was touched."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from nivel.documents.commands import Template, deliver_document, make_document
from nivel.documents.models import Document
from nivel.documents.queries import DocumentSpoilt, contents
from tests.documents.letters import FACTS, text_of
from tests.world import DAY, person

INVITATION = Template(Document.Kind.INVITATION, "invitation", "1")


@pytest.fixture
def document(db) -> Document:
    return make_document(INVITATION, FACTS, "fi", client=person(1), on=DAY, by=None)


def test_a_document_opens_as_it_was_made(document):
    document.refresh_from_db()
    assert "Eino Salo" in text_of(contents(document))
    assert (document.template, document.template_version, document.language) == ("invitation", "1", "fi")


def test_nothing_readable_stands_in_the_database(document):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cipher::text || storage_name FROM documents_document")
        row = cursor.fetchone()[0]
    assert b"%PDF".hex() not in row
    assert b"Eino".hex() not in row


def test_the_stored_name_is_random_and_long_enough(document):
    other = make_document(INVITATION, FACTS, "fi", client=person(1), on=DAY, by=None)
    assert len(bytes.fromhex(document.storage_name)) == 16
    assert document.storage_name != other.storage_name


def test_a_touched_document_does_not_open(document):
    whole = bytes(document.cipher)
    document.cipher = whole[:-1] + bytes([whole[-1] ^ 1])
    with pytest.raises(InvalidTag):
        contents(document)


def test_a_document_in_another_s_place_does_not_open(document):
    other = make_document(INVITATION, FACTS, "fi", client=person(2), on=DAY, by=None)
    other.cipher = document.cipher
    with pytest.raises(InvalidTag):
        contents(other)


def test_a_wrong_fingerprint_is_told(document):
    document.sha256 = bytes(32)
    with pytest.raises(DocumentSpoilt):
        contents(document)


def test_a_delivery_tells_how_and_when_a_document_left(document, world):
    delivery = deliver_document(document, "letter", on=DAY, by=world.aino)
    assert (delivery.document, delivery.delivered_on, delivery.delivered_by) == (document, DAY, world.aino)
