"""Väestö taulukkoina: persons and their payments as arrays, a person's rows one after another."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from nivel.law.counting_rows import EXTENT, FAR, KINDS, NONE, NOT_YET, Past, Rows, Wordings
from nivel.law.facts import BASES, BENEFITS, WrongFact
from nivel.law.population import loops
from nivel.law.population.compiled import compiled_loops
from nivel.law.population.files import numbers
from nivel.law.population.measured import UNKNOWN
from nivel.law.share_tables import wordings

TOLD = 20
EPOCH = date(1970, 1, 1)


class Persons(NamedTuple):
    """Henkilöt: in the order of their numbers; a day of birth that is not known is UNKNOWN."""

    ids: np.ndarray
    born: np.ndarray
    municipalities: np.ndarray


class Results(NamedTuple):
    """Tulokset: one place for each person; NONE where there is no share or no change."""

    days_counted: np.ndarray
    percent: np.ndarray
    next_percent: np.ndarray
    next_on: np.ndarray
    subsidy_days: np.ndarray
    days_12_months: np.ndarray


def persons_of(frame: pl.DataFrame) -> Persons:
    born = frame["born"].to_physical().fill_null(UNKNOWN)
    return Persons(numbers(frame["person_id"]), numbers(born), numbers(frame["home_municipality"]))


def no_results(people: int) -> Results:
    return Results(
        np.zeros(people, np.int32),
        np.full(people, NONE, np.int8),
        np.full(people, NONE, np.int8),
        np.full(people, NONE, np.int32),
        np.zeros(people, np.int32),
        np.zeros(people, np.int32),
    )


def no_rows(count: int) -> Rows:
    return Rows(*(np.zeros(count, kind) for kind in (np.int32, np.int32, np.int32, np.int16, np.int8)))


def nothing_past() -> Past:
    """A population's files tell of no balances, resets or integration."""
    none = np.zeros(0, np.int64)
    count = len(wordings().look_back)
    known = (np.full(size, NOT_YET, np.int64) for size in (count, KINDS, EXTENT))
    return Past(none, none, none, none, np.zeros(count + 1, np.int64), none, FAR, NONE, *known)


def law_as_arrays() -> Wordings:
    """The same wordings as one person's, as arrays."""
    numbers: list[Any] = [value if isinstance(value, int) else np.array(value, np.int64) for value in wordings()]
    return Wordings(*numbers)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over_people(offsets: np.ndarray, work: Callable[[int, int], int]) -> int:
    """The work done over everybody, on all cores, each with as many rows; the sum of what it returns."""
    people = len(offsets) - 1
    cuts = np.searchsorted(offsets, np.linspace(offsets[0], offsets[-1], cores() + 1)[1:-1])
    edges = [0, *cuts.tolist(), people]
    return over_stretches(edges, work)


def over_stretches(edges: list[int], work: Callable[[int, int], int]) -> int:
    done = [_workers().submit(work, first, last) for first, last in pairwise(edges) if first < last]
    return sum(each.result() or 0 for each in done)


@cache
def _workers() -> ThreadPoolExecutor:
    """One thread a core, kept for the whole run: a stretch takes milliseconds, and beginning threads would cost as much."""
    return ThreadPoolExecutor(cores())


def order(rows: Rows, gross: np.ndarray, offsets: np.ndarray, persons: Persons, first_person: int) -> None:
    """Each person's rows by their periods; refuses what cannot be true of them together."""
    born = persons.born[first_person : first_person + len(offsets) - 1]
    born = np.where(born == UNKNOWN, 0, born.astype(np.int64) + loops.EPOCH)
    wrong: list[np.ndarray] = []

    def work(first: int, last: int) -> int:
        mine = np.zeros((TOLD, 4), np.int64)
        ended, earlier = np.zeros((2, KINDS), np.int64)
        found = compiled_loops().order_people(rows, gross, offsets, born, first, last, ended, earlier, mine)
        wrong.append(mine[: min(found, TOLD)])
        return found

    found = over_people(offsets, work)
    if found:
        told = sorted((tuple(each) for mine in wrong for each in mine.tolist()), key=lambda each: each[1:])
        raise WrongFact(*told_with_rest((_between(rows, persons, first_person, *each) for each in told), found))


def told_with_rest(sentences: Iterable[str], found: int) -> list[str]:
    told = list(sentences)[:TOLD]
    return told if found <= len(told) else [*told, f"{found - len(told)} more payments are wrong."]


def day(number: int) -> date:
    return date.fromordinal(int(number))


def _between(rows: Rows, persons: Persons, first_person: int, code: int, p: int, i: int, earlier: int) -> str:
    name = f"person {persons.ids[first_person + p]}"
    kind, start = int(rows.kinds[i]), day(rows.starts[i])
    if code == loops.BEFORE_BIRTH:
        born = EPOCH + timedelta(days=int(persons.born[first_person + p]))
        return f"{name}: the payment from {start} is before the birth {born}."
    paid = f"{BENEFITS[kind // loops.BASES]} on {BASES[kind % loops.BASES]} from {start}"
    return f"{name}: {paid} is for the same days as that from {day(rows.starts[earlier])}."
