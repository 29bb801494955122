"""The municipal share against the oracle, a second reading of the law that counts one day after another."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.law.evaluation import payments
from nivel.law.facts import WrongFact
from nivel.law.facts_from_json import facts_from_json
from nivel.law.municipal_share import verdict
from tests.law.oracle import municipal_share as oracle
from tests.law.oracle.days import next_weekday
from tests.law.oracle.people import goes_on, person

SEEDS = st.integers(0, 2**40)
HORIZON = timedelta(days=1300)


def read(facts):
    """The facts, or None when the chance made two rows of one kind for the same days."""
    try:
        return facts_from_json(facts)
    except WrongFact:
        return None


@settings(max_examples=6 * settings.default.max_examples)
@given(SEEDS)
def test_a_day_and_every_payment_bear_what_the_oracle_says(seed):
    told, on = person(Random(seed))
    facts = read(told)
    if facts is None:
        return
    history, given_verdict = oracle.History(told), verdict(facts, on)
    assert given_verdict.value == oracle.value_on(told, on, history)
    assert given_verdict.days_counted == oracle.days_counted(told, on)
    for row in payments(facts):
        assert row["parts"] == history.parts(row["index"])
        assert row["municipal_amount"] == history.amount(row["index"])


@given(SEEDS)
def test_the_next_change_is_the_one_the_oracle_reaches_by_paying_on(seed):
    told, on = goes_on(Random(seed))
    facts = read(told)
    if facts is None or not (facts.payments or facts.days_before):
        return
    change = verdict(facts, on).next_change
    expected = oracle.next_change(told, on)
    if expected is None:
        assert change is None or change.on > on + HORIZON
        return
    # A payment period may begin at a weekend, its first paid day is the Monday.
    assert (change.value, next_weekday(change.on)) == expected


def test_the_oracle_knows_the_contracts_printed_person():
    told = {
        "payments": [
            {
                "benefit": "tmt",
                "basis": "unemployment",
                "starts_on": "2020-01-20",
                "ends_on": "2020-02-16",
                "paid_on": "2020-02-20",
                "days": 20,
                "gross": "673.20",
            }
        ],
        "days_before": [{"benefit": "tmt", "basis": "unemployment", "days": 485, "by": "2020-01-19"}],
    }
    on = date(2020, 3, 2)
    assert (oracle.value_on(told, on), oracle.days_counted(told, on)) == (50, 505)
    assert oracle.next_change(told, on) == (70, date(2022, 1, 17))
    assert oracle.History(told).amount(0) == "336.60"
