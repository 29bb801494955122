"""A list's sheet (taulukko): rows of text cells out of a file, opened safely whatever the file holds."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import refuse
from nivel.exchange.limits import Limits

Row = tuple[int, list[str]]

BATCH_ROWS = 20_000
HEAD_ROWS = 20


class Sheet(ABC):
    """Numbered rows of cells. Reading streams, so that memory follows the wanted columns and not the file."""

    name: str
    hidden: bool = False
    counts_overflow: bool

    def __init__(self, name: str, limits: Limits):
        self.name = name
        self.limits = limits

    @abstractmethod
    def batches(self, size: int = BATCH_ROWS) -> Iterator[list[Row]]:
        """The rows that hold something, numbered as seen in the file, about so many at a time."""

    def head(self) -> list[Row]:
        """The first rows, among which the header is looked for."""
        rows: list[Row] = []
        for batch in self.batches(HEAD_ROWS):
            rows += batch[: HEAD_ROWS - len(rows)]
            if len(rows) >= HEAD_ROWS:
                break
        if any(len(cells) > self.limits.columns for _number, cells in rows):
            raise refuse(_("The list has more than %(limit)s columns."), limit=self.limits.columns)
        return rows

    def columns(self, wanted: Sequence[int], *, after: int, width: int) -> pl.DataFrame:
        """The wanted columns below the header: `row`, `overflow` (cells beyond the header) and one text column each."""
        frames, taken = [], 0
        for frame in self.frames(wanted, after, width):
            taken += frame.height
            if taken > self.limits.rows + HEAD_ROWS:
                raise refuse(_("The list has more than %(limit)s rows."), limit=self.limits.rows)
            frames.append(frame)
        return pl.concat(frames) if frames else self.frame([], wanted, width)

    def frames(self, wanted: Sequence[int], after: int, width: int) -> Iterator[pl.DataFrame]:
        for batch in self.batches():
            below = [row for row in batch if row[0] > after]
            if below:
                yield self.frame(below, wanted, width)

    def frame(self, batch: list[Row], wanted: Sequence[int], width: int) -> pl.DataFrame:
        longest = self.limits.cell_characters + 1
        series = [
            pl.Series("row", [number for number, _cells in batch], dtype=pl.UInt32),
            pl.Series("overflow", [self.overflows(cells, width) for _number, cells in batch], dtype=pl.Boolean),
        ]
        for index in wanted:
            texts = [cells[index][:longest] if index < len(cells) else "" for _number, cells in batch]
            series.append(pl.Series(str(index), texts, dtype=pl.String))
        return pl.DataFrame(series)

    def overflows(self, cells: list[str], width: int) -> bool:
        return self.counts_overflow and len(cells) > width and any(cell.strip() for cell in cells[width:])
