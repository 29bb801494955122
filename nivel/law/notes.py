"""Parametrien huomautukset: the note that stands with a value, in the readers' languages (`notes.yaml`)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("notes.yaml")


def note_words(note: str) -> Mapping[str, str]:
    """The note by language; a note that nobody has translated says the same in each."""
    return {"en": note, **{language: notes().get(note, {}).get(language, note) for language in ("fi", "sv")}}


@cache
def notes() -> Mapping[str, Mapping[str, str]]:
    return {row["en"]: row for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}
