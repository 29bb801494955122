"""Names for ordering and finding, made in Python so that every PostgreSQL agrees (the embedded one has no ICU)."""

import unicodedata

# After z in the order of code points: å, ä, ö stand last, in this order, as in Finnish and Swedish.
LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def sort_name(last_name: str, first_names: str) -> str:
    """The key that orders people by last name as the Finnish alphabet does; é and other marked letters follow their plain form."""
    return f"{_folded(last_name)} {_folded(first_names)}"[:220]


def _folded(name: str) -> str:
    if name.isascii():
        return name.casefold()
    last = unicodedata.normalize("NFC", name).casefold().translate(LAST)
    return "".join(c for c in unicodedata.normalize("NFKD", last) if not unicodedata.combining(c))


def search_name(last_name: str, first_names: str) -> str:
    """What a search compares with: casefolded, one space between words, last name first."""
    return " ".join(unicodedata.normalize("NFC", f"{last_name} {first_names}").casefold().split())[:220]


def search_value(text: str) -> str:
    """A contact detail for finding: a phone number by its digits with 0 for +358, anything else casefolded."""
    digits = "".join(c for c in text if c.isdigit() or c == "+")
    if len(digits) >= 5 and not any(c.isalpha() for c in text) and "@" not in text:
        return digits.replace("+358", "0", 1) if digits.startswith("+358") else digits
    return " ".join(text.casefold().split())
