"""The same population in OpenFisca-core, a microsimulation framework, on what it can hold.

Its facts belong to months and its formulas to whole arrays of people: days paid by benefit and month, their sums, the share by tiers
and the activation plan's grounds. It holds no payments of their own days, so neither the day of the next change nor what a payment
costs; a payment across 1.1.2015 goes whole to the month of its end, and `same_days` tells for how many people the counts agree.
Its evaluation begins from days already added up by month (`laid_in_months_s`), ours from the payments.

    uv run --with openfisca-core python -m benchmarks.law.framework FOLDER
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.law import by_hand

ON = date.fromisoformat(by_hand.ON)
FIRST = date(2015, 1, 1)
MONTHS = 12 * (ON.year - FIRST.year) + ON.month - FIRST.month + 1
GROUPS = {"subsidy": (0,), "support": (3,), "allowance": (1, 2)}
LIMITS = np.array([100, 200, 300, 400, 700])
PERCENTS = np.array([0, 10, 20, 30, 40, 50])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    print(json.dumps(measured(parser.parse_args().folder)))


def measured(folder: Path) -> dict[str, Any]:
    begun = time.perf_counter()
    simulation, people = filled(folder)
    laid = time.perf_counter() - begun
    month = f"{ON:%Y-%m}"
    begun = time.perf_counter()
    found = {name: simulation.calculate(name, month) for name in ("days_counted", "percent", "days_12_months", "activation_plan")}
    spent = time.perf_counter() - begun
    ours = pl.read_parquet(folder / "result.parquet")["days_counted"].to_numpy()
    return {
        "seconds": round(spent, 3),
        "laid_in_months_s": round(laid, 3),
        "people": people,
        "same_days": round(float((found["days_counted"] == ours).mean()), 3),
    }


def filled(folder: Path) -> tuple[Any, int]:
    """A simulation that holds everybody's months."""
    from openfisca_core.simulations import SimulationBuilder

    persons = pl.read_parquet(folder / "persons.parquet").sort("person_id")
    simulation = SimulationBuilder().build_default_simulation(system(), count=persons.height)
    latest = latest_benefit(folder, persons)
    simulation.set_input("benefit", "ETERNITY", latest)
    simulation.set_input("age", "ETERNITY", (ON - date(1970, 1, 1)).days - persons["born"].to_physical().to_numpy())
    for group, benefits in GROUPS.items():
        for number, days in enumerate(by_month(folder, persons, benefits)):
            year, rest = divmod(FIRST.month - 1 + number, 12)
            simulation.set_input(f"days_of_{group}", f"{FIRST.year + year}-{rest + 1:02}", days)
    return simulation, persons.height


def latest_benefit(folder: Path, persons: pl.DataFrame) -> np.ndarray:
    rows = pl.scan_parquet(folder / "payments.parquet").sort("starts_on", "ends_on", "benefit", "basis")
    latest = rows.group_by("person_id").agg(pl.col("benefit").last()).collect()
    return persons.join(latest, "person_id", "left", maintain_order="left")["benefit"].fill_null(0).to_numpy().astype(np.int32)


def by_month(folder: Path, persons: pl.DataFrame, benefits: tuple[int, ...]) -> np.ndarray:
    """Paid days, an array of people for each month from FIRST on."""
    month = 12 * (pl.col("ends_on").dt.year().cast(pl.Int32) - FIRST.year) + pl.col("ends_on").dt.month() - FIRST.month
    rows = pl.scan_parquet(folder / "payments.parquet").filter(pl.col("benefit").is_in(benefits), pl.col("ends_on") >= FIRST)
    summed = rows.group_by("person_id", month.alias("month")).agg(pl.col("days").sum().cast(pl.Int32)).collect()
    days = np.zeros((MONTHS, persons.height), np.int32)
    places = np.searchsorted(persons["person_id"].to_numpy(), summed["person_id"].to_numpy())
    days[summed["month"].to_numpy(), places] = summed["days"].to_numpy()
    return days


def system() -> Any:
    """The rules as the framework writes them: a variable each, summed over months."""
    from openfisca_core import entities, periods, taxbenefitsystems, variables

    person = entities.SingleEntity("person", "persons", "", "")
    made = taxbenefitsystems.TaxBenefitSystem([person])

    def variable(name: str, kind: type, every: Any, formula: Callable | None = None) -> None:
        body: dict[str, Any] = {"value_type": kind, "entity": person, "definition_period": every}
        made.add_variable(type(name, (variables.Variable,), body | ({"formula": formula} if formula else {})))

    variable("benefit", int, periods.ETERNITY)
    variable("age", int, periods.ETERNITY)
    for group in GROUPS:
        variable(f"days_of_{group}", int, periods.MONTH)
    for name, formula in (("days_counted", counted), ("days_12_months", in_a_year)):
        variable(name, int, periods.MONTH, formula)
    variable("percent", int, periods.MONTH, percent)
    variable("activation_plan", bool, periods.MONTH, activation)
    return made


def summed(person: Any, group: str, months: int) -> np.ndarray:
    from openfisca_core import periods, populations

    over = periods.period(f"month:{FIRST:%Y-%m}:{MONTHS}")
    over = periods.Period((periods.MONTH, over.start.offset(MONTHS - months, periods.MONTH), months))
    return person(f"days_of_{group}", over, options=[populations.ADD])


def counted(person: Any, period: Any) -> np.ndarray:
    """Since 2015, by the benefit paid last: of an allowance its own days, of support all but an allowance's added."""
    benefit = person("benefit", period)
    subsidy, support, allowance = (summed(person, group, MONTHS) for group in GROUPS)
    return np.select([benefit == 0, benefit == 3], [allowance + subsidy, allowance + subsidy + support], allowance)


def in_a_year(person: Any, period: Any) -> np.ndarray:
    return summed(person, "subsidy", 12) + summed(person, "support", 12)


def percent(person: Any, period: Any) -> np.ndarray:
    days, benefit = person("days_counted", period), person("benefit", period)
    tier = np.searchsorted(LIMITS, days, side="right")
    return PERCENTS[np.where((benefit == 0) | (benefit == 3), tier, np.minimum(tier, 4))]


def activation(person: Any, period: Any) -> np.ndarray:
    young = person("age", period) < 25 * 365.25
    since = summed(person, "subsidy", MONTHS) + summed(person, "support", MONTHS)
    return np.where(young, person("days_12_months", period) >= 180, since >= 500)


if __name__ == "__main__":
    main()
