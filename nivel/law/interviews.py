"""Haastattelujen rytmi (916/2012 2 luku, 380/2023 31-33 §): the first day after `on` by which an interview is due."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from nivel.law.facts import Facts, Interview
from nivel.law.measures import run_on
from nivel.law.parameters import Value, in_force, not_in_force, parameter, reason_of
from nivel.law.turning_points import UNEMPLOYMENT_GOES_ON, days_of, next_turn, since_when
from nivel.law.verdict import Reason, Verdict
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY
from nivel.timeline.workdays import add_workdays

AREA = "interview_due_on"
MOVED_BY_SERVICE = ("talk_every_months", "complementary_every_weeks", "complementary_pair")
DAYS_A_MONTH = 31
Due = tuple[date, str]


def verdict(facts: Facts, on: date) -> Verdict:
    """Seuraava haastattelu, by the form in force on the day."""
    first = parameter(f"{AREA}.first_within_days").values[0].from_day
    if on < first:
        return not_in_force(f"{AREA}.first_within_days", on, value_then=due_on_day(facts, first))
    due = _next_due(facts, on)
    begun = since_when(lambda day: due_on_day(facts, day), on, _days_that_matter(facts, on))
    days = [*days_of(AREA), *_days_known_ahead(facts, on), None if due is None else due[0]]
    coming = next_turn(lambda day: due_on_day(facts, day), None if due is None else due[0], on, days, UNEMPLOYMENT_GOES_ON, AREA)
    if due is None:
        return Verdict(None, tuple(_why_none(facts, on)), _least_sure(on), begun, coming)
    held = _held(due[1], on)
    because = (*_reasons(facts, due[0], on, held), *reason_of(f"{AREA}.{due[1]}", held), *_search_duty(on))
    return Verdict(due[0], because, held.confidence, begun, coming)


def due_on_day(facts: Facts, on: date) -> date | None:
    """The answer of a day, without its reasons."""
    due = _next_due(facts, on)
    return None if due is None else due[0]


def _next_due(facts: Facts, on: date) -> Due | None:
    form = next((form for name, form in FORMS if in_force(f"{AREA}.{name}", on) is not None), None)
    if form is None:
        return None
    coming = sorted(due for due in form(facts, on) if due[0] > on)
    return _moved_by_service(facts, *coming[0], on) if coming else None


def _days_known_ahead(facts: Facts, on: date) -> Iterator[date | None]:
    """The days to come on which the facts themselves change what is due."""
    yield facts.jobseeker_since
    for each in facts.interviews:
        passed = max(0, (on - each.held_on).days // DAYS_A_MONTH)
        yield from (add_months(each.held_on, months) for months in range(passed, passed + 5))
    yield from (row.starts_on for row in facts.payments)
    for period in facts.unemployment:
        yield from (period.starts_on, period.ends_on and period.ends_on + DAY)
    for service in facts.services:
        yield from (service.period.ends_on and add_months(service.period.ends_on, -1), service.period.ends_on)


def _days_that_matter(facts: Facts, on: date) -> Iterator[date | None]:
    """The days on which what is due next may have become another."""
    yield from days_of(AREA)
    yield facts.jobseeker_since
    yield from (each.held_on for each in facts.interviews)
    starts = [period.starts_on for period in facts.unemployment] + [each.held_on for each in facts.interviews]
    for start in starts:
        yield from (add_months(start, months) for months in range(3, (on - start).days // 28 + 3, 3))
        yield from (start + timedelta(weeks=weeks) for weeks in range(2, 12, 2))
    within = parameter(f"{AREA}.first_within_days").values[0].value
    if facts.jobseeker_since is not None:
        yield facts.jobseeker_since + timedelta(days=within)


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
    if not any(each.kind == "initial" for each in held):
        yield from _first_interview(facts, on)
    if not held:
        return
    begun = _begun(held)
    every = _held("talk_every_months", on).value
    yield _next_in_rhythm(_counted_from(facts, held, begun, on), every, on), "talk_every_months"
    if not _is_laid_off(facts, on):
        yield from _next_complementary(facts, begun, on)
        yield from _pair_after_six_months(facts, begun, on)


def _begun(held: list[Interview]) -> date:
    """The initial interview; without one, the first that is known."""
    initial = max((each.held_on for each in held if each.kind == "initial"), default=None)
    return initial or min(each.held_on for each in held)


def _counted_from(facts: Facts, held: list[Interview], begun: date, on: date) -> date:
    """From where the three months run: from the last talk or complementary one; from 2026 always from the initial one."""
    if in_force(f"{AREA}.from_initial", on) is not None:
        return begun
    talks = [each.held_on for each in held if each.kind == "talk" and each.held_on >= begun]
    return max([begun, *talks, *_initial_complementary(facts, begun, on)])


def _is_laid_off(facts: Facts, on: date) -> bool:
    """Of a person laid off the complementary interviews are held on request only (380/2023 33 §)."""
    begun = [row for row in facts.payments if row.starts_on <= on]
    last = max(begun, key=lambda row: (row.starts_on, row.ends_on), default=None)
    return in_force(f"{AREA}.laid_off_on_request", on) is not None and last is not None and last.basis == "layoff"


def _first_interview(facts: Facts, on: date) -> Iterator[Due]:
    if facts.jobseeker_since is not None and facts.jobseeker_since <= on:
        within = _held("first_within_workdays", on).value
        yield add_workdays(facts.jobseeker_since, within), "first_within_workdays"


def _initial_complementary(facts: Facts, begun: date, on: date) -> list[date]:
    """The complementary interviews of the first three months, from 2025 the last of them begins the three months again."""
    if in_force(f"{AREA}.complementary_every_weeks", on) is None:
        return []
    return _complementary(facts, on, begun, add_months(begun, 3))


def _complementary(facts: Facts, on: date, first: date, last: date) -> list[date]:
    held = _held_interviews(facts, on)
    return sorted(each.held_on for each in held if each.kind == "complementary" and first <= each.held_on <= last)


def _next_complementary(facts: Facts, begun: date, on: date) -> Iterator[Due]:
    """From 2025 the next complementary interview is in principle two weeks after the last one, five in all.

    One held before the initial interview is one of the five.
    """
    every, most = in_force(f"{AREA}.complementary_every_weeks", on), in_force(f"{AREA}.complementary_count", on)
    if every is None or most is None:
        return
    done = _initial_complementary(facts, begun, on)
    before = [day for day in _complementary(facts, on, date.min, begun) if day < begun]
    left = most.value - len(done) - min(1, len(before))
    for n in range(1, left + 1):
        due_on = max([begun, *done]) + timedelta(weeks=every.value * n)
        if on < due_on <= add_months(begun, 3):
            yield due_on, "complementary_every_weeks"
            return


def _pair_after_six_months(facts: Facts, begun: date, on: date) -> Iterator[Due]:
    """Each time six months have passed, two complementary interviews are held within a month (2022-2025)."""
    held = in_force(f"{AREA}.complementary_pair", on)
    if held is None:
        return
    months = held.value["every_months"]
    while add_months(begun, months) <= on:
        opens, closes = add_months(begun, months), add_months(begun, months + held.value["within_months"])
        if on < closes and len(_complementary(facts, on, opens, closes)) < held.value["interviews"]:
            yield closes, "complementary_pair"
        months += held.value["every_months"]


def _next_in_rhythm(counted_from: date, every: int, on: date, after: int = 0) -> date:
    months = after + every
    while add_months(counted_from, months) <= on:
        months += every
    return add_months(counted_from, months)


def _held_interviews(facts: Facts, on: date) -> list[Interview]:
    """Interviews held by the day since the job search began."""
    first = facts.jobseeker_since or date.min
    return [each for each in facts.interviews if first <= each.held_on <= on]


def _moved_by_service(facts: Facts, due_on: date, name: str, on: date) -> Due:
    """A service of more than a month moves the talk to a month before the service ends (from 2.5.2022)."""
    if name not in MOVED_BY_SERVICE:
        return due_on, name
    longer = in_force(f"{AREA}.service_over_months", on)
    for service in facts.services if longer is not None else ():
        starts_on, ends_on = service.period.starts_on, service.period.ends_on
        if longer is None or ends_on is None or due_on not in service.period or ends_on <= add_months(starts_on, longer.value):
            continue
        before_end = add_months(ends_on, -longer.value)
        return (before_end if before_end > on else max(due_on, ends_on + DAY)), "talk_every_months"
    return due_on, name


def _why_none(facts: Facts, on: date) -> Iterator[Reason]:
    """Nothing is due after the day: the first interview may be overdue, or nothing is known."""
    within = in_force(f"{AREA}.first_within_workdays", on)
    if within is not None and facts.jobseeker_since is not None and facts.jobseeker_since <= on:
        yield Reason("interview.overdue", {"day": add_workdays(facts.jobseeker_since, within.value)}, within.citation)
        yield from reason_of(f"{AREA}.first_within_workdays", within)[1:]
    else:
        form = next(name for name, _ in FORMS if in_force(f"{AREA}.{name}", on) is not None)
        yield Reason("interview.none_due", {}, _held(form, on).citation)


def _least_sure(on: date) -> str:
    held = in_force(f"{AREA}.first_within_workdays", on)
    return "high" if held is None else held.confidence


def _search_duty(on: date) -> Iterator[Reason]:
    """What goes with the talks from 2.5.2022: the jobs to seek in a month, and when a job search begins anew."""
    for name in ("jobs_sought_a_month", "new_initial_after_months", "sanctions_of_2026", "job_search_profile"):
        held = in_force(f"{AREA}.{name}", on)
        if held is not None:
            yield from reason_of(f"{AREA}.{name}", held)


def _reasons(facts: Facts, due_on: date, on: date, held: Value) -> Iterator[Reason]:
    last = max((each.held_on for each in _held_interviews(facts, on)), default=None)
    if last is not None:
        yield Reason("interview.last_held", {"day": last}, held.citation)
    yield Reason("interview.due", {"day": due_on}, held.citation)


def _held(name: str, on: date) -> Value:
    held = in_force(f"{AREA}.{name}", on)
    if held is None:
        raise LookupError(f"{name} is not in force on {on}")
    return held


FORMS: tuple[tuple[str, Callable[[Facts, date], Iterator[Due]]], ...] = (
    ("months_of_unemployment", by_unemployment_from_2013),
    ("talk_every_months", by_interviews_from_2022),
)
