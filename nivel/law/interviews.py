"""Haastattelujen rytmi (916/2012 2 luku, 380/2023 31-33 §): the first day after `on` by which an interview is due."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import run_on
from nivel.law.parameters import Value, in_force, not_in_force, reason_of
from nivel.law.verdict import Reason, Verdict, weakest
from nivel.timeline.months import add_months
from nivel.timeline.workdays import add_workdays

AREA = "interview_due_on"
Due = tuple[date, str]


def verdict(facts: Facts, on: date) -> Verdict:
    """Seuraava haastattelu, by the form in force on the day."""
    form = next((form for name, form in FORMS if in_force(f"{AREA}.{name}", on) is not None), None)
    if form is None:
        return not_in_force(f"{AREA}.first_within_days", on)
    coming = sorted(due for due in form(facts, on) if due[0] > on)
    if not coming:
        return Verdict(None, (Reason("interview.none_due"),))
    due_on, name = _moved_by_service(facts, *coming[0], on)
    held = _held(name, on)
    return Verdict(due_on, (*_reasons(facts, due_on, on), *reason_of(f"{AREA}.{name}", held)), weakest([held.confidence]))


def by_unemployment_from_2013(facts: Facts, on: date) -> Iterator[Due]:
    """2013-2016 at 3 and 6 months of unbroken unemployment, then every 6 more; from 2017 every 3 (1456/2016)."""
    within = in_force(f"{AREA}.first_within_days", on)
    if within is not None and facts.jobseeker_since is not None and not _held_interviews(facts, on):
        yield facts.jobseeker_since + timedelta(days=within.value), "first_within_days"
    run = run_on(facts.unemployment, on)
    if run is None:
        return
    *first_ones, every = _held("months_of_unemployment", on).value
    for months in first_ones:
        yield add_months(run.starts_on, months), "months_of_unemployment"
    yield _next_in_rhythm(run.starts_on, every, on, after=first_ones[-1] if first_ones else 0), "months_of_unemployment"


def by_interviews_from_2022(facts: Facts, on: date) -> Iterator[Due]:
    """From 2.5.2022: initial interview in working days, talks every three months, complementary ones between (1379/2021)."""
    held = _held_interviews(facts, on)
    if not held:
        yield from _first_interview(facts, on)
        return
    initial = max((each.held_on for each in held if each.kind == "initial"), default=None)
    begun = initial or min(each.held_on for each in held)
    every = _held("talk_every_months", on).value
    talks = [each.held_on for each in held if each.kind == "talk" and each.held_on >= begun]
    counted_from = max([begun, *talks, *_initial_complementary(facts, begun, on)])
    yield _next_in_rhythm(counted_from, every, on), "talk_every_months"
    yield from _next_complementary(facts, begun, on)


def _first_interview(facts: Facts, on: date) -> Iterator[Due]:
    if facts.jobseeker_since is not None and facts.jobseeker_since <= on:
        within = _held("first_within_workdays", on).value
        yield add_workdays(facts.jobseeker_since, within), "first_within_workdays"


def _initial_complementary(facts: Facts, begun: date, on: date) -> list[date]:
    """The complementary interviews of the first three months, from 2025 the last of them begins the three months again."""
    if in_force(f"{AREA}.complementary_every_weeks", on) is None:
        return []
    return [
        each.held_on
        for each in _held_interviews(facts, on)
        if each.kind == "complementary" and begun <= each.held_on <= add_months(begun, 3)
    ]


def _next_complementary(facts: Facts, begun: date, on: date) -> Iterator[Due]:
    """From 2025 the next complementary interview is in principle two weeks after the last one."""
    every, most = in_force(f"{AREA}.complementary_every_weeks", on), in_force(f"{AREA}.complementary_count", on)
    done = _initial_complementary(facts, begun, on)
    if every is None or most is None or len(done) >= most.value:
        return
    due_on = max([begun, *done]) + timedelta(weeks=every.value)
    if due_on <= add_months(begun, 3):
        yield due_on, "complementary_every_weeks"


def _next_in_rhythm(counted_from: date, every: int, on: date, after: int = 0) -> date:
    months = after + every
    while add_months(counted_from, months) <= on:
        months += every
    return add_months(counted_from, months)


def _held_interviews(facts: Facts, on: date) -> list[Any]:
    """Interviews held by the day since the job search began."""
    first = facts.jobseeker_since or date.min
    return [each for each in facts.interviews if first <= each.held_on <= on]


def _moved_by_service(facts: Facts, due_on: date, name: str, on: date) -> Due:
    """A service of more than a month moves the talk to a month before the service ends (from 2.5.2022)."""
    if name not in ("talk_every_months", "complementary_every_weeks"):
        return due_on, name
    for service in facts.services:
        ends_on = service.period.ends_on
        if ends_on is not None and due_on in service.period and ends_on > add_months(service.period.starts_on, 1):
            return max(add_months(ends_on, -1), on + timedelta(days=1)), "talk_every_months"
    return due_on, name


def _reasons(facts: Facts, due_on: date, on: date) -> Iterator[Reason]:
    last = max((each.held_on for each in _held_interviews(facts, on)), default=None)
    if last is not None:
        yield Reason("interview.last_held", {"day": last})
    yield Reason("interview.due", {"day": due_on})


def _held(name: str, on: date) -> Value:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held


FORMS: tuple[tuple[str, Callable[[Facts, date], Iterator[Due]]], ...] = (
    ("months_of_unemployment", by_unemployment_from_2013),
    ("talk_every_months", by_interviews_from_2022),
)
