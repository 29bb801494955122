"""Importing 200,000 rows of the payment-share list, end to end from the command line, into an empty and into a full database.

    .venv/bin/python -m benchmarks.import_share [ROWS]

Beside each, in the same run: a polars read of the same file plus COPY into a table with the same keys and indexes. The aim is
a ratio of at most 3. Everything is made in a throwaway folder with a database of its own. Answers JSON.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

AIM = 3.0
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
HEADER = (
    "Henkilötunnus;Sukunimi;Etunimet;Etuus;Maksukausi alkaa;Maksukausi päättyy;Maksupäivä;Päiviä;Kertymäpäivät;"
    "Maksettu etuus €;Kuntaosuus %;Kuntaosuus €;Korjaus"
)
BARE = "bare_payment"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="nivel-bench-")))
        os.environ["NIVEL_DATA_DIR"] = str(folder / "data")
        people = codes(rows // 5)
        lists = [write_list(folder / f"lista-{year}.csv", people, date(year, 1, 6)) for year in (2018, 2019)]
        from nivel.site import postgres

        leaving.callback(postgres.ensure_server().stop)
        nivel("migrate")
        told = {name: measured(path, first=name == "empty") for name, path in zip(("empty", "full"), lists, strict=True)}
        told["again"] = {"import_s": timed(lambda: nivel("import", str(lists[1])))}
        told |= {
            "rows": rows,
            "people": len(people),
            "aim": AIM,
            "holds": all(told[name]["ratio"] <= AIM for name in ("empty", "full")),
        }
        print(json.dumps(told, indent=2))


def codes(count: int) -> list[str]:
    dice, found = random.Random(2020), {}
    while len(found) < count:
        born = f"{date(1955, 1, 1) + timedelta(days=dice.randrange(16_000)):%d%m%y}"
        number, sign = dice.randrange(900, 1000), dice.choice("-YXWVU")
        found[f"{born}{sign}{number}{CHECK[int(f'{born}{number}') % 31]}"] = True
    return list(found)


def write_list(path: Path, people: list[str], begins: date) -> Path:
    """Five payment periods for everybody, as the register writes them."""
    dice = random.Random(begins.year)
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(HEADER + "\r\n")
        for period in range(5):
            starts = begins + timedelta(days=28 * period)
            ends = starts + timedelta(days=27)
            for number, code in enumerate(people):
                days, percent = dice.choice((20, 19, 18, 15)), dice.choice((50, 70))
                gross = days * 3366
                share = gross * percent // 100
                cells = [
                    code, f"Suku{number % 5000}nen", f"Etu{number % 700}", "Työmarkkinatuki",
                    f"{starts:%d.%m.%Y}", f"{ends:%d.%m.%Y}",
                    f"{ends + timedelta(days=dice.randrange(1, 9)):%d.%m.%Y}", str(days), str(300 + number % 900),
                    euros(gross), str(percent), euros(share), "",
                ]  # fmt: skip
                file.write(";".join(cells) + "\r\n")
    return path


def euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def nivel(*words: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name("nivel")), *words], check=True, stdout=subprocess.DEVNULL)


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 2)


def measured(path: Path, *, first: bool) -> dict:
    imported = timed(lambda: nivel("import", str(path)))
    bare = bare_copy(path, first=first)
    return {"import_s": imported, "bare_s": bare, "ratio": round(imported / bare, 2)}


def bare_copy(path: Path, *, first: bool) -> float:
    """Read with polars and copy into a table with the same keys and indexes, committed."""
    from nivel.site.start import database_open

    with database_open():
        from django.db import connection

        numbers = numbers_by_order(path)
        with connection.cursor() as cursor:
            if first:
                cursor.execute(f"DROP TABLE IF EXISTS {BARE}")
                cursor.execute(f"CREATE TABLE {BARE} (LIKE clients_benefitpayment INCLUDING ALL)")
                cursor.execute(
                    f"ALTER TABLE {BARE} ADD FOREIGN KEY (client_id) REFERENCES clients_client (id) DEFERRABLE INITIALLY DEFERRED"
                )
            spent = timed(lambda: read_and_copy(path, numbers, cursor))
    return spent


def numbers_by_order(path: Path) -> list[int]:
    """The clients' numbers in the list's order of people, made ready beforehand: a bare COPY knows them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM clients_client ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def read_and_copy(path: Path, numbers: list[int], cursor) -> None:
    import polars as pl

    frame = pl.read_csv(path, separator=";", encoding="cp1252", infer_schema=False)
    day = {name: pl.col(name).str.to_date("%d.%m.%Y") for name in frame.columns[4:7]}
    amount = {name: pl.col(name).str.replace(",", ".").cast(pl.Decimal(12, 2)) for name in (frame.columns[9], frame.columns[11])}
    whole = {name: pl.col(name).cast(pl.Int32) for name in (*frame.columns[7:9], frame.columns[10])}
    typed = frame.with_columns(**day, **amount, **whole)
    ready = typed.select(
        pl.Series("client_id", (numbers * (frame.height // len(numbers) + 1))[: frame.height]),
        pl.lit("tmt"), pl.lit("unemployment").alias("basis"), pl.lit(False).alias("adjusted"), *frame.columns[4:7],
        pl.col(frame.columns[6]).dt.truncate("1mo").alias("month"), *frame.columns[7:12], pl.lit(False).alias("correction"),
        pl.lit(False).alias("negative"), pl.lit("").alias("home"), pl.lit(path.name).alias("source"), pl.lit(0).alias("batch"),
    )  # fmt: skip
    names = (
        "client_id, benefit, basis, adjusted, starts_on, ends_on, paid_on, list_month, days, accumulated_days, gross, percent, "
        "municipal_share, correction, negative, home_municipality, source, batch"
    )
    with cursor.cursor.copy(f"COPY {BARE} ({names}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(ready.write_csv(include_header=False).encode())


if __name__ == "__main__":
    main()
