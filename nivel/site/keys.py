"""The installation's secrets: from the environment, else from NIVEL_DATA_DIR/keys, made once with mode 0600.

A key is 32 random bytes. In the environment it is written as 64 hexadecimal digits, `NIVEL_KEY_FIELD` for the key "field".
Losing "field" loses the identity codes, so a backup says whether it holds the keys.
"""

import contextlib
import os
import secrets
from pathlib import Path

NAMES = ("session", "field", "index", "seal")


def folder() -> Path:
    return Path(os.environ.get("NIVEL_DATA_DIR") or "data").absolute() / "keys"


def secret(name: str) -> bytes:
    """32 bytes. Raises ValueError when the configured key is not 64 hexadecimal digits."""
    text = os.environ.get(f"NIVEL_KEY_{name.upper()}") or _stored(name)
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError(f"The key {name!r} must be 64 hexadecimal digits")
    return key


def text(name: str) -> str:
    return secret(name).hex()


def _stored(name: str) -> str:
    path = folder() / name
    try:
        return path.read_text()
    except FileNotFoundError:
        return _made(path)


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)  # whole or not at all, and the first process wins
    draft.unlink()
    return path.read_text()
