"""Invented people for the oracle: payments around every day on which a rule begins, with gaps, splits, resets and balances."""

from datetime import date, timedelta

from tests.law.oracle.days import ONE, weekdays_of

BEGINNINGS = [
    date(2005, 10, 3),
    date(2014, 6, 2),
    date(2014, 11, 17),
    date(2014, 12, 1),
    date(2015, 1, 5),
    date(2024, 7, 1),
    date(2024, 11, 18),
    date(2024, 12, 16),
    date(2025, 1, 6),
    date(2025, 6, 2),
    date(2026, 1, 5),
    date(2026, 4, 6),
    date(2026, 5, 4),
]
EDGES = [date(2014, 12, 31), date(2015, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2026, 4, 30), date(2026, 5, 1)]
LIMITS = [100, 200, 300, 400, 500, 700, 1000]
GENERAL_SUPPORT = date(2026, 5, 1)
LIMITS_OF_TIME = (date(2014, 12, 31), date(2015, 1, 1))


def person(random):
    """The facts of one person and a day to ask about."""
    first = random.choice(BEGINNINGS) + timedelta(days=random.choice([0, 0, 0, 1, 3, 5, -1, -3]))
    rows, at = [], first
    for _ in range(random.randint(0, 9)):
        at += timedelta(days=random.choice([0, 0, 0, 0, 0, 1, 2, 7, 30, 200]))
        made = payments(random, at)
        rows += made
        at = date.fromisoformat(made[0]["ends_on"]) + ONE
    facts = {
        "payments": random.sample(rows, len(rows)),
        "days_before": [balance(random, first) for _ in range(random.choice([0, 1, 1, 1, 2]))],
        "resets": [reset(random, rows, first) for _ in range(random.choice([0, 0, 0, 1, 2, 3]))],
    }
    if random.random() < 0.2:
        facts["integration"] = integration(random, first)
    last = max((date.fromisoformat(row["ends_on"]) for row in rows), default=first)
    within = first + timedelta(days=random.randint(-10, (last - first).days + 60))
    return facts, random.choice(EDGES) if random.random() < 0.25 else within


def payments(random, starts_on):
    """One payment period, sometimes split between unemployment and a service."""
    ends_on = starts_on + timedelta(days=random.choice([14, 28, 28, 28, 28, 30, 31, 12]) - 1)
    weekdays = len(list(weekdays_of(starts_on, ends_on)))
    days = random.choice([weekdays] * 4 + [max(1, weekdays - 1), weekdays // 2, 1, 0])
    support = ["yt", "yt", "apr", "tmt"] if starts_on >= GENERAL_SUPPORT else ["tmt", "tmt", "tmt", "ppr", "apr"]
    benefit = random.choice(support)
    basis = random.choice(["unemployment"] * 4 + ["service"] + (["layoff", "additional_days"] if benefit == "apr" else []))
    row = {"benefit": benefit, "basis": basis, "starts_on": str(starts_on), "ends_on": str(ends_on), "days": days}
    if random.random() < 0.9:
        row["paid_on"] = str(ends_on + timedelta(days=random.choice([1, 2, 3, 10, 60])))
    adjusted = random.random() < 0.15
    full = "61.30" if benefit == "apr" else "37.21"
    row |= {"adjusted": adjusted, "full_daily": full, "gross": f"{(20.17 if adjusted else float(full)) * days:.2f}"}
    if basis == "unemployment" and weekdays > 3 and random.random() < 0.12:
        service = random.randint(1, weekdays - 1)
        return [row | {"days": min(days, weekdays - service)}, row | {"basis": "service", "days": service}]
    return [row]


def balance(random, first):
    by = random.choice([first - ONE, first - ONE, LIMITS_OF_TIME[0], LIMITS_OF_TIME[1], date(2010, 5, 5), first - 40 * ONE])
    return {
        "benefit": random.choice(["tmt", "tmt", "tmt", "ppr", "apr"]),
        "basis": random.choice(["unemployment", "unemployment", "service"]),
        "days": max(0, random.choice(LIMITS) - random.choice([0, 0, 1, -1, 10, 20, 40, 100])),
        "by": str(by),
    }


def reset(random, rows, first):
    near = date.fromisoformat(random.choice(rows)["starts_on"]) if rows else first
    kind = random.choice(["work_condition_met", "new_maximum_period", "maximum_exhausted"])
    return {"on": str(near + timedelta(days=random.choice([-1, 0, 1, 5, -20]))), "kind": kind}


def integration(random, first):
    since = first + timedelta(days=random.choice([-365 * 3, -365, -300, -1000, 10, -340]))
    return {
        "applies": random.random() < 0.9,
        "first_home_municipality_on": str(since),
        "years": random.choice([1, 3]),
        "plan_entitled": False,
    }


def goes_on(random):
    """A person of one benefit whose payments end by the day: what comes next is what the benefit going on would bring."""
    facts, on = person(random)
    benefit = random.choice(["tmt", "tmt", "ppr", "apr"])
    rows = [row for row in facts["payments"] if date.fromisoformat(row["starts_on"]) <= on]
    for row in rows:
        late = benefit != "apr" and date.fromisoformat(row["starts_on"]) >= GENERAL_SUPPORT
        row["benefit"] = "yt" if late else benefit
        if benefit != "apr" and row["basis"] not in ("unemployment", "service"):
            row["basis"] = "unemployment"
    facts["payments"] = rows
    facts["days_before"] = [each for each in facts["days_before"] if date.fromisoformat(each["by"]) <= on]
    facts["resets"] = []
    return facts, on
