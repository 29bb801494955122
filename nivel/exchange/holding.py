"""A list given on the screen, held between preview and applying (odottava lista): encrypted, for its giver alone, for a day."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from nivel.access.history import command
from nivel.access.models import User
from nivel.exchange.commands import (
    Arrival,
    Outcome,
    apply_list,
    arrival_of,
    clean_name,
    preview_list,
    remember_columns,
    remembered_columns,
)
from nivel.exchange.limits import SCREEN
from nivel.exchange.models import HeldList
from nivel.exchange.reading import read_list

HELD_FOR = timedelta(days=1)
NONCE_BYTES = 12


@command
def hold_list(content: bytes, file_name: str, *, by: User, at: datetime) -> HeldList:
    """Keep a given file until it is applied or left. Files held for a day go at the same time."""
    HeldList.objects.filter(held_at__lt=at - HELD_FOR).delete()
    nonce = os.urandom(NONCE_BYTES)
    cipher = nonce + AESGCM(settings.FIELD_KEY).encrypt(nonce, content, None)
    return HeldList.objects.create(
        token=secrets.token_urlsafe(32), file_name=clean_name(file_name), content=cipher, held_by=by, held_at=at
    )


@command
def choose_columns(held: HeldList, source: str, columns: dict[str, str], *, by: User) -> None:
    """Which header is which field in this list, as its giver corrected it."""
    held.source, held.columns = source, columns
    held.save(update_fields=["source", "columns"])


@command
def leave_list(held: HeldList, *, by: User) -> None:
    """Let a held list go without applying it."""
    held.delete()


def preview_held(held: HeldList, *, at: datetime) -> Outcome:
    """What applying the held list would do. Raises ListRefused."""
    with _on_disk(held) as path:
        return preview_list(_arrival(held, path, at))


@command
def apply_held(held: HeldList, *, by: User, at: datetime) -> Outcome:
    """Apply the held list, remember its columns when they were corrected, and let the file go. Raises ListRefused."""
    with _on_disk(held) as path:
        outcome = apply_list(_arrival(held, path, at), by=by, at=at)
    if held.columns:
        remember_columns(held.source, held.columns, by=by, at=at)
    held.delete()
    return outcome


def _arrival(held: HeldList, path: Path, at: datetime) -> Arrival:
    remembered = remembered_columns()
    if held.columns:
        remembered[held.source] = remembered.get(held.source, {}) | held.columns
    reading = read_list(path, on=at.date(), source=held.source or None, remembered=remembered, limits=SCREEN)
    return arrival_of(path, reading, file_name=held.file_name, on=at.date())


@contextmanager
def _on_disk(held: HeldList) -> Iterator[Path]:
    """The file in plain for as long as it is read, in a folder of its own that only this process's user may enter."""
    cipher = bytes(held.content)
    with tempfile.TemporaryDirectory(prefix="nivel-list-") as folder:
        path = Path(folder) / "list"
        path.write_bytes(AESGCM(settings.FIELD_KEY).decrypt(cipher[:NONCE_BYTES], cipher[NONCE_BYTES:], None))
        yield path
