"""Seulonta Sparkilla: the same loops over partitions of people, when one machine is not enough.

Each partition holds whole people, is screened in its worker as a stretch of people is here, and sends its results back.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from nivel.law.facts import WrongFact
from nivel.law.population import files
from nivel.law.population.compiled import Stopwatch
from nivel.law.population.people import TOLD, persons_of
from nivel.law.population.screening import Wish, over, result_frame, told, write
from nivel.law.population.taking import columns_for, stretches_in_order

MASTER = "NIVEL_SPARK_MASTER"
HERE = "local[*]"


def screen_on_spark(persons_file: Path, payments_file: Path, wish: Wish, out: Path, costs: Path | None) -> dict[str, Any]:
    """The whole screening on Spark; the same files, counts and refusals as on this machine."""
    watch = Stopwatch()
    session = _session()
    try:
        watch.stage("start")
        files.checked_schema(payments_file, files.PAYMENTS)
        files.read_persons(persons_file)
        watch.stage("read")
        done = _partitions(session, persons_file, payments_file, wish)
        watch.stage("evaluate")
    finally:
        session.stop()
    problems = [sentence for row in done if row.problems for sentence in row.problems.split("\n")]
    if problems:
        raise WrongFact(*problems[:TOLD])
    result = pl.concat([pl.read_ipc(BytesIO(row.results)) for row in done]).sort("person_id")
    write(result, out)
    if costs is not None:
        write(_summed(pl.concat([pl.read_ipc(BytesIO(row.costs)) for row in done])), costs)
    watch.stage("write")
    return told("spark", wish, result, sum(row.payments for row in done), watch)


def _session() -> Any:
    """Spark here, or where NIVEL_SPARK_MASTER says."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise WrongFact("--engine spark: PySpark is not installed; install it with: pip install 'nivel[spark]'.") from error
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise WrongFact("--engine spark: Java is not installed; on Debian: apt-get install openjdk-17-jre-headless.")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    if MASTER not in os.environ:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # not whatever python3 the machine has
    builder = SparkSession.builder.master(os.environ.get(MASTER, HERE)).appName("nivel law screen")
    return builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()


def _partitions(session: Any, persons_file: Path, payments_file: Path, wish: Wish) -> list[Any]:
    """People with their payments, each person whole in one partition, and what each partition answers."""
    from pyspark.sql.functions import lit

    persons = session.read.parquet(str(persons_file)).select(*files.PERSONS)
    payments = session.read.parquet(str(payments_file)).select(*files.PAYMENTS)
    strangers = payments.join(persons, "person_id", "left_anti").select("person_id").distinct().orderBy("person_id").limit(TOLD)
    names = [f"payments: person {row.person_id} is not among the persons." for row in strangers.collect()]
    if names:
        raise WrongFact(*names)
    joined = persons.join(payments.withColumn("paid", lit(True)), "person_id", "left")
    laid = joined.repartition("person_id").sortWithinPartitions("person_id", "starts_on", "ends_on")

    def answers(batches: Iterator[Any]) -> Iterator[Any]:
        return _answered(batches, wish)

    return laid.mapInArrow(answers, "results binary, costs binary, payments long, problems string").collect()


def _answered(batches: Iterator[Any], wish: Wish) -> Iterator[Any]:
    """One partition's people screened: their results and costs as Arrow files in a row, or what is wrong."""
    import pyarrow as pa

    tables = [pa.Table.from_batches([batch]) for batch in batches]
    if not tables:
        return
    frame = pl.DataFrame(pl.from_arrow(pa.concat_tables(tables)))
    row: dict[str, list[Any]] = {"results": [None], "costs": [None], "payments": [0], "problems": [None]}
    try:
        row["results"], row["costs"], row["payments"] = ([each] for each in _screened(frame, wish))
    except WrongFact as fault:
        row["problems"] = ["\n".join(fault.sentences)]
    kinds = [("results", pa.binary()), ("costs", pa.binary()), ("payments", pa.int64()), ("problems", pa.string())]
    yield pa.RecordBatch.from_pydict(row, pa.schema(kinds))


def _screened(frame: pl.DataFrame, wish: Wish) -> tuple[bytes, bytes | None, int]:
    persons = persons_of(frame.select(list(files.PERSONS)).unique("person_id", maintain_order=True))
    payments = frame.filter(pl.col("paid")).select(columns_for(wish.months > 0))
    files.refuse_empty_cells("payments", payments, 0)
    watch = Stopwatch()
    found = over(stretches_in_order([(0, payments)], persons, wish.months > 0, watch), persons, wish, watch)
    results = _as_bytes(result_frame(persons, found.results, wish.on))
    return results, None if found.costs is None else _as_bytes(found.costs.frame()), found.payments


def _as_bytes(frame: pl.DataFrame) -> bytes:
    file = BytesIO()
    frame.write_ipc(file)
    return file.getvalue()


def _summed(costs: pl.DataFrame) -> pl.DataFrame:
    """A person is in one partition only, so people add up as cents do."""
    key = ["home_municipality", "month", "forecast"]
    summed = costs.group_by(key).agg(pl.col("municipal_cents").sum(), pl.col("people").sum())
    return summed.select(costs.columns).sort("home_municipality", "month")
