"""The person of a row (rivin henkilö): identity code and names, which every register's list has."""

import unicodedata
from collections.abc import Sequence

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import LONG_NAME, NO_NAME, parse_name, parse_text
from nivel.exchange.faults import Fault
from nivel.exchange.profile import Field

# Small words that begin a Finnish, Swedish or foreign surname and stay with it.
SURNAME_PREFIXES = frozenset(
    ("af", "av", "von", "van", "der", "den", "de", "da", "di", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "mac", "st")
)


def parse_surname(cell: str) -> str | Fault:
    name = parse_name(cell)
    return name if isinstance(name, Fault) else in_small_letters(name)


def parse_first_names(cell: str) -> str | Fault:
    name = parse_text(cell)
    if isinstance(name, Fault):
        return name
    return in_small_letters(name) if len(name) <= 120 else LONG_NAME


def parse_full_name(cell: str) -> Sequence[str] | Fault:
    """Surname and first names out of "Sukunimi, Etunimet" or "Sukunimi Etunimet"."""
    name = parse_text(cell)
    if isinstance(name, Fault):
        return name
    last, mark, first = (part.strip() for part in name.partition(","))
    if not mark:
        words = name.split(" ")
        begins = next((place for place, word in enumerate(words) if word.casefold() not in SURNAME_PREFIXES), len(words) - 1)
        last, first = " ".join(words[: begins + 1]), " ".join(words[begins + 1 :])
    surname, first_names = parse_surname(last) if last else NO_NAME, parse_first_names(first)
    if isinstance(surname, Fault):
        return surname
    return first_names if isinstance(first_names, Fault) else (surname, first_names)


def in_small_letters(name: str) -> str:
    """A name written all in capitals as it is usually written; any other as it is."""
    if not name.isupper() or len(name) < 3:
        return name
    return "".join(ch.upper() if place == 0 or name[place - 1] in " -'’" else ch.lower() for place, ch in enumerate(name))


def name_key(name: str) -> str:
    """What two spellings of one name have in common: case, hyphens and spaces aside, å, ä and ö kept."""
    return "".join(ch for ch in unicodedata.normalize("NFC", name).casefold() if ch.isalnum())


IDENTITY_CODE = Field(
    "identity_code",
    _("personal identity code"),
    parse_text,
    pl.String(),
    (
        "henkilötunnus", "hetu", "henkilötunnukset", "hetu/henkilötunnus", "sotu", "sosiaaliturvatunnus", "hlötunnus", "hlö-tunnus",
        "asiakkaan henkilötunnus", "asiakkaan hetu", "henkilön tunnus", "tunnus", "htun",
        "personbeteckning", "personnummer", "personbet", "pnr", "klientens personbeteckning",
        "personal identity code", "identity code", "personal id", "person id", "ssn", "national id",
    ),
    r"hetu$|henkilotunnus|personbeteckning|identitycode|^hlo.*tun",
    needed=True,
)  # fmt: skip
SURNAME = Field(
    "surname",
    _("surname"),
    parse_surname,
    pl.String(),
    (
        "sukunimi", "asiakkaan sukunimi", "henkilön sukunimi", "sukunimet", "snimi", "efternamn", "släktnamn", "klientens efternamn",
        "surname", "last name", "family name",
    ),
    r"sukunimi|efternamn|slaktnamn|surname|lastname",
    needed=True,
)  # fmt: skip
FIRST_NAMES = Field(
    "first_names",
    _("first names"),
    parse_first_names,
    pl.String(),
    (
        "etunimet", "etunimi", "asiakkaan etunimet", "henkilön etunimet", "kutsumanimi", "enimet", "enimi", "förnamn", "tilltalsnamn",
        "klientens förnamn", "first names", "first name", "given names", "given name", "forename", "forenames",
    ),
    r"etunim|fornamn|firstname|givenname",
    needed=True,
)  # fmt: skip
FULL_NAME = Field(
    "name",
    _("name"),
    parse_full_name,
    pl.List(pl.String()),
    (
        "nimi", "asiakas", "asiakkaan nimi", "henkilön nimi", "henkilö", "sukunimi ja etunimet", "sukunimi ja etunimi",
        "sukunimi, etunimet", "sukunimi etunimet", "sukunimi etunimi", "sukunimi, etunimi", "sukunimi/etunimet", "koko nimi",
        "namn", "klient", "klientens namn", "efternamn och förnamn", "efternamn, förnamn", "efternamn förnamn",
        "name", "client", "full name", "surname and first names", "surname, first names",
    ),
    needed=True,
)  # fmt: skip
PERSON = (IDENTITY_CODE, SURNAME, FIRST_NAMES, FULL_NAME)
REQUIRED_OF_PERSON = ((("identity_code",),), (("surname", "first_names"), ("name",)))
