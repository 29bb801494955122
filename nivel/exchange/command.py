"""`nivel import` (tuonti komentoriviltä): read a file, apply it or tell what applying would do."""

from datetime import datetime
from pathlib import Path
from typing import Any

from nivel.access.models import User
from nivel.exchange.commands import Outcome, apply_list, arrival_of, preview_list, remembered_columns
from nivel.exchange.faults import ListRefused
from nivel.exchange.limits import COMMAND_LINE
from nivel.exchange.reading import read_list


def import_file(
    path: Path, *, at: datetime, by: User | None = None, source: str | None = None, programme: str = "", dry_run: bool = False
) -> Outcome:
    """Read and apply a list; with `dry_run` only tell what would happen. Raises ListRefused."""
    on = at.date()
    reading = read_list(path, on=on, source=source, remembered=remembered_columns(), limits=COMMAND_LINE)
    arrival = arrival_of(path, reading, file_name=path.name, on=on, programme=programme)
    return preview_list(arrival) if dry_run else apply_list(arrival, by=by, at=at)


def refusal_as_json(refused: ListRefused) -> dict[str, Any]:
    return {"applied": False, "errors": [{"reason": str(fault)} for fault in refused.faults]}
