"""Facts that cannot be true are refused with a sentence that names them."""

import json

import pytest

from nivel.law.cli import evaluate
from nivel.law.facts import WrongFact
from nivel.law.facts_from_json import facts_from_json

ROW = {"benefit": "tmt", "basis": "unemployment", "starts_on": "2020-01-20", "ends_on": "2020-02-16", "days": 20}


def refusals(**facts):
    with pytest.raises(WrongFact) as refused:
        facts_from_json(facts)
    return refused.value.sentences


def test_two_payments_for_the_same_days():
    later = ROW | {"starts_on": "2020-02-10", "ends_on": "2020-03-08"}
    assert refusals(payments=[later, ROW]) == (
        "payments[0]: tmt on unemployment from 2020-02-10 is for the same days as payments[1].",
    )


def test_one_period_split_between_bases_is_right():
    service = ROW | {"basis": "service", "days": 10}
    assert len(facts_from_json({"payments": [ROW | {"days": 10}, service]}).payments) == 2


def test_adjacent_payments_are_right():
    later = ROW | {"starts_on": "2020-02-17", "ends_on": "2020-03-15"}
    assert len(facts_from_json({"payments": [ROW, later]}).payments) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"days": -1}, "payments[0].days: -1 is not a whole number, zero or more."),
        ({"days": 2.5}, "payments[0].days: 2.5 is not a whole number, zero or more."),
        ({"days": 21}, "payments[0].days: 21 paid days do not fit from 2020-01-20 to 2020-02-16, five a week."),
        ({"ends_on": "2020-01-19"}, "payments[0].ends_on: 2020-01-19 is before starts_on 2020-01-20."),
        ({"benefit": "xyz"}, "payments[0].benefit: 'xyz' is not one of tmt, ppr, apr, yt."),
        ({"basis": "holiday"}, "payments[0].basis: 'holiday' is not one of unemployment, service, layoff, additional_days."),
        ({"starts_on": "2020-02-30"}, "payments[0].starts_on: '2020-02-30' is not a day of the form YYYY-MM-DD."),
        ({"ends_on": "9999-12-31"}, "payments[0].ends_on: 9999-12-31 is not a day from 1900-01-01 to 2199-12-31."),
        ({"starts_on": None}, "payments[0].starts_on: is missing."),
        ({"gross": "abc"}, "payments[0].gross: 'abc' is not an amount such as 673.20, zero or more."),
    ],
)
def test_a_wrong_payment_is_named(change, sentence):
    assert refusals(payments=[ROW | change]) == (sentence,)


@pytest.mark.parametrize("key", ["born", "graduated_on", "allowance_exhausted_on"])
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_outside_the_years_of_anybodys_case(key, day):
    assert refusals(**{key: day}) == (f"{key}: {day} is not a day from 1900-01-01 to 2199-12-31.",)


@pytest.mark.parametrize("rows", ["unemployment", "services", "social_assistance"])
def test_an_end_as_registers_write_none(rows):
    told = facts_from_json({rows: [{"starts_on": "2019-01-07", "ends_on": "9999-12-31"}]})
    assert told == facts_from_json({rows: [{"starts_on": "2019-01-07", "ends_on": None}]})


def test_a_payment_before_birth():
    assert refusals(born="2020-01-25", payments=[ROW]) == ("payments[0].starts_on: 2020-01-20 is before the birth 2020-01-25.",)


def test_every_problem_is_told_at_once():
    assert len(refusals(born="yesterday", payments=[ROW | {"days": -1}, 7], resets=[{"on": "2020-01-01", "kind": "magic"}])) == 4


def test_an_end_before_a_beginning_elsewhere():
    assert refusals(unemployment=[{"starts_on": "2020-02-01", "ends_on": "2020-01-01"}]) == (
        "unemployment[0].ends_on: 2020-01-01 is before starts_on 2020-02-01.",
    )


def test_the_file_is_read_and_answered(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"born": "1984-04-03", "payments": [ROW]}), encoding="utf-8")
    told = evaluate(path, "2020-03-02")
    assert told["verdicts"]["municipal_share"]["days_counted"] == 20
    assert told["payments"] == [{"index": 0, "percent": 0, "parts": [{"days": 20, "percent": 0}], "municipal_amount": None}]
    json.dumps(told)


def test_an_unreadable_file_or_day_is_refused(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(WrongFact, match="is not JSON"):
        evaluate(path, "2020-03-02")
    with pytest.raises(WrongFact, match="cannot be read"):
        evaluate(tmp_path / "none.json", "2020-03-02")
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(WrongFact, match="--on"):
        evaluate(path, "March")


def test_no_facts_at_all_still_get_an_answer(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text("{}", encoding="utf-8")
    assert evaluate(path, "2020-03-02")["verdicts"]["municipal_share"]["value"] is None
