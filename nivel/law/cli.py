"""`nivel law evaluate`: facts from a file, verdicts as the contract's answer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from nivel.law.evaluation import answer
from nivel.law.facts import WrongFact
from nivel.law.facts_from_json import facts_from_json


def evaluate(path: str | Path, on: date | str) -> dict[str, Any]:
    """All verdicts for the person in the file on the day; WrongFact when the facts cannot be read or be true."""
    return answer(facts_from_json(_json(Path(path))), _day(on))


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongFact(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise WrongFact(f"{path}: is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise WrongFact(f"{path}: is not JSON, line {error.lineno}: {error.msg}.") from error


def _day(on: date | str) -> date:
    if isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        raise WrongFact(f"--on: {on!r} is not a day of the form YYYY-MM-DD.") from error
