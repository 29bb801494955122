"""What a cell says (solun arvo): days, amounts, counts, flags, names and identity codes as people and registers write them.

Each parser takes a tidied, non-empty text and returns its value or a Fault. A fault never holds the cell's own text.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import CODE_SHAPE, Fault
from nivel.exchange.text import MANGLED

Parser = Callable[[str], Any]

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIAL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 73_051)
LONGEST_CELL = 1_000
# The signs of 2023 beside the old ones. The same check as in python-stdnum, which a test compares it with, at a tenth of the time.
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CODE = re.compile(r"(\d{2})(\d{2})(\d{2})([-+ABCDEFYXWVU])(\d{3})([0-9A-FHJ-NPR-Y])", re.ASCII)
CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal(10) ** 10
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
SPACES = re.compile(r"\s+")
CLOCK = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
AMOUNT = r"\d+([.,]\d+)?|\d{1,3}([ .']\d{3})+(,\d+)?|\d{1,3}([ ,']\d{3})+(\.\d+)?"
SIGNED = re.compile(rf"(?P<before>[-+]?) ?(?P<digits>{AMOUNT}) ?(?P<after>-?)")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))

TRUE_WORDS = frozenset(
    (
        "k", "kylla", "joo", "x", "true", "tosi", "1", "y", "yes", "ja", "j", "korjaus", "korjattu", "kor", "korj", "oikaisu", "oikaistu",
        "oik", "o", "takaisinperinta", "peruutus", "rattelse", "rattad", "korrigering", "correction", "corrected",
    )
)  # fmt: skip
FALSE_WORDS = frozenset(("e", "ei", "n", "no", "nej", "false", "epatosi", "0", "-", "normaali", "ordinarie"))

# Each fault is made once, so that a list with a million of them costs no more than one with ten.
SHORT_YEAR = Fault(_("the year has only two digits"))
NO_DATE = Fault(_("not a date"))
ODD_YEAR = Fault(_("the year cannot be right"))
NO_SUCH_DAY = Fault(_("there is no such day in the calendar"))
NO_PERIOD = Fault(_("not a period: two dates are needed"))
NO_NUMBER = Fault(_("not a number"))
TWO_READINGS = Fault(_("the number can be read in two ways: a comma and two decimals are needed"))
LARGE_AMOUNT = Fault(_("the amount is too large"))
NOT_WHOLE = Fault(_("not a whole number"))
LARGE_NUMBER = Fault(_("the number is too large"))
BELOW_ZERO = Fault(_("the number is below zero"))
NO_PERCENTAGE = Fault(_("the percentage is not between 0 and 100"))
UNKNOWN_MARK = Fault(_("the mark is not known"))
LONG_TEXT = Fault(_("the text is too long"))
BROKEN_LETTERS = Fault(_("the letters are broken (wrong encoding)"))
STRAY_CODE = Fault(_("an identity code stands where it must not"))
LONG_NAME = Fault(_("the name is too long"))
NO_NAME = Fault(_("not a name"))
LONG_CODE = Fault(_("the code is too long"))
NO_CODE = Fault(_("not a personal identity code"))
WRONG_CHECK = Fault(_("the check character of the identity code is wrong"))
UNBORN = Fault(_("the identity code's birth date is in the future"))


def tidied(cell: str) -> str:
    """The cell without what cannot be seen and without spaces around; every inner run of spaces is one space."""
    if cell.isascii() and cell.isalnum():
        return cell
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", cell))
    return SPACES.sub(" ", "".join(" " if ch < " " or "\x7f" <= ch <= "\x9f" else ch for ch in visible)).strip()


def folded(text: str) -> str:
    """Letters and figures only, small and without diacritics, for comparing headers and words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in bare if ch.isalnum() and ch.isascii())


def parse_day(cell: str) -> date | Fault:
    """A day as d.m.yyyy, d/m/yyyy, yyyy-mm-dd, yyyymmdd or Excel's own number; never with a two-digit year."""
    text = CLOCK.sub("", cell).rstrip(".")
    if found := YEAR_FIRST.fullmatch(text) or COMPACT_DAY.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return SHORT_YEAR if len(year) == 2 else _day(int(year), int(month), int(day))
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return SERIAL_DAY_ZERO + timedelta(days=int(text))
    return NO_DATE


def _day(year: int, month: int, day: int, *, first: int = FIRST_YEAR) -> date | Fault:
    if not first <= year <= LAST_YEAR:
        return ODD_YEAR
    try:
        return date(year, month, day)
    except ValueError:
        return NO_SUCH_DAY


def parse_period(cell: str) -> tuple[date, date] | Fault:
    """A payment period (maksukausi) in one cell: two days with a dash between."""
    text = cell.translate(DASHES)
    ends = re.split(r" ?- ?(?=\d{1,2}[./]\d{1,2}[./]\d{4}$)| - |\.\.|(?<=\d{4}-\d{2}-\d{2})[ /]+-?", text, maxsplit=1)
    if len(ends) != 2:
        return NO_PERIOD
    first, last = parse_day(ends[0].strip()), parse_day(ends[1].strip())
    if isinstance(first, Fault):
        return first
    return last if isinstance(last, Fault) else (first, last)


