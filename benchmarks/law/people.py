"""An invented population: people with about fifty payments each, as two Parquet files.

    .venv/bin/python -m benchmarks.law.people FOLDER [PEOPLE] [--shuffled]

An allowance, a subsidy or both one after the other; payment periods of four weeks follow each other,
with gaps, services, split periods, lay-offs, late payments and, from May 2026, general support. The same seed gives the same people.
"""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

SEED = 2026
A_CHUNK = 20_000
EPOCH = date(1970, 1, 1).toordinal()
GENERAL_SUPPORT = date(2026, 5, 1).toordinal() - EPOCH
LAST_START = date(2026, 6, 2).toordinal() - EPOCH
MUNICIPALITIES = 292
TMT, PPR, APR, YT = range(4)
UNEMPLOYMENT, SERVICE, LAYOFF = range(3)
RATE = 3721


def write(folder: Path, people: int, shuffled: bool = False) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    persons, payments = folder / "persons.parquet", folder / "payments.parquet"
    dice = np.random.default_rng(SEED)
    born = dice.integers(date(1958, 1, 1).toordinal() - EPOCH, date(2007, 1, 1).toordinal() - EPOCH, people).astype(np.int32)
    frame = pl.DataFrame(
        {
            "person_id": np.arange(1, people + 1, dtype=np.int64),
            "born": pl.Series(born).cast(pl.Date),
            "home_municipality": dice.integers(5, 5 + MUNICIPALITIES, people).astype(np.int32),
        }
    )
    (frame.sample(fraction=1.0, shuffle=True, seed=SEED) if shuffled else frame).write_parquet(persons)
    rows = pl.concat([chunk(dice, first, min(A_CHUNK, people - first)) for first in range(0, people, A_CHUNK)])
    (rows.sample(fraction=1.0, shuffle=True, seed=SEED) if shuffled else rows).write_parquet(payments, row_group_size=1_000_000)
    return persons, payments


def chunk(dice: np.random.Generator, first_person: int, people: int) -> pl.DataFrame:
    """The payments of some people, in the order of person and start."""
    counts = np.clip(dice.poisson(50, people), 1, 150)
    rows = int(counts.sum())
    offsets = np.repeat(np.cumsum(counts) - counts, counts)
    number = np.arange(rows) - offsets
    person = np.repeat(np.arange(people), counts)

    draw = dice.random((4, rows))
    gap = np.where(draw[0] < 0.06, (draw[1] * 300).astype(np.int32) + 1, 0)
    split = (draw[0] > 0.97) & (number > 0)  # two rows of one period: unemployment and a service
    step = np.where(split, 0, 28 + gap)
    step[number == 0] = 0
    run = np.cumsum(step)
    # Every third is paid until now; the others' last payment is anywhere in the years before.
    spans = run[np.cumsum(counts) - 1] - run[np.cumsum(counts) - counts]
    ended = np.where(dice.random(people) < 1 / 3, 0, 7 * dice.integers(0, 500, people))
    begins = LAST_START - dice.integers(0, 28, people) - ended - spans
    starts = begins[person] + run - np.repeat(run[np.cumsum(counts) - counts], counts)
    kept = np.ones(rows, bool)

    turns = dice.integers(-10, 30, people)  # the row from which the subsidy follows the allowance
    allowance = np.where(dice.random(people) < 0.7, APR, PPR)
    benefit = np.where(number < turns[person], allowance[person], TMT)
    benefit = np.where((starts >= GENERAL_SUPPORT) & (benefit != APR), YT, benefit)
    basis = np.where(draw[2] < 0.12, SERVICE, UNEMPLOYMENT)
    basis = np.where((benefit == APR) & (draw[2] > 0.97), LAYOFF, basis)
    before_split = np.append(split[1:], False)
    benefit = np.where(split, np.roll(benefit, 1), benefit)
    basis = np.where(split, SERVICE, np.where(before_split, UNEMPLOYMENT, basis))
    days = np.where(draw[3] < 0.8, 20, 12 + (draw[3] * 41).astype(np.int32) % 9)
    days = np.where(split | before_split, 10, days)
    # A split of a split period would be paid twice for the same days.
    kept &= ~(split & np.roll(split, 1))
    daily = np.where(benefit == APR, RATE + dice.integers(0, 4000, people)[person], RATE)
    late = np.where(draw[1] > 0.99, (draw[2] * 200).astype(np.int32), (draw[1] * 12).astype(np.int32))
    ends = starts + 27
    columns = {
        "person_id": (first_person + 1 + person).astype(np.int64),
        "benefit": benefit.astype(np.int8),
        "basis": basis.astype(np.int8),
        "starts_on": pl.Series(starts.astype(np.int32)).cast(pl.Date),
        "ends_on": pl.Series(ends.astype(np.int32)).cast(pl.Date),
        "paid_on": pl.Series((ends + 2 + late).astype(np.int32)).cast(pl.Date),
        "days": days.astype(np.int16),
        "gross_cents": (days * daily).astype(np.int64),
    }
    return pl.DataFrame(columns).filter(pl.Series(kept))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("people", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--shuffled", action="store_true")
    given = parser.parse_args()
    print(*write(given.folder, given.people, given.shuffled))


if __name__ == "__main__":
    main()
