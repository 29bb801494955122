"""The law's population engine beside SQL written by hand for DuckDB, in one run on the same files, each in its own process.

    uv run --with duckdb --with openfisca-core python -m benchmarks.law.run [PEOPLE] [--shuffled] [--three]

Answers JSON: seconds and peaks of both, their ratios against the aims, whether their answers are the same, the time at three times
the people (`--three`), one person's verdicts, OpenFisca-core on what it can hold, and the memory's own speed. `evaluation` is from
arrays or tables in memory to results and costs in memory; `whole` is from Parquet to Parquet with all checks. Compiling is told by
itself.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.law import by_hand, people

AIMS = {"evaluation": 8, "whole": 2, "peak": 2, "three": 3.2, "one_person_ms": 5}
ON = date.fromisoformat(by_hand.ON)
ROW_BYTES = 15  # starts, ends, paid, days and kind of a payment, as the loops read them
A_HALF = 400_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--shuffled", action="store_true", help="rows in random order")
    parser.add_argument("--three", action="store_true", help="also with three times the people")
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ours:
        print(json.dumps(ours(given.ours)))
        return
    with tempfile.TemporaryDirectory(prefix="nivel-bench-") as folder:
        print(json.dumps(measured(Path(folder), given), indent=2))


def measured(folder: Path, given: argparse.Namespace) -> dict:
    people.write(folder, given.people, given.shuffled)
    in_process("benchmarks.law.run", "--ours", folder)  # compiles, and warms the files
    mine = in_process("benchmarks.law.run", "--ours", folder)
    whole = in_process("benchmarks.law.by_hand", folder, "parquet", "--costs")
    evaluation = in_process("benchmarks.law.by_hand", folder, "memory", "--costs")
    results_alone = in_process("benchmarks.law.by_hand", folder, "memory")
    framework = in_process("benchmarks.law.framework", folder)
    speed = memory_speed()
    told = {
        "people": given.people,
        "payments": mine["payments"],
        "aims": AIMS,
        "ours": mine,
        "duckdb": {"whole": whole, "evaluation": evaluation, "results_alone": results_alone},
        "openfisca": framework,
        "ratios": {
            "evaluation": ratio(evaluation["seconds"], mine["seconds"]["evaluate"] + mine["seconds"]["costs"]),
            "results_alone": ratio(results_alone["seconds"], mine["seconds"]["evaluate"]),
            "openfisca_results": ratio(framework["seconds"], mine["seconds"]["evaluate"]),
            "whole": ratio(whole["seconds"], mine["whole"]),
            "peak": ratio(whole["peak_mb"], mine["peak_mb"]),
        },
        "same_answers": same(folder, "result") and same(folder, "costs"),
        "one_person_ms": one_person(),
        "memory": {
            "gb_s": speed,
            "evaluation_gb_s": round(mine["payments"] * ROW_BYTES / mine["seconds"]["evaluate"] / 1e9, 2),
        },
    }
    if given.three:
        people.write(folder, 3 * given.people, given.shuffled)
        in_process("benchmarks.law.run", "--ours", folder)  # warms the files
        told["three"] = ratio(in_process("benchmarks.law.run", "--ours", folder)["whole"], mine["whole"])
    return told


def in_process(module: str, *words: object) -> dict:
    done = subprocess.run([sys.executable, "-m", module, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def ours(folder: Path) -> dict:
    """From Parquet to Parquet, without what compiling or loading the compiled took."""
    from nivel.law.cli import screen_population

    names = [folder / f"{name}.parquet" for name in ("persons", "payments", "result", "costs")]
    begun = time.perf_counter()
    told = screen_population(names[0], names[1], ON, names[2], names[3], by_hand.MONTHS)
    whole = time.perf_counter() - begun - told["seconds"]["compile"]
    peak = by_hand.peak_mb()
    return {"payments": told["payments"], "whole": round(whole, 3), "peak_mb": peak, "seconds": told["seconds"]}


def ratio(theirs: float, mine: float) -> float:
    return round(theirs / mine, 2)


def same(folder: Path, name: str) -> bool:
    import polars as pl

    mine, theirs = pl.read_parquet(folder / f"{name}.parquet"), pl.read_parquet(folder / f"{name}.by_hand.parquet")
    return mine.equals(theirs.select(pl.col(column).cast(kind) for column, kind in mine.schema.items()))


def one_person() -> float:
    """All verdicts of one person with fifty payments, warm, in milliseconds."""
    from nivel.law.evaluation import verdicts
    from nivel.law.facts import Facts, Payment
    from nivel.timeline.period import DAY

    first = date(2022, 1, 3)
    rows = [Payment("tmt", first + 28 * k * DAY, first + (28 * k + 27) * DAY, 20) for k in range(50)]
    facts = Facts(born=date(1990, 1, 1), home_municipality="172", payments=tuple(rows))
    verdicts(facts, ON)
    begun = time.perf_counter()
    for _ in range(50):
        verdicts(facts, ON)
    return round((time.perf_counter() - begun) * 1000 / 50, 2)


def memory_speed() -> float:
    """Gigabytes a second that both cores together read and add up, the best of five: what no evaluation can pass."""
    import numpy as np

    halves = [np.ones(A_HALF // 8, np.int64) for _ in range(2)]
    best = 0.0
    with ThreadPoolExecutor(2) as pool:
        for _ in range(5):
            begun = time.perf_counter()
            list(pool.map(np.sum, halves))
            best = max(best, 2 * A_HALF / (time.perf_counter() - begun) / 1e9)
    return round(best, 1)


if __name__ == "__main__":
    main()
