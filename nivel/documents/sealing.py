"""Bytes at rest: a stored document is encrypted, and bound to its own name so that two rows cannot be swapped unseen."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


def sealed_bytes(plain: bytes, name: str) -> bytes:
    """The bytes encrypted under the field key for the row of that name."""
    nonce = os.urandom(12)
    return nonce + AESGCM(settings.FIELD_KEY).encrypt(nonce, plain, name.encode())


def opened_bytes(cipher: bytes, name: str) -> bytes:
    """The bytes again. Raises InvalidTag when they were changed, or belong to another name."""
    return AESGCM(settings.FIELD_KEY).decrypt(cipher[:12], cipher[12:], name.encode())