def parse_number(cell: str) -> Decimal | Fault:
    """A number as people write it: spaces or points between thousands, a comma or a point before decimals, a minus on either side."""
    text = re.sub(r"€|\beur(oa)?\b\.?|%", "", cell.translate(DASHES), flags=re.IGNORECASE).replace("\u00a0", " ").strip()
    signed = SIGNED.fullmatch(text)
    if not signed or not text.isascii() or (signed["before"] and signed["after"]):
        return NO_NUMBER
    negative, text = "-" in (signed["before"] + signed["after"]), signed["digits"]
    whole, mark, decimals = _parted(text)
    if mark and len(decimals) == 3 and len(re.sub(r"\D", "", whole)) <= 3 and whole.isdigit() and whole.strip("0"):
        return TWO_READINGS
    number = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or 0}")
    return -number if negative else number


def _parted(text: str) -> tuple[str, str, str]:
    """The number's whole part, its decimal mark and its decimals. A mark seen twice parts thousands."""
    last = max(text.rfind(","), text.rfind("."))
    mark = text[last] if last >= 0 else ""
    if not mark or text.count(mark) > 1:
        return text, "", ""
    return text[:last], mark, text[last + 1 :]


def parse_amount(cell: str) -> Decimal | Fault:
    """Euros and cents (rahamäärä)."""
    number = parse_number(cell)
    if isinstance(number, Fault):
        return number
    if abs(number) >= LARGEST_AMOUNT:
        return LARGE_AMOUNT
    return number.quantize(CENT, ROUND_HALF_UP)


def parse_whole(cell: str) -> int | Fault:
    """A whole number, also when a sheet has made it 20,0."""
    number = parse_number(cell)
    if isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return NOT_WHOLE
    return int(number) if abs(number) < 1_000_000 else LARGE_NUMBER


def parse_count(cell: str) -> int | Fault:
    """A whole number that cannot be below zero."""
    number = parse_whole(cell)
    return BELOW_ZERO if not isinstance(number, Fault) and number < 0 else number


def parse_days(cell: str) -> int | Fault:
    """Days of a payment: below zero in a correction."""
    number = parse_whole(cell)
    return LARGE_NUMBER if not isinstance(number, Fault) and abs(number) > 366 else number


def parse_percent(cell: str) -> Decimal | Fault:
    """A percentage between 0 and 100 (prosentti)."""
    number = parse_number(cell)
    if not isinstance(number, Fault) and not 0 <= number <= 100:
        return NO_PERCENTAGE
    return number


def parse_flag(cell: str) -> bool | Fault:
    """A mark in a column of its own: K, x, kyllä, oikaisu; or a word that says no."""
    word = folded(cell) or "-"
    if word in TRUE_WORDS:
        return True
    return False if word in FALSE_WORDS else UNKNOWN_MARK


def parse_text(cell: str) -> str | Fault:
    """Free text, kept as it is: what looks like a formula stays text."""
    if len(cell) > LONGEST_CELL:
        return LONG_TEXT
    if "\ufffd" in cell or MANGLED.search(cell) or any("\ud800" <= ch <= "\udfff" for ch in cell):
        return BROKEN_LETTERS
    return STRAY_CODE if CODE_SHAPE.search(cell) else cell


def parse_name(cell: str) -> str | Fault:
    """A person's name or part of it."""
    text = parse_text(cell)
    if isinstance(text, Fault):
        return text
    if len(text) > 80:
        return LONG_NAME
    return text if any(ch.isalpha() for ch in text) else NO_NAME


def parse_code(cell: str) -> str | Fault:
    """A register's own short code, such as an employment code (työllisyyskoodi)."""
    text = parse_text(cell)
    return LONG_CODE if isinstance(text, str) and len(text) > 8 else text


def identity_code_parser(on: date) -> Parser:
    """A parser of personal identity codes (henkilötunnus) that knows no one born after the day."""

    def parse(cell: str) -> str | Fault:
        found = CODE.fullmatch(cell) or CODE.fullmatch(SPACES.sub("", cell).translate(DASHES).upper())
        if not found:
            return NO_CODE
        day, month, year, sign, number, check = found.groups()
        if CHECK_CHARACTERS[int(day + month + year + number) % 31] != check:
            return WRONG_CHECK
        born = _day(CENTURIES[sign] + int(year), int(month), int(day), first=1800)
        if isinstance(born, Fault) or int(number) < 2:
            return NO_CODE
        return UNBORN if born > on else found[0]

    return parse


def birth_date(code: str) -> date:
    """The day of birth that a valid identity code states (syntymäaika)."""
    return date(CENTURIES[code[6]] + int(code[4:6]), int(code[2:4]), int(code[:2]))
