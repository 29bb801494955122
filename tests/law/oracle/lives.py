"""Invented lives for the oracle of duties: ages near a limit, broken runs, plans and social assistance."""

from datetime import date, timedelta

from tests.law.oracle.days import ONE, months_after

AGES = (16, 24, 25, 29, 30, 54, 55, 57, 59, 60)
YEARS = (2010, 2012, 2013, 2014, 2015, 2019, 2022, 2023, 2024, 2025)


def life(random):
    """The facts of one person, and a day near one of the days that matter to them."""
    first = date(random.choice(YEARS), random.randint(1, 12), random.randint(1, 28))
    born = months_after(first, -12 * random.choice(AGES) + random.randint(-8, 8)) + random.randint(-3, 3) * ONE
    facts = {
        "born": str(born),
        "jobseeker_since": str(first + random.randint(-40, 40) * ONE),
        "payments": subsidies(random, first),
        "unemployment": periods(random, first),
        "social_assistance": [
            row | {"because_of_unemployment": random.random() < 0.9, "main_livelihood": random.random() < 0.9}
            for row in periods(random, first)
        ],
        "plans": [plan(random, first) for _ in range(random.randint(0, 2))],
        "resets": [{"on": str(first + random.randint(0, 900) * ONE), "kind": "work_condition_met"}]
        if random.random() < 0.3
        else [],
        "judgements": {"work_capacity_limits_block": random.random() < 0.5},
    }
    if random.random() < 0.5:
        facts["allowance_exhausted_on"] = str(first + random.randint(-200, 400) * ONE)
    if random.random() < 0.5:
        facts["graduated_on"] = str(first + random.randint(-400, 100) * ONE)
    if random.random() < 0.5:
        by = first - random.choice([0, 1, 30]) * ONE
        days = random.choice([100, 180, 290, 480, 499, 500])
        facts["days_before"] = [{"benefit": "tmt", "basis": "unemployment", "days": days, "by": str(by)}]
    if random.random() < 0.15:
        facts["main_income"] = "social_assistance"
    if random.random() < 0.1:
        facts["integration"] = {"applies": True, "plan_entitled": True}
    return facts, near(random, facts, born, first)


def subsidies(random, first):
    rows, at = [], first
    for _ in range(random.randint(0, 12)):
        at += timedelta(days=random.choice([0, 0, 0, 0, 20, 90]))
        kind = random.choice([("tmt", "unemployment")] * 5 + [("tmt", "service"), ("ppr", "unemployment")])
        end = at + timedelta(days=random.choice([13, 27, 27, 55]))
        days = max(1, (end - at).days * 5 // 7 - random.choice([0, 0, 1, 5]))
        rows.append({"benefit": kind[0], "basis": kind[1], "starts_on": str(at), "ends_on": str(end), "days": days})
        at = end + ONE
    return rows


def periods(random, first):
    rows, at = [], first + random.randint(-60, 60) * ONE
    for _ in range(random.randint(0, 3)):
        end = at + timedelta(days=random.choice([30, 120, 181, 365, 400]))
        rows.append({"starts_on": str(at), "ends_on": str(end)})
        at = end + random.choice([1, 1, 2, 15]) * ONE
    if rows and random.random() < 0.4:
        rows[-1]["ends_on"] = None
    return rows


def plan(random, first):
    made = first + random.randint(-100, 200) * ONE
    ends = made + timedelta(days=random.choice([100, 400])) if random.random() < 0.4 else None
    kind = random.choice(["employment", "joint", "activation"])
    return {"kind": kind, "made_on": str(made), "ends_on": None if ends is None else str(ends)}


def near(random, facts, born, first):
    """The day itself or the day before or after an anniversary, a birthday or a change of law; or any day."""
    starts = [date.fromisoformat(row["starts_on"]) for key in ("unemployment", "social_assistance") for row in facts[key]]
    days = [months_after(start, months) for start in starts for months in (4, 6, 12)]
    days += [months_after(born, 12 * age) for age in (25, 30, 57, 60)]
    days += [date(year, 1, 1) for year in (2013, 2014, 2015, 2023, 2024, 2025)] + [date(2010, 5, 10), date(2024, 9, 2)]
    days += [date.fromisoformat(facts[key]) for key in ("allowance_exhausted_on", "graduated_on") if key in facts]
    close = [each for each in days if abs((each - first).days) < 900]
    if close and random.random() < 0.7:
        return random.choice(close) + random.choice([-1, 0, 0, 1]) * ONE
    return first + random.randint(-30, 700) * ONE
