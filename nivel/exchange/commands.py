"""What changes when lists come in: a list is applied, a column mapping remembered. Undoing is in `undoing`."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import polars as pl
from django.db import transaction

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import RegisterEntry
from nivel.exchange.entries import Entries
from nivel.exchange.faults import masked
from nivel.exchange.fingerprint import sha256_of
from nivel.exchange.kela.writing import Payments
from nivel.exchange.models import ColumnMapping, ImportBatch
from nivel.exchange.people import known_people, make_clients, tell_sexes, with_clients
from nivel.exchange.reading import Reading
from nivel.exchange.social_register.clients import FACTS as SOCIAL_FACTS
from nivel.exchange.staging import Counts, run
from nivel.exchange.te_register.writing import Jobseekers
from nivel.exchange.typpi.clients import FACTS as JOINT_FACTS
from nivel.timeline.months import last_day_of_month

DAY_IN_NAME = re.compile(r"(20\d{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
ONE_AT_A_TIME = 7_346_112
REJECTED_KEPT = 1_000
# A list of 200,000 rows, and what the history takes of it, fits in memory; without, the server sorts and joins on disk.
ROOM_TO_WORK = "SET LOCAL work_mem = '64MB'"


class Writer(Protocol):
    """How a source's rows are staged, compared with what is known, and written."""

    def stage(self, frame: pl.DataFrame, as_of: date) -> None: ...
    def compare(self, as_of: date) -> Counts: ...
    def gone(self, months: list[date], as_of: date) -> int: ...
    def write(self, counts: Counts, *, batch: int, as_of: date) -> None: ...


def writer_of(source: str) -> Writer:
    if source == "kela-share":
        return Payments()
    if source == "typpi":
        return Entries(RegisterEntry.Register.JOINT, JOINT_FACTS)
    return Jobseekers() if source == "te-register" else Entries(RegisterEntry.Register.SOCIAL, SOCIAL_FACTS)


@dataclass(frozen=True)
class Arrival:
    """A list read from a file (saapunut lista): what it is called, when it was true, and by which programme it is used."""

    reading: Reading
    file_name: str
    sha256: str
    as_of: date
    programme: str = ""


@dataclass(frozen=True)
class Outcome:
    """What applying a list did, or would do."""

    reading: Reading
    counts: Counts
    gone: int
    batch: int | None
    applied: bool

    def as_json(self) -> dict[str, Any]:
        """The document of `nivel import` (contracts: cli)."""
        reading, counts = self.reading, self.counts
        return {
            "source": reading.source,
            "rows": reading.rows,
            "people": reading.people,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "gone": self.gone,
            "corrections": reading.corrections,
            "duplicates": reading.duplicates,
            "rejected": [row.as_json() for row in reading.rejected],
            "totals": reading.totals,
            "applied": self.applied,
            "batch": self.batch,
            "notices": [str(notice) for notice in reading.notices],
            "columns": reading.recognition.mapping,
        }


def arrival_of(path: Path, reading: Reading, *, file_name: str, on: date, programme: str = "") -> Arrival:
    return Arrival(reading, clean_name(file_name), sha256_of(path), day_of_list(reading, file_name, on), programme)


def clean_name(file_name: str) -> str:
    """The file's own name without folders, control characters and anything like an identity code."""
    name = re.split(r"[/\\]", file_name)[-1]
    return masked("".join(ch for ch in name if ch.isprintable()))[:120]


def day_of_list(reading: Reading, file_name: str, on: date) -> date:
    """The day on which the list was true: the day or month in its name or title, at the latest today; else today."""
    for text in (file_name, *reading.recognition.titles):
        if found := DAY_IN_NAME.search(text):
            year, month, day = found.groups()
            first = date(int(year), int(month), 1)
            return min(first.replace(day=min(int(day), last_day_of_month(first).day)) if day else last_day_of_month(first), on)
    return on


def preview_list(arrival: Arrival) -> Outcome:
    """What applying the list would do; nothing is written."""
    with transaction.atomic():
        writer, known = writer_of(arrival.reading.source), known_people(arrival.reading.frame["identity_code"])
        counts, gone = _compared(writer, arrival, known)
        return Outcome(arrival.reading, counts, gone, batch=None, applied=False)


@command
def apply_list(arrival: Arrival, *, by: User | None, at: datetime) -> Outcome:
    """Apply a list whole: its people, and the rows that are new or changed. The same file again changes nothing."""
    reading = arrival.reading
    run("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": ONE_AT_A_TIME})
    run(ROOM_TO_WORK)
    writer, known = writer_of(reading.source), known_people(reading.frame["identity_code"])
    if (before := _same_file(arrival)) and len(known) == reading.people:
        counts, gone = _compared(writer, arrival, known)
        if counts.new + counts.changed == 0:
            return Outcome(reading, counts, gone, batch=before.pk, applied=True)
    batch = _open_batch(arrival, by=by, at=at)
    tell_sexes(known)
    everybody = make_clients(reading.frame, known, on=at.date(), batch=batch.pk)
    counts, gone = _compared(writer, arrival, everybody)
    writer.write(counts, batch=batch.pk, as_of=arrival.as_of)
    outcome = Outcome(reading, counts, gone, batch=batch.pk, applied=True)
    _close_batch(batch, outcome)
    return outcome


def _compared(writer: Writer, arrival: Arrival, known: dict[str, int]) -> tuple[Counts, int]:
    reading = arrival.reading
    writer.stage(with_clients(reading.frame, known), arrival.as_of)
    return writer.compare(arrival.as_of), writer.gone(reading.months, arrival.as_of)


def _same_file(arrival: Arrival) -> ImportBatch | None:
    """The batch by which this very file was applied before and still stands."""
    batches = ImportBatch.objects.filter(source=arrival.reading.source, sha256=arrival.sha256, undone_at__isnull=True)
    return batches.order_by("-pk").first()


def _open_batch(arrival: Arrival, *, by: User | None, at: datetime) -> ImportBatch:
    return ImportBatch.objects.create(
        source=arrival.reading.source,
        file_name=arrival.file_name,
        sha256=arrival.sha256,
        months=arrival.reading.months,
        as_of=arrival.as_of,
        programme=arrival.programme,
        read_at=at,
        read_by=by,
    )


def _close_batch(batch: ImportBatch, outcome: Outcome) -> None:
    told = outcome.as_json()
    batch.outcome = told | {"rejected": told["rejected"][:REJECTED_KEPT], "rejected_rows": len(told["rejected"])}
    batch.save(update_fields=["outcome"])


@command
def remember_columns(source: str, columns: dict[str, str], *, by: User | None, at: datetime) -> ColumnMapping:
    """Remember which header is which field, beside what was remembered before for the source."""
    mapping, _made = ColumnMapping.objects.get_or_create(source=source, defaults={"changed_at": at})
    merged = mapping.columns | {masked(header): field for header, field in columns.items()}
    if merged != mapping.columns:
        mapping.columns, mapping.changed_at = merged, at
        mapping.save(update_fields=["columns", "changed_at"])
    return mapping


def remembered_columns() -> dict[str, dict[str, str]]:
    return dict(ColumnMapping.objects.values_list("source", "columns"))
