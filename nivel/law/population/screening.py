"""Seulonta: where everybody stands on a day, from two Parquet files into a third."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from nivel.law.counting_rows import NONE, Parts
from nivel.law.facts import WrongFact
from nivel.law.measures import SUBSIDIES
from nivel.law.population import files
from nivel.law.population.compiled import Stopwatch, compiled_loops
from nivel.law.population.costs import Costs
from nivel.law.population.measured import has_ground
from nivel.law.population.people import (
    Persons,
    Results,
    law_as_arrays,
    no_results,
    nothing_past,
    order,
    over_people,
    persons_of,
)
from nivel.law.population.taking import NotInOrder, Stretch, columns_for, stretch_of_any_order, stretches_in_order
from nivel.law.share_tables import room_for_parts, wanted_kinds
from nivel.timeline.months import year_before


def screen(persons_file: Path, payments_file: Path, wish: "Wish", out: Path, costs: Path | None) -> dict[str, Any]:
    """The whole screening on this machine; the counts and the seconds of each stage."""
    watch = Stopwatch()
    files.checked_schema(payments_file, files.PAYMENTS)
    persons = persons_of(files.read_persons(persons_file))
    watch.stage("read")
    warm_up(wish)
    watch.stage("compile")
    found = everybody(payments_file, persons, wish, watch)
    result = result_frame(persons, found.results, wish.on)
    write(result, out)
    if costs is not None and found.costs is not None:
        write(found.costs.frame(), costs)
    watch.stage("write")
    return told("local", wish, result, found.payments, watch)


def warm_up(wish: "Wish") -> None:
    """Compiles the loops, or loads them compiled, by screening one invented person; so the other stages' seconds are theirs."""
    day = date(2020, 1, 6)
    values: dict[str, Any] = dict.fromkeys(files.PAYMENTS, 0) | {"starts_on": day, "ends_on": day, "paid_on": day}
    payments = pl.DataFrame({name: [value] for name, value in values.items()}, files.PAYMENTS)
    invented = pl.DataFrame({"person_id": [0], "born": [None], "home_municipality": [0]}, files.PERSONS)
    persons, watch = persons_of(invented), Stopwatch()
    with_costs = wish.months > 0
    pieces = [(0, payments.select(columns_for(with_costs)))]
    over(stretches_in_order(pieces, persons, with_costs, watch), persons, wish, watch)
    over(
        iter([stretch_of_any_order(lambda columns: [(0, payments.select(columns))], persons, with_costs, watch)]),
        persons,
        wish,
        watch,
    )


class Wish(NamedTuple):
    """Toive: the day, and for how many months costs are wanted (0 none)."""

    on: date
    months: int


class Found(NamedTuple):
    """Löydetty: everybody's results, what they cost, and how many payments were read."""

    results: Results
    costs: Costs | None
    payments: int


def everybody(payments_file: Path, persons: Persons, wish: Wish, watch: Stopwatch) -> Found:
    """Everybody's results, as a stream when the rows come person after person."""
    with_costs = wish.months > 0
    try:
        pieces = files.pieces(payments_file, columns_for(with_costs))
        return over(stretches_in_order(pieces, persons, with_costs, watch), persons, wish, watch)
    except NotInOrder:
        anew = partial(files.pieces, payments_file)
        return over(iter([stretch_of_any_order(anew, persons, with_costs, watch)]), persons, wish, watch)


def over(stretches: Iterator[Stretch], persons: Persons, wish: Wish, watch: Stopwatch) -> Found:
    results, screening, rows = no_results(len(persons.ids)), Screening(wish.on), 0
    costs = Costs(persons, wish.on, wish.months, screening.past, screening.law) if wish.months else None
    for stretch in stretches:
        order(stretch.rows, stretch.gross, stretch.offsets, persons, stretch.first_person)
        watch.stage("order")
        screening.evaluate(stretch, results)
        watch.stage("evaluate")
        if costs is not None:
            costs.add(stretch)
            watch.stage("costs")
        rows += int(stretch.offsets[-1] - stretch.offsets[0])
    return Found(results, costs, rows)


class Screening:
    """Seulonta päivänä: what the loops take besides people."""

    def __init__(self, on: date) -> None:
        self.on, self.year_start = on.toordinal(), year_before(on).starts_on.toordinal()
        self.past, self.law = nothing_past(), law_as_arrays()
        self.subsidies = np.array(wanted_kinds(SUBSIDIES), np.int64)

    def evaluate(self, stretch: Stretch, results: Results) -> None:
        """The results of the stretch's people, on all cores."""
        people = len(stretch.offsets) - 1
        mine = Results(*(column[stretch.first_person : stretch.first_person + people] for column in results))

        def work(first: int, last: int) -> int:
            compiled_loops().screen_people(
                stretch.rows,
                nothing_past(),
                self.law,
                stretch.offsets,
                first,
                last,
                self.on,
                self.year_start,
                self.subsidies,
                *self.room(stretch.offsets[first : last + 1]),
                mine,
            )
            return 0

        over_people(stretch.offsets, work)

    def room(self, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray, Parts]:
        """What the loops need to work in: the days before each of a person's rows, by wording, and a payment's parts."""
        longest = int(np.diff(offsets).max(initial=0))
        parts = Parts(*np.zeros((4, room_for_parts(self.law, self.past)), np.int64))
        return np.zeros(len(self.law.look_back) * longest, np.int64), np.zeros(len(self.law.look_back), np.int64), parts


def result_frame(persons: Persons, results: Results, on: date) -> pl.DataFrame:
    """The contract's columns."""
    none = {"percent": results.percent, "next_percent": results.next_percent}
    days = pl.Series(np.where(results.next_on == NONE, 0, results.next_on - date(1970, 1, 1).toordinal()).astype(np.int32))
    known = {name: pl.Series(name, column) for name, column in none.items()}
    return pl.DataFrame(
        {
            "person_id": persons.ids,
            "days_counted": results.days_counted,
            "percent": known["percent"].set(known["percent"] == NONE, None),
            "next_percent": known["next_percent"].set(known["next_percent"] == NONE, None),
            "next_on": days.cast(pl.Date).set(pl.Series(results.next_on == NONE), None),
            "activation_plan": has_ground(persons.born, results.subsidy_days, results.days_12_months, on),
            "days_12_months": results.days_12_months,
        }
    )


def told(engine: str, wish: Wish, result: pl.DataFrame, payments: int, watch: Stopwatch) -> dict[str, Any]:
    """What was done, in counts and seconds."""
    percents = result.group_by("percent").len().sort("percent").rows()
    return {
        "on": wish.on,
        "engine": engine,
        "persons": result.height,
        "payments": payments,
        "by_percent": {"none" if percent is None else str(percent): people for percent, people in percents},
        "seconds": {name: round(spent, 3) for name, spent in watch.seconds.items()},
    }


def write(frame: pl.DataFrame, out: Path) -> None:
    """The file in one go: a reader never sees half of it."""
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        frame.write_parquet(unfinished)
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WrongFact(f"{out}: cannot be written ({error.strerror or files.first_line(error)}).") from error
