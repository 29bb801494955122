"""Activation plan, joint service, youth guarantee and employment obligation against the oracle, a second reading of the law."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.law.evaluation import answer, verdicts
from nivel.law.facts import WrongFact
from nivel.law.facts_from_json import facts_from_json
from tests.law.oracle import duties as oracle
from tests.law.oracle import interviews
from tests.law.oracle.lives import life

SEEDS = st.integers(0, 2**40)
MANY = settings(max_examples=6 * settings.default.max_examples)


def read(facts):
    try:
        return facts_from_json(facts)
    except WrongFact:
        return None


@MANY
@given(SEEDS)
def test_a_day_says_what_the_oracle_says(seed):
    told, on = life(Random(seed))
    facts = read(told)
    if facts is None:
        return
    law = answer(facts, on)["verdicts"]
    ground = oracle.activation_plan(told, on)
    assert law["activation_plan"]["value"] == (None if on < oracle.START else ground is not None)
    assert law["activation_plan"]["ground"] == ground
    assert law["activation_plan"]["initiator"] == oracle.initiator(ground, on)
    joint = on.year >= 2015 and oracle.has_plan(told, on, ("joint",))
    assert law["activation_plan"]["replaced_by_joint_plan"] == joint
    assert law["joint_service"]["value"] == oracle.joint_service(told, on)
    value, due_on = oracle.youth_guarantee(told, on)
    assert (law["youth_guarantee"]["value"], law["youth_guarantee"]["due_on"]) == (value, due_on and str(due_on))
    duty = law["employment_obligation"]
    assert (duty["value"], duty["duration"]) == oracle.employment_obligation(told, on)


@given(SEEDS)
def test_it_has_been_so_since_the_day_named_and_not_the_day_before(seed):
    told, on = life(Random(seed))
    facts = read(told)
    if facts is None:
        return
    law = answer(facts, on)["verdicts"]
    for name in ("activation_plan", "joint_service", "youth_guarantee", "employment_obligation"):
        since = law[name]["since"]
        if since is None or law[name]["value"] is None:
            continue
        first = on.fromisoformat(since)
        value = law[name]["value"]
        between = [first, first + (on - first) // 2, on]
        assert {answer(facts, day)["verdicts"][name]["value"] for day in between} == {value}, name
        assert answer(facts, first - timedelta(days=1))["verdicts"][name]["value"] != value, name


@MANY
@given(SEEDS)
def test_the_next_interview_is_due_when_the_oracle_says(seed):
    told, on = interviews.lives_of_interviews(Random(seed))
    given_verdict = verdicts(facts_from_json(told), on)["interview_due_on"]
    assert given_verdict.value == interviews.due_on(told, on)
    assert on.year != 2026 or given_verdict.confidence == "low"
