"""Konsultaation tekstit: what was asked and answered, each to whom the rule of its class of data lets."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import Organisation, User
from nivel.clients.codes import decrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import why_not_shown
from nivel.clients.models import Disclosure
from nivel.meetings.models import ConsultationRequest


@dataclass(frozen=True)
class Said:
    """Kysytty tai vastattu: the text, or why it is not shown to this reader."""

    text: str | None
    because: str = ""


def question_for(request: ConsultationRequest, reader: User, on: date) -> Said:
    """What was asked. The asker reads what the asker wrote, everybody else by the rule of the class."""
    return _said(request.question_cipher, request.told, (request.asker_id, request.asked_id), reader, on)


def answer_for(request: ConsultationRequest, reader: User, on: date) -> Said | None:
    """What was answered, when it was."""
    if request.answer_cipher is None or request.answer_told is None:
        return None
    return _said(request.answer_cipher, request.answer_told, (request.asked_id, request.asker_id), reader, on)


def _said(cipher: bytes | memoryview, transfer: Disclosure, ends: tuple[int, int], reader: User, on: date) -> Said:
    writer, addressee = ends
    if reader.pk != writer:
        why = why_not_shown(transfer, to=_organisation(reader, on), named=reader.pk == addressee, on=on)
        if why is not None:
            return Said(None, why)
    return Said(decrypted(cipher))


def _organisation(reader: User, on: date) -> Organisation | None:
    unit = unit_of(reader, on)
    return unit.organisation if unit else None
