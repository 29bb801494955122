"""Cases a lawyer can read: `cases/*.yaml`, each with its facts, its days and what the law says on them."""

from datetime import date
from functools import cache

import pytest

from nivel.law.cases import as_json, titles
from nivel.law.cases import cases as every_case
from nivel.law.evaluation import answer, payments, verdicts
from nivel.law.facts_from_json import facts_from_json
from nivel.law.notes import note_words, notes
from nivel.law.parameters import parameters

# Parameters that other verdicts use as well are tried under the verdict that shows them.
SHOWN_BY = {"municipal_share.payment_period_weeks": None}


def cases():
    for case in every_case():
        for day, expected in case.expect.items():
            yield pytest.param(case, day, expected, id=f"{case.file}: {case.name} [{day}]")


def differences(expected, given, path=""):
    """What the answer says otherwise; only what the case names is compared. `says` are parts of its reasons."""
    if isinstance(expected, dict) and isinstance(given, dict):
        told = " ".join(each["text"] for each in given.get("because", []))
        unsaid = [f"{path[1:]}: does not say {part!r}, but {told!r}" for part in expected.get("says", []) if part not in told]
        keys = [key for key in expected if key != "says"]
        return unsaid + [each for key in keys for each in differences(expected[key], given.get(key), f"{path}.{key}")]
    return [] if expected == given else [f"{path[1:]}: expected {expected!r}, the law says {given!r}"]


@pytest.mark.parametrize(("case", "day", "expected"), list(cases()))
def test_case(case, day, expected):
    assert case.source, "a case names its source"
    facts = facts_from_json(as_json(case.facts))
    found = {name: verdict.to_json() for name, verdict in verdicts(facts, day).items()}
    found["payments"] = {row["index"]: row for row in payments(facts)}
    assert not differences(as_json(expected), found)


def test_the_answer_is_that_of_the_contract_and_nothing_else():
    told = answer(facts_from_json({}), date(2020, 3, 2))
    assert list(told) == ["on", "verdicts", "payments"]
    assert list(told["verdicts"]) == [
        "municipal_share", "activation_plan", "joint_service", "interview_due_on", "youth_guarantee", "employment_obligation",
        "ktt_limits", "ktt_reimbursement", "wage_subsidy", "start_up_grant", "expense_allowance", "benefit_rate", "retention",
        "programmes",
    ]  # fmt: skip


@cache
def tried_days():
    """The days on which the cases try each verdict."""
    tried = {}
    for _, day, expected in (parameter.values for parameter in cases()):
        for verdict in expected:
            tried.setdefault(verdict, set()).add(day)
    return tried


@pytest.mark.parametrize("name", [name for name in parameters() if name not in SHOWN_BY])
def test_every_from_day_is_tried_the_day_before_and_on_the_day(name):
    tried = tried_days().get(name.split(".")[0], set())
    for value in parameters()[name].values:
        day = value.from_day
        assert {day, date.fromordinal(day.toordinal() - 1)} <= tried, f"{name} from {day}"


def test_every_case_has_its_title_in_finnish_and_swedish_and_no_title_is_left_over():
    names = {case.name for case in every_case()}
    for case in every_case():
        for language in ("fi", "sv"):
            assert case.title(language) != case.name, f"nivel/law/case_titles.yaml lacks: {case.name}"
            assert "#" not in case.title(language)
        assert case.title("en") == case.name
    assert set(titles()) <= names
    assert (
        next(case for case in every_case() if "299 days before the period" in case.name)
        .title("fi")
        .startswith("2015–2024, 299 päivää")
    )


def test_every_note_of_a_parameter_is_told_in_finnish_and_swedish_and_none_is_left_over():
    told = {value.note for each in parameters().values() for value in each.values if value.note}
    for note in told:
        words = note_words(note)
        assert len({words["en"], words["fi"], words["sv"]}) == 3, f"nivel/law/notes.yaml lacks: {note}"
    assert set(notes()) == told
