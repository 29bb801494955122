"""What is wrong with a list or a row of it, told in the reader's language and never with the cell's content."""

import re
from dataclasses import dataclass, field
from typing import Any

from nivel.access.refusal import Refusal

# Anything shaped like an identity code, with the separator signs of 2023 or none at all.
CODE_SHAPE = re.compile(r"(?<!\d)\d{6}\s?[-+\u2010-\u2015A-FU-Ya-fu-y]?\s?\d{3}[0-9A-Za-z](?![0-9A-Za-z])")


def masked(text: str) -> str:
    """The text with everything shaped like an identity code (henkilötunnus) struck out."""
    return CODE_SHAPE.sub("***", text)


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason: a translatable sentence and what is filled into it; it becomes text only when shown."""

    text: Any
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.text) % self.values if self.values else str(self.text)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row left out (hylätty rivi): its number as seen in the file, the column's header and the reason."""

    row: int
    column: str
    reason: Fault

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "reason": str(self.reason)}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something told about rows that were nevertheless taken (huomautus)."""

    text: Fault
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        return str(self.text)

    def as_json(self) -> dict[str, Any]:
        return {"text": str(self.text), "rows": list(self.rows)}


class ListRefused(Refusal):
    """The whole file is refused (lista torjuttu); one fault for each problem found.

    When the list was known but not its columns, `source` and `columns` (header to field) let a person say which is which.
    """

    def __init__(self, *faults: Fault, source: str = "", columns: dict[str, str] | None = None):
        super().__init__()
        self.faults = faults
        self.source = source
        self.columns = columns or {}

    def __str__(self) -> str:
        return " ".join(str(fault) for fault in self.faults)


def refuse(text: Any, **values: Any) -> ListRefused:
    return ListRefused(Fault(text, values))
