"""The access log (katseluloki): adding events, each sealed onto the one before, and checking the whole chain.

An event's seal is HMAC-SHA256 over the previous seal and the event's own fields, each with its length before it, so that no two
different events give the same bytes. The head is signed and copied to `NIVEL_DATA_DIR/access-head`: a tail cut off the
table, or a head wound back, no longer agrees with the copy. Adding locks the head row, so the chain cannot fork.
"""

import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nivel.access.models import AccessEvent, AccessHead

START = bytes(32)


@dataclass(frozen=True)
class Look:
    """One look before it is written: who, which people, what for, and whether it was allowed."""

    at: datetime
    actor: int | None
    action: str
    route: str
    clients: tuple[int, ...]
    allowed: bool
    roles: str = ""
    ground: str = ""


def add_look(look: Look) -> int:
    """Write one event and return its number. Raises when it cannot be written: then the page must not be shown."""
    with transaction.atomic(using="log"):
        head = _locked_head()
        event = _event(look, head.events + 1)
        event.seal = sealed(bytes(head.seal), event)
        event.save(using="log", force_insert=True)
        head.events, head.seal = event.id, event.seal
        head.signature = signature(head)
        head.save(using="log")
    _copy_head(head)
    return event.id


def _locked_head() -> AccessHead:
    heads = AccessHead.objects.using("log").select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        blank = AccessHead(pk=1, events=0, seal=START, signature=START)
        AccessHead.objects.using("log").bulk_create([blank], ignore_conflicts=True)
        head = heads.get(pk=1)
    return head


def _event(look: Look, number: int) -> AccessEvent:
    return AccessEvent(
        id=number,
        at=look.at,
        actor=look.actor,
        roles=look.roles[:200],
        action=look.action,
        route=look.route[:120],
        clients=list(look.clients),
        allowed=look.allowed,
        ground=look.ground[:40],
    )


def sealed(previous: bytes, event: AccessEvent) -> bytes:
    moment = event.at.timestamp()
    fields = (
        str(event.id),
        f"{int(moment)}.{event.at.microsecond:06d}",
        "" if event.actor is None else str(event.actor),
        event.roles,
        event.action,
        event.route,
        ",".join(map(str, event.clients)),
        "1" if event.allowed else "0",
        event.ground,
    )
    body = b"".join(len(part).to_bytes(4, "big") + part for part in (field.encode() for field in fields))
    return hmac.digest(settings.SEAL_KEY, previous + body, "sha256")


def signature(head: AccessHead) -> bytes:
    return hmac.digest(settings.SEAL_KEY, b"head" + head.events.to_bytes(8, "big") + bytes(head.seal), "sha256")


@dataclass(frozen=True)
class Seal:
    """What checking the chain found: how many events, whether it holds, and the first number that does not."""

    events: int
    ok: bool
    broken_at: int | None


def verify_log() -> Seal:
    """Check every event's seal, that no number is missing, the head's signature, and the copy kept off the database."""
    with transaction.atomic(using="log"):
        head = AccessHead.objects.using("log").filter(pk=1).first() or AccessHead(pk=1, events=0, seal=START, signature=START)
        return _verified(head, AccessEvent.objects.using("log").order_by("id").iterator(chunk_size=5000))


def _verified(head: AccessHead, events: Iterable[AccessEvent]) -> Seal:
    copied, copied_seal = copied_head()
    previous, number = START, 0
    for number, event in enumerate(events, start=1):
        previous = sealed(previous, event)
        if event.id != number or bytes(event.seal) != previous:
            return Seal(number, False, number)
        if number == copied and previous != copied_seal:
            return Seal(number, False, number)
    whole = head.events == number and bytes(head.seal) == previous and number >= copied
    signed = head.events == 0 or hmac.compare_digest(bytes(head.signature), signature(head))
    return Seal(number, whole and signed, None if whole and signed else number + 1)


def head_file() -> Path:
    return Path(settings.DATA_DIR) / "access-head"


def copied_head() -> tuple[int, bytes]:
    """The newest event's number and seal as kept off the database; (0, …) when there is no copy yet."""
    try:
        number, seal = head_file().read_text().split()
        return int(number), bytes.fromhex(seal)
    except FileNotFoundError:
        return 0, START


def _copy_head(head: AccessHead) -> None:
    if head.events <= copied_head()[0]:
        return
    draft = head_file().with_name(f".access-head-{os.getpid()}")
    draft.write_text(f"{head.events} {bytes(head.seal).hex()}\n")
    draft.replace(head_file())
