"""Rivien ottaminen: payments taken from the file, checked one by one and laid person after person.

Rows that come in the order of persons are taken as a stream, and each piece is let go when its people are done.
Rows of any other order are counted first and then laid each at its place.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from nivel.law.counting_rows import NONE, Rows
from nivel.law.facts import WrongFact
from nivel.law.population import files, loops
from nivel.law.population.compiled import Stopwatch, compiled_loops
from nivel.law.population.people import TOLD, Persons, cores, day, no_rows, over_stretches, told_with_rest

NO_GROSS = np.zeros(0, np.int64)
NO_PLACES = np.zeros(0, np.int64)
SPARSE = 8


class NotInOrder(Exception):
    """The file's rows do not come person after person."""


class Stretch(NamedTuple):
    """Väestön osa: people from `first_person` on, whose rows lie from `offsets[p]` to `offsets[p + 1]`."""

    first_person: int
    offsets: np.ndarray
    rows: Rows
    gross: np.ndarray


def columns_for(costs: bool) -> list[str]:
    return [name for name in files.PAYMENTS if costs or name != "gross_cents"]


def stretches_in_order(pieces: Iterable[files.Piece], persons: Persons, costs: bool, watch: Stopwatch) -> Iterator[Stretch]:
    """People piece by piece; NotInOrder when a row comes after one of a later person."""
    offsets = np.zeros(len(persons.ids) + 1, np.int64)
    rows, gross = room(files.A_PIECE + files.A_PIECE // 4, costs)
    kept = p = 0
    for first_row, frame in pieces:
        watch.stage("read")
        ids, count = files.numbers(frame["person_id"]), frame.height
        if kept + count > len(rows.starts):
            rows, gross = grown(rows, gross, kept, kept + count)
        if not len(persons.ids):
            raise NotInOrder
        first = p
        p, broken = compiled_loops().runs_of(ids, count, persons.ids, p, kept, offsets)
        if broken != NONE:
            raise NotInOrder
        take(frame, rows, gross, NO_PLACES, kept, first_row)
        watch.stage("check")
        yield Stretch(first, offsets[first : p + 1], rows, gross)
        begins, ends = int(offsets[p]), kept + count
        kept = ends - begins
        for column in (*rows, gross) if costs else rows:
            column[:kept] = column[begins:ends].copy()
        offsets[p] = 0
    offsets[p + 1 :] = kept
    yield Stretch(p, offsets[p:], rows, gross)


def room(count: int, costs: bool) -> tuple[Rows, np.ndarray]:
    return no_rows(count), np.zeros(count, np.int64) if costs else NO_GROSS


def grown(rows: Rows, gross: np.ndarray, kept: int, count: int) -> tuple[Rows, np.ndarray]:
    """More room for a person with very many rows."""
    larger, larger_gross = room(2 * count, len(gross) > 0)
    for old, new in zip((*rows, gross), (*larger, larger_gross), strict=True):
        new[:kept] = old[:kept]
    return larger, larger_gross


def stretch_of_any_order(
    pieces: Callable[[list[str]], Iterable[files.Piece]], persons: Persons, costs: bool, watch: Stopwatch
) -> Stretch:
    """All people at once: their rows are counted, then, read anew, each is laid at its place."""
    offsets = np.zeros(len(persons.ids) + 1, np.int64)
    finder = _Finder(persons)
    for first_row, frame in pieces(["person_id"]):
        offsets[1:] += np.bincount(finder.indices(frame, first_row), minlength=len(persons.ids))
    offsets = np.cumsum(offsets)
    rows, gross = room(int(offsets[-1]), costs)
    cursors = offsets[:-1].copy()
    for first_row, frame in pieces(columns_for(costs)):
        watch.stage("read")
        places = np.empty(frame.height, np.int64)
        compiled_loops().places_of(finder.indices(frame, first_row), cursors, places)
        take(frame, rows, gross, places, 0, first_row)
        watch.stage("check")
    return Stretch(0, offsets, rows, gross)


class _Finder:
    """Finds persons by their numbers: by a table when the numbers lie close to each other, else by halving."""

    def __init__(self, persons: Persons) -> None:
        self.ids = persons.ids
        self.table = NO_PLACES
        if len(self.ids) and int(self.ids[-1]) - int(self.ids[0]) < SPARSE * len(self.ids):
            self.table = np.full(int(self.ids[-1] - self.ids[0]) + 1, NONE, np.int32)
            self.table[self.ids - self.ids[0]] = np.arange(len(self.ids))

    def indices(self, frame: pl.DataFrame, first_row: int) -> np.ndarray:
        ids = files.numbers(frame["person_id"])
        if len(self.table):
            indices = np.empty(len(ids), np.int64)
            stranger = compiled_loops().found_in_table(ids, self.ids[0], self.table, indices)
        else:
            indices = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            strangers = self.ids[indices] != ids if len(self.ids) else np.ones(len(ids), bool)
            stranger = int(strangers.argmax()) if strangers.any() else NONE
        if stranger != NONE:
            raise WrongFact(f"payments[{first_row + stranger}].person_id: person {ids[stranger]} is not among the persons.")
        return indices


def take(frame: pl.DataFrame, rows: Rows, gross: np.ndarray, places: np.ndarray, at: int, first_row: int) -> None:
    """Rows of the file checked one by one and laid into the arrays, on all cores."""
    raw = [files.numbers(frame[name]) for name in ("benefit", "basis", "starts_on", "ends_on", "paid_on", "days")]
    raw_gross = files.numbers(frame["gross_cents"]) if len(gross) else NO_GROSS
    wrong: list[tuple[int, int]] = []

    def work(first: int, last: int) -> int:
        mine = np.zeros((TOLD, 2), np.int64)
        found = compiled_loops().take_rows(*raw, raw_gross, rows, gross, places, at, first, last, mine)
        wrong.extend((row, code) for code, row in mine[: min(found, TOLD)].tolist())
        return found

    found = over_stretches([frame.height * core // cores() for core in range(cores() + 1)], work)
    if found:
        raise WrongFact(*told_with_rest((wrong_row(frame, first_row, i, code) for i, code in sorted(wrong)), found))


def wrong_row(frame: pl.DataFrame, first_row: int, i: int, code: int) -> str:
    """What is wrong with a row, in a sentence that names it."""
    row = frame.row(i, named=True)
    name = f"payments[{first_row + i}]"
    person = f"(person {row['person_id']})"
    if code == loops.STRANGE_DAY:
        for column in ("starts_on", "ends_on", "paid_on"):
            number = frame[column].to_physical()[i] + loops.EPOCH
            if not loops.FIRST_DAY <= number <= loops.LAST_DAY:
                return f"{name}.{column} {person}: is not a day from {day(loops.FIRST_DAY)} to {day(loops.LAST_DAY)}."
    return {
        loops.UNKNOWN_BENEFIT: "{name}.benefit {person}: {benefit} is not one of 0 tmt, 1 ppr, 2 apr, 3 yt.",
        loops.UNKNOWN_BASIS: "{name}.basis {person}: {basis} is not one of 0 unemployment, 1 service, 2 layoff, 3 additional days.",
        loops.END_BEFORE_START: "{name}.ends_on {person}: {ends_on} is before starts_on {starts_on}.",
        loops.NEGATIVE_DAYS: "{name}.days {person}: {days} is not a whole number, zero or more.",
        loops.TOO_MANY_DAYS: "{name}.days {person}: {days} paid days do not fit from {starts_on} to {ends_on}, five a week.",
        loops.STRANGE_AMOUNT: "{name}.gross_cents {person}: {gross_cents} is not an amount from 0 to 100 million euros.",
    }[code].format(name=name, person=person, **row)
