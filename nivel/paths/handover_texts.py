"""Siirrossa kerrottu: what a handover tells, each class of data to whom its own rule lets."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import Organisation, User
from nivel.clients.codes import decrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import why_not_shown
from nivel.clients.models import Disclosure
from nivel.paths.models import Handover, HandoverText


@dataclass(frozen=True)
class Told:
    """Yhden tietoryhmän teksti: its transfer with its ground, and the text, or why it is not shown to this reader."""

    disclosure: Disclosure
    text: str | None
    because: str = ""


def texts_for(handover: Handover, reader: User, on: date) -> list[Told]:
    """What the reader may read of what was told. The sender reads what the sender wrote.

    Everybody else by the class's rule, asked anew on the day: without a ground nothing, so a withdrawal and a prohibition count at
    once; and health and social care are for the named receiver alone, although colleagues may open the person.
    """
    transfer = ("disclosure__client", "disclosure__sender", "disclosure__receiver", "disclosure__permission")
    unit = unit_of(reader, on) if reader.pk != handover.sender_id else None
    return [
        _told(handover, row, reader, unit.organisation if unit else None, on) for row in handover.texts.select_related(*transfer)
    ]


def _told(handover: Handover, row: HandoverText, reader: User, organisation: Organisation | None, on: date) -> Told:
    if reader.pk != handover.sender_id:
        why = why_not_shown(row.disclosure, to=organisation, named=reader.pk == handover.receiver_id, on=on)
        if why is not None:
            return Told(row.disclosure, None, why)
    return Told(row.disclosure, decrypted(row.cipher))
