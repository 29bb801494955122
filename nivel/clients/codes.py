"""Identity codes (henkilötunnus): checked, encrypted for showing, and indexed blindly for finding.

The blind index is HMAC-SHA256 of the normalised code with its own key: equal codes meet, and nobody without the key can
enumerate the ten million possible codes. The cipher is AES-256-GCM with a random nonce of 12 bytes before it.
"""

import hmac
import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from stdnum.exceptions import ValidationError
from stdnum.fi import hetu


class NotACode(ValueError):
    """The text is not a Finnish identity code, or its birth day is in the future. Never carries the text itself."""


@dataclass(frozen=True)
class IdentityCode:
    """A checked code in its one spelling, with the birth day it tells. Its text is kept out of repr and str."""

    text: str
    born_on: date

    def __repr__(self) -> str:
        return "IdentityCode(…)"

    __str__ = __repr__

    @property
    def sex(self) -> str:
        """Sukupuoli as the population information system gave the code: its individual number is even for women, odd for men."""
        return "man" if int(self.text[7:10]) % 2 else "woman"


def read_code(text: str, on: date) -> IdentityCode:
    """Check a typed or listed code on a day, all signs of 2023 included. Raises NotACode."""
    try:
        compact = hetu.validate(text.strip(), allow_temporary=True)
    except (ValidationError, ValueError):
        raise NotACode from None
    born_on = _birth_day(compact)
    if born_on > on:
        raise NotACode
    return IdentityCode(compact, born_on)


def _birth_day(compact: str) -> date:
    century = 1800 if compact[6] == "+" else 1900 if compact[6] in "-YXWVU" else 2000
    return date(century + int(compact[4:6]), int(compact[2:4]), int(compact[:2]))


def blind_index(code: IdentityCode) -> bytes:
    return hmac.digest(settings.INDEX_KEY, code.text.encode(), "sha256")


def encrypted(text: str) -> bytes:
    nonce = os.urandom(12)
    return nonce + _sealer(settings.FIELD_KEY).encrypt(nonce, text.encode(), None)


def decrypted(cipher: bytes | memoryview) -> str:
    cipher = bytes(cipher)
    return _sealer(settings.FIELD_KEY).decrypt(cipher[:12], cipher[12:], None).decode()


# A list encrypts tens of thousands of codes by one key.
@lru_cache(maxsize=1)
def _sealer(key: bytes) -> AESGCM:
    return AESGCM(key)
