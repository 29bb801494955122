"""What is not a row of the list (listan reunat): total rows, repeated headers and notes, told apart from rows with a fault."""

import re
from dataclasses import dataclass, field

import polars as pl

from nivel.exchange.cells import folded, parse_number
from nivel.exchange.faults import Fault
from nivel.exchange.profile import Recognition, header_key

TOTAL_WORDS = re.compile(
    r"(kaikki|rivit|koko)?(yhteensa|yht|summa|loppusumma|kokonaissumma|valisumma|totalt|totalsumma|summatotalt|sammanlagt|"
    r"total|totals|grandtotal|sum|subtotal|delsumma|asiakkaitayhteensa|rivejayhteensa|henkiloitayhteensa)\d*(kpl|eur|euroa|kuntaosuus|brutto|rivia|henkiloa)?"
)
CODE_LIKE = r"\d{6}"


@dataclass
class Margins:
    """The rows taken aside, by their numbers, and the cells of the last total row."""

    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)


def without_margins(frame: pl.DataFrame, recognition: Recognition) -> tuple[pl.DataFrame, Margins]:
    """The frame's data rows, and what stood around and between them. Only a row without a code can be anything else."""
    names = list(recognition.columns)
    frame = frame.filter(~pl.all_horizontal(pl.col(name).is_null() for name in names))
    suspects = frame.filter(~pl.col("identity_code").str.contains(CODE_LIKE).fill_null(False))
    margins = Margins()
    for cells in suspects.select("row", *names).iter_rows(named=True):
        _judge(cells, recognition, margins)
    aside = [*margins.totals, *margins.notes, *margins.repeats]
    return (frame.filter(~pl.col("row").is_in(aside)) if aside else frame), margins


def _judge(cells: dict, recognition: Recognition, margins: Margins) -> None:
    filled = {name: text for name, text in cells.items() if name != "row" and text is not None}
    if _is_total(filled):
        margins.totals.append(cells["row"])
        margins.stated = filled
    elif all(header_key(text[:200]) == header_key(recognition.header_of(name)) for name, text in filled.items()):
        margins.repeats.append(cells["row"])
    elif len(filled) == 1:
        margins.notes.append(cells["row"])


def _is_total(filled: dict[str, str]) -> bool:
    """A total word, or nothing but numbers; beside it only numbers, so that Mr Summa is no total."""
    others = [text for text in filled.values() if not TOTAL_WORDS.fullmatch(folded(text[:60]))]
    labelled = len(others) < len(filled)
    amounts = filled.keys() & {"gross", "municipal_share"}
    return all(not isinstance(parse_number(text[:60]), Fault) for text in others) and (labelled or bool(amounts))
