"""The rhythm of interviews, read once more from law.md 6: every day on which one is due is written down, the first after `on` taken."""

from datetime import date, timedelta

from tests.law.oracle.days import ONE, day, months_after, working_days_after
from tests.law.oracle.duties import unbroken_since

FAR_MONTHS = 12 * 30
TWO_WEEKS = timedelta(days=14)


def due_on(facts, on):
    if on < date(2013, 1, 1):
        return None
    days = by_unemployment(facts, on) if on < date(2022, 5, 2) else by_interviews(facts, on)
    return min((each for each in days if each > on), default=None)


def held(facts, on, kind=None):
    """The days of the interviews of this job search held by the day."""
    first = day(facts.get("jobseeker_since")) or date.min
    rows = [(each["kind"], day(each["held_on"])) for each in facts.get("interviews", [])]
    return sorted(at for what, at in rows if first <= at <= on and kind in (None, what))


def by_unemployment(facts, on):
    """2013-2016: in two weeks, at 3 and 6 months and every 6 after; from 2017 every 3 months of unbroken unemployment."""
    seeking = day(facts.get("jobseeker_since"))
    if on.year < 2017 and seeking and not held(facts, on):
        yield seeking + TWO_WEEKS
    since = unbroken_since(facts.get("unemployment", []), on)
    if since is not None:
        every = range(3, FAR_MONTHS, 3) if on.year >= 2017 else [3, *range(6, FAR_MONTHS, 6)]
        yield from (months_after(since, months) for months in every)


def by_interviews(facts, on):
    seeking = day(facts.get("jobseeker_since"))
    initials, every = held(facts, on, "initial"), held(facts, on)
    if not initials and seeking and seeking <= on:
        yield working_days_after(seeking, 10 if on.year >= 2026 else 5)
    if not every:
        return
    begun = initials[-1] if initials else every[0]
    complementary = held(facts, on, "complementary")
    first_ones = [at for at in complementary if begun <= at <= months_after(begun, 3)]
    talks = [at for at in held(facts, on, "talk") if at >= begun]
    start = begun
    if on.year < 2026:
        start = max([begun, *talks, *(first_ones if on.year == 2025 else [])])
    yield from (months_after(start, months) for months in range(3, FAR_MONTHS, 3))
    if on.year < 2026:
        yield from pairs(begun, complementary, on)
    if on.year == 2025:
        left = 5 - len(first_ones) - (1 if any(at < begun for at in complementary) else 0)
        last = max([begun, *first_ones])
        two_weekly = [last + n * TWO_WEEKS for n in range(1, left + 1)]
        yield from (at for at in two_weekly if at <= months_after(begun, 3))


def pairs(begun, complementary, on):
    """Two within a month each time six months have passed; due by its end."""
    for months in range(6, FAR_MONTHS, 6):
        opens, closes = months_after(begun, months), months_after(begun, months + 1)
        if opens <= on and sum(opens <= at <= closes for at in complementary) < 2:
            yield closes


def lives_of_interviews(random):
    """A job search with interviews near the days on which they are due."""
    start = date(
        random.choice([2012, 2013, 2016, 2017, 2021, 2022, 2024, 2025, 2026]), random.randint(1, 12), random.randint(1, 28)
    )
    at, rows = start, []
    for kind in random.sample(
        ["initial", "initial", "talk", "talk", "complementary", "complementary", "complementary"], random.randint(0, 6)
    ):
        at += random.choice([1, 5, 14, 28, 91, 180]) * ONE
        rows.append({"kind": kind, "held_on": str(at)})
    ends = None if random.random() < 0.7 else str(start + random.randint(100, 900) * ONE)
    facts = {"jobseeker_since": str(start), "interviews": rows, "unemployment": [{"starts_on": str(start), "ends_on": ends}]}
    edges = [date(2013, 1, 1), date(2017, 1, 1), date(2022, 5, 2), date(2025, 1, 1), date(2026, 1, 1)]
    close = [edge for edge in edges if 0 <= (edge - start).days < 700]
    if close and random.random() < 0.4:
        return facts, random.choice(close) - random.choice([0, 1]) * ONE
    return facts, start + random.choice([random.randint(-5, 800), random.randint(0, 20)]) * ONE
