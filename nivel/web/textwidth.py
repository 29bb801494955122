"""Tekstin leveys: how wide a text will be in Source Sans 3, so that a drawing can leave room for it.

A server that draws cannot ask the browser. The widths are the font's own, in thousandths of its size, regular weight;
semibold runs at most four per cent wider.
"""

from functools import lru_cache

_CLASSES = {
    200: " ",
    250: "|ij',.:;·’l",
    270: "I",
    300: "!f()[]{}",
    325: "-tr/\\",
    420: '*sš?zž"”',
    460: "xcvyY",
    495: "J–LFkeé#$+0123456789<=>^~§€×_",
    510: "agäåXV",
    535: "ESŠTZŽ`oöõ",
    550: "AhuÄÅünbdpq",
    580: "PRCK",
    615: "B&DG→",
    650: "UNHOQÖ",
    730: "wM",
    800: "W—½%m",
    850: "@",
    950: "…",
}
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}
_UNKNOWN = 600
_SEMIBOLD = 1.04


def text_width(text: str, *, size: float, semibold: bool = False) -> float:
    """Width in pixels of a text of the given size."""
    return _thousandths(text) * size / 1000 * (_SEMIBOLD if semibold else 1)


@lru_cache(maxsize=8192)
def _thousandths(text: str) -> int:
    return sum(_WIDTHS.get(character, _UNKNOWN) for character in text)


def shortened(text: str, room: float, *, size: float, semibold: bool = False) -> str:
    """The longest beginning of the text that fits the room, with an ellipsis when something was left out."""
    if text_width(text, size=size, semibold=semibold) <= room:
        return text
    for length in range(len(text) - 1, 2, -1):
        cut = text[:length].rstrip(" ,:·-") + "…"
        if text_width(cut, size=size, semibold=semibold) <= room:
            return cut
    return ""
