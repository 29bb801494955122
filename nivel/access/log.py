"""The access log (katseluloki): adding events, each sealed onto the one before, and checking the whole chain.

An event's seal is HMAC-SHA256 over the previous seal and the event's own fields, each with its length before it, so that no two
different events give the same bytes. The head is signed and copied to `NIVEL_DATA_DIR/access-head`: a tail cut off the
table, or a head wound back, no longer agrees with the copy; a copy that is gone is a break too. Adding locks the head row, so
the chain cannot fork.
"""

import fcntl
import hmac
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Subquery

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
        _copy_head(blank)
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
    """Check every event's seal, that no number is missing, the head with its signature, and the copy kept off the database.

    Looks go on being logged meanwhile: the copy is read first, then events and head in one statement, which sees one moment.
    """
    copy = copied_head()
    head, number, previous = AccessHead.objects.using("log").filter(pk=1).first(), 0, START
    with transaction.atomic(using="log"):
        for number, event in enumerate(_events_with_head().iterator(chunk_size=5000), start=1):
            previous = sealed(previous, event)
            if event.id != number or bytes(event.seal) != previous or (copy and number == copy[0] and previous != copy[1]):
                return Seal(number, False, number)
            head = AccessHead(events=event.head_events, seal=event.head_seal, signature=event.head_signature)  # type: ignore[attr-defined]
    if copy is None and copied_head():  # the log's very first event came while we looked
        copy = (0, START)
    whole = _agree(head, copy, number, previous)
    return Seal(number, whole, None if whole else number + 1)


def _events_with_head() -> QuerySet[AccessEvent]:
    head = AccessHead.objects.filter(pk=1)
    parts = {f"head_{field}": Subquery(head.values(field)) for field in ("events", "seal", "signature")}
    return AccessEvent.objects.using("log").order_by("id").annotate(**parts)


def _agree(head: AccessHead | None, copy: tuple[int, bytes] | None, number: int, seal: bytes) -> bool:
    """Whether head and copy know neither more nor other events than there are."""
    if number == 0:
        return (head is None or head.events == 0) and (copy is None or copy[0] == 0)
    if head is None or head.events != number or copy is None or copy[0] > number:
        return False
    return bytes(head.seal) == seal and hmac.compare_digest(bytes(head.signature), signature(head))


def head_file() -> Path:
    return Path(settings.DATA_DIR) / "access-head"


def copied_head() -> tuple[int, bytes] | None:
    """The newest event's number and seal as kept off the database; None when there is no copy."""
    try:
        number, seal = head_file().read_text().split()
        return int(number), bytes.fromhex(seal)
    except FileNotFoundError:
        return None


def _copy_head(head: AccessHead) -> None:
    """Write the copy whole or not at all, and never an older one over a newer."""
    with head_file().with_name(".access-head-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copy = copied_head()
        if copy and head.events <= copy[0]:
            return
        draft = head_file().with_name(".access-head-draft")
        draft.write_text(f"{head.events} {bytes(head.seal).hex()}\n")
        draft.replace(head_file())
