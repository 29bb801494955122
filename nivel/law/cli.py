"""`nivel law evaluate` and `nivel law screen`: facts from files, and the contract's answers."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from nivel.law.evaluation import answer
from nivel.law.facts import WrongFact
from nivel.law.facts_from_json import facts_from_json
from nivel.timeline import told

LONGEST_COSTS = 120
FIRST_DAY, LAST_DAY = date(1910, 1, 1), date(2150, 12, 31)


def evaluate(path: str | Path, on: date | str) -> dict[str, Any]:
    """All verdicts for the person in the file on the day; WrongFact when the facts cannot be read or be true."""
    return answer(facts_from_json(_json(Path(path))), _day(on))


def screen_population(
    persons: Path, payments: Path, on: date, out: Path, costs: Path | None = None, months: int = 12, engine: str = "local"
) -> dict[str, Any]:
    """A whole population's standing on the day; NumPy, Numba and Polars are loaded only here."""
    if not 1 <= months <= LONGEST_COSTS:
        raise WrongFact(f"--months: {months} is not a number of months from 1 to {LONGEST_COSTS}.")
    if not FIRST_DAY <= on <= LAST_DAY:
        raise WrongFact(f"--on: {on} is not a day from {FIRST_DAY} to {LAST_DAY}.")
    from nivel.law.population.screening import Wish, screen

    wish = Wish(on, 0 if costs is None else months)
    if engine == "spark":
        from nivel.law.population.spark import screen_on_spark

        return screen_on_spark(persons, payments, wish, out, costs)
    return screen(persons, payments, wish, out, costs)


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
        return told.day_told(on)
    except ValueError as error:
        raise WrongFact(f"--on: {on!r} is not a day of the form YYYY-MM-DD, from {told.FIRST_DAY} to {told.LAST_DAY}.") from error
