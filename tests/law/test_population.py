"""The population's answers are the person's: one definition, interpreted for one and compiled for many."""

import sys
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.law.cli import screen_population
from nivel.law.facts import WrongFact
from tests.law.population_files import PAYMENTS, PERSONS, a_person, alone, costs_alone, dice_of, write

DAYS = st.dates(date(2005, 6, 1), date(2027, 6, 30)) | st.sampled_from(
    [date(2014, 12, 31), date(2015, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2026, 4, 30), date(2026, 5, 1)]
)


@pytest.fixture(autouse=True, scope="module")
def _compiled_once(request):
    """The compiled loops wait in pytest's own cache for the next run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("NIVEL_DATA_DIR", str(request.config.cache.mkdir("law-loops")))
    yield
    patch.undo()


def screened(folder, on, months=3):
    told = screen_population(
        folder / "persons.parquet", folder / "payments.parquet", on, folder / "r.parquet", folder / "c.parquet", months
    )
    return told, pl.read_parquet(folder / "r.parquet"), pl.read_parquet(folder / "c.parquet")


def assert_agrees(folder, people, dice, on):
    numbers = write(folder, people, dice)
    told, results, costs = screened(folder, on)
    assert told["persons"] == results.height == len(people)
    assert results["person_id"].to_list() == sorted(numbers)
    rows = {row.pop("person_id"): row for row in results.to_dicts()}
    for number, (born, _, payments) in zip(numbers, people, strict=True):
        assert rows[number] == alone(born, payments, on), (born, payments, on)
    found = {(row[0], row[1]): row[2:] for row in costs.rows()}
    assert found == costs_alone(people, on, 3)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**60), DAYS)
def test_one_and_many_agree_on_random_histories(tmp_path_factory, seed, on):
    dice = dice_of(seed)
    assert_agrees(tmp_path_factory.mktemp("people"), [a_person(dice) for _ in range(30)], dice, on)


@pytest.mark.parametrize("on", [date(2014, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2026, 5, 15)])
def test_a_town_agrees(tmp_path, on):
    dice = dice_of(on.toordinal())
    assert_agrees(tmp_path, [a_person(dice) for _ in range(400)], dice, on)


def test_rows_in_order_and_shuffled_give_the_same(tmp_path):
    """In order they are taken as a stream, else each is laid at its place."""
    dice = dice_of(7)
    write(tmp_path, [a_person(dice) for _ in range(300)], dice)
    _, shuffled, shuffled_costs = screened(tmp_path, date(2025, 6, 30))
    payments = pl.read_parquet(tmp_path / "payments.parquet")
    payments.sort("person_id", "starts_on").write_parquet(tmp_path / "payments.parquet")
    _, ordered, ordered_costs = screened(tmp_path, date(2025, 6, 30))
    assert ordered.equals(shuffled)
    assert ordered_costs.equals(shuffled_costs)


def test_the_columns_are_the_contracts(tmp_path):
    dice = dice_of(1)
    write(tmp_path, [a_person(dice)], dice)
    told, results, costs = screened(tmp_path, date(2025, 6, 30))
    assert dict(results.schema) == {
        "person_id": pl.Int64,
        "days_counted": pl.Int32,
        "percent": pl.Int8,
        "next_percent": pl.Int8,
        "next_on": pl.Date,
        "activation_plan": pl.Boolean,
        "days_12_months": pl.Int32,
    }
    assert dict(costs.schema) == {
        "home_municipality": pl.Int32,
        "month": pl.Date,
        "municipal_cents": pl.Int64,
        "people": pl.Int32,
        "forecast": pl.Boolean,
    }
    assert {"read", "check", "evaluate", "write"} <= set(told["seconds"])


def test_nobody_at_all(tmp_path):
    write(tmp_path, [], dice_of(1))
    told, results, costs = screened(tmp_path, date(2025, 6, 30))
    assert (told["persons"], told["payments"], results.height, costs.height) == (0, 0, 0, 0)


def test_who_has_no_payment_has_a_row(tmp_path):
    write(tmp_path, [(date(2001, 1, 1), 172, []), (None, 172, [])], dice_of(1))
    _, results, _ = screened(tmp_path, date(2025, 6, 30))
    assert results.drop("person_id").rows() == [(0, None, None, None, False, 0)] * 2


GOOD = (1, 0, 0, date(2025, 1, 6), date(2025, 2, 2), date(2025, 2, 5), 20, 74420)


def refused(folder, payments, persons=((1, date(1990, 1, 1), 172),), changed=None):
    frame = pl.DataFrame(payments, PAYMENTS, orient="row")
    pl.DataFrame(persons, PERSONS, orient="row").write_parquet(folder / "persons.parquet")
    (changed(frame) if changed else frame).write_parquet(folder / "payments.parquet")
    with pytest.raises(WrongFact) as fault:
        screened(folder, date(2025, 6, 30))
    assert not (folder / "r.parquet").exists()
    return [sentence.replace(f"{folder}/", "") for sentence in fault.value.sentences]


def but(**changes):
    return tuple(changes.get(name, value) for name, value in zip(PAYMENTS, GOOD, strict=True))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (but(days=-1), "payments[1].days (person 1): -1 is not a whole number, zero or more."),
        (but(days=21), "payments[1].days (person 1): 21 paid days do not fit from 2025-01-06 to 2025-02-02, five a week."),
        (but(ends_on=date(2025, 1, 5)), "payments[1].ends_on (person 1): 2025-01-05 is before starts_on 2025-01-06."),
        (but(benefit=4), "payments[1].benefit (person 1): 4 is not one of 0 tmt, 1 ppr, 2 apr, 3 yt."),
        (but(basis=-1), "payments[1].basis (person 1): -1 is not one of 0 unemployment, 1 service, 2 layoff, 3 additional days."),
        (but(person_id=7), "payments[1].person_id: person 7 is not among the persons."),
        (but(starts_on=date(1812, 1, 1)), "payments[1].starts_on (person 1): is not a day from 1900-01-01 to 2199-12-31."),
        (but(gross_cents=-5), "payments[1].gross_cents (person 1): -5 is not an amount from 0 to 100 million euros."),
        (but(days=None), "payments[1].days: is missing."),
        (but(starts_on=date(2025, 2, 2), ends_on=date(2025, 3, 1), days=1),
         "person 1: tmt on unemployment from 2025-02-02 is for the same days as that from 2025-01-06."),
        (but(starts_on=date(1989, 12, 4), ends_on=date(1989, 12, 31)),
         "person 1: the payment from 1989-12-04 is before the birth 1990-01-01."),
    ],
)  # fmt: skip
def test_a_wrong_payment_is_named(tmp_path, row, sentence):
    assert refused(tmp_path, [GOOD, row]) == [sentence]


def test_a_stranger_between_the_persons_is_named(tmp_path):
    persons = [(1, None, 172), (9, None, 172)]
    assert refused(tmp_path, [GOOD, but(person_id=4)], persons) == ["payments[1].person_id: person 4 is not among the persons."]
    assert refused(tmp_path, [GOOD], []) == ["payments[0].person_id: person 1 is not among the persons."]


def test_a_person_there_twice_is_named(tmp_path):
    persons = [(3, None, 172), (1, None, 172), (3, None, 5)]
    assert refused(tmp_path, [GOOD], persons) == ["persons: person 3 is there twice."]


def test_many_wrong_ones_are_told_with_how_many_are_left(tmp_path):
    rows = [but(days=-1)] * 30
    told = refused(tmp_path, rows)
    assert len(told) == 21
    assert told[-1] == "10 more payments are wrong."


def test_a_missing_column_and_a_wrong_type_are_named(tmp_path):
    assert refused(
        tmp_path, [GOOD], changed=lambda frame: frame.drop("days").with_columns(pl.col("starts_on").cast(pl.String))
    ) == [
        "payments.parquet: the column starts_on is string, not date32.",
        "payments.parquet: the column days is missing.",
    ]


def test_what_is_no_parquet_is_refused(tmp_path):
    (tmp_path / "persons.parquet").write_text("person_id\n1\n", encoding="utf-8")
    with pytest.raises(WrongFact, match="cannot be read as Parquet"):
        screen_population(tmp_path / "persons.parquet", tmp_path / "none.parquet", date(2025, 6, 30), tmp_path / "r.parquet")


@pytest.mark.spark
def test_spark_gives_the_same(tmp_path):
    dice = dice_of(11)
    write(tmp_path, [a_person(dice) for _ in range(300)], dice)
    _, results, costs = screened(tmp_path, date(2025, 6, 30))
    told = screen_population(
        tmp_path / "persons.parquet", tmp_path / "payments.parquet", date(2025, 6, 30),
        tmp_path / "s.parquet", tmp_path / "sc.parquet", 3, "spark",
    )  # fmt: skip
    assert told["persons"] == 300
    assert pl.read_parquet(tmp_path / "s.parquet").equals(results)
    assert pl.read_parquet(tmp_path / "sc.parquet").equals(costs)


def test_spark_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(WrongFact, match="PySpark is not installed"):
        screen_population(tmp_path / "p", tmp_path / "q", date(2025, 6, 30), tmp_path / "r", None, 12, "spark")
