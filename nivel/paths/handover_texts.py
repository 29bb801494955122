"""Siirrossa kerrottu: what a handover tells, each class of data to whom its own rule lets."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.clients.codes import decrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import CLOSED, may_disclose
from nivel.clients.models import Disclosure
from nivel.paths.models import Handover


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
    rows = handover.texts.select_related("disclosure__sender", "disclosure__receiver", "disclosure__permission")
    unit = unit_of(reader, on) if reader.pk != handover.sender_id else None
    return [
        _told(handover, row.disclosure, decrypted(row.cipher), reader, unit.organisation if unit else None, on) for row in rows
    ]


def _told(
    handover: Handover, disclosure: Disclosure, text: str, reader: User, organisation: Organisation | None, on: date
) -> Told:
    if reader.pk == handover.sender_id:
        return Told(disclosure, text)
    if organisation is None or (disclosure.data_class in CLOSED and reader.pk != handover.receiver_id):
        return Told(disclosure, None)
    try:
        may_disclose(
            handover.path.client, data_class=disclosure.data_class, sender=disclosure.sender, receiver=organisation, on=on
        )
    except Refusal as refusal:
        return Told(disclosure, None, str(refusal))
    return Told(disclosure, text)
