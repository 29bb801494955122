"""Duties and targets of one person, read once more from law.md 2, 3, 5 and 8: lists of days and plain dates."""

from datetime import date, timedelta

from tests.law.oracle.days import ONE, day, months_after, months_full, turned, weekdays_of

START = date(2010, 5, 10)


def subsidy_days(facts):
    """Every day paid as labour market subsidy or general support on unemployment."""
    return sorted(
        on
        for row in facts.get("payments", [])
        if row["benefit"] in ("tmt", "yt") and row["basis"] == "unemployment"
        for on in list(weekdays_of(day(row["starts_on"]), day(row["ends_on"])))[: row["days"]]
    )


def subsidy_by(facts, first, on):
    """Days paid from `first` to `on`; an opening balance whole when its day falls there."""
    balances = (
        each["days"]
        for each in facts.get("days_before", [])
        if each["benefit"] in ("tmt", "yt") and each["basis"] == "unemployment" and first <= day(each["by"]) <= on
    )
    return sum(first <= each <= on for each in subsidy_days(facts)) + sum(balances)


def last_twelve_months(on):
    """The days of the last twelve months, which end on `on`."""
    start = months_after(on, -12) + ONE
    return start, on


def unbroken_since(rows, on):
    """From where the periods have followed each other without a missing day up to `on`; None when none holds on `on`."""
    covered = set()
    for row in rows:
        end = min(day(row.get("ends_on")) or on, on)
        at = day(row["starts_on"])
        covered |= {at + timedelta(days=n) for n in range((end - at).days + 1)}
    if on not in covered:
        return None
    while on - ONE in covered:
        on -= ONE
    return on


def has_plan(facts, on, kinds):
    return any(
        plan["kind"] in kinds and day(plan["made_on"]) <= on <= (day(plan.get("ends_on")) or date.max)
        for plan in facts.get("plans", [])
    )


def activation_plan(facts, on):
    """The ground of a plan on the day: its words and whether it is one of social assistance; None without one."""
    if on < START or (facts.get("integration") or {}).get("plan_entitled"):
        return None
    young = not turned(day(facts["born"]), 25, on)
    planned = has_plan(facts, on, ("employment", "joint"))
    exhausted = day(facts.get("allowance_exhausted_on"))
    used_up = exhausted is not None and exhausted <= on
    helped = [row for row in facts.get("social_assistance", []) if row["because_of_unemployment"] and row["main_livelihood"]]
    since = unbroken_since(helped, on)
    months = 4 if young else 12
    assisted = since is not None and months_full(since, on, months)
    grounds = []
    if young and planned:
        first, last = last_twelve_months(on)
        if sum(first <= each <= last for each in subsidy_days(facts)) >= 180:
            grounds.append("under 25: 180 days in 12 months")
        if used_up:
            grounds.append("under 25: allowance used up")
    if not young and planned:
        if subsidy_by(facts, date.min, on) >= 500:
            grounds.append("25+: 500 days")
        if used_up and subsidy_by(facts, exhausted + ONE, on) >= 180:
            grounds.append("25+: 180 days after the allowance")
    if assisted:
        of_help = f"under 25: {months} months of social assistance" if young else f"25+: {months} months of social assistance"
        grounds = [of_help, *grounds] if facts.get("main_income") == "social_assistance" else [*grounds, of_help]
    return grounds[0] if grounds else None


def initiator(ground, on):
    if ground is None:
        return None
    if "assistance" in ground:
        return "municipality" if on.year < 2023 else "wellbeing_county"
    return "te" if on.year < 2025 else "tvp"


def joint_service(facts, on):
    if on.year < 2015:
        return None
    if on.year >= 2025:
        return bool((facts.get("judgements") or {}).get("work_capacity_limits_block"))
    since = unbroken_since(facts.get("unemployment", []), on)
    months = 12 if turned(day(facts["born"]), 25, on) else 6
    return subsidy_by(facts, date.min, on) >= 300 or (since is not None and months_full(since, on, months))


def youth_guarantee(facts, on):
    """Whether the person is in the guarantee, and by when the offer is due."""
    if on.year < 2013:
        return None, None
    born, graduated, seeking = day(facts["born"]), day(facts.get("graduated_on")), day(facts.get("jobseeker_since"))
    recent = graduated is not None and graduated <= on and not months_full(graduated, on, 12)
    if turned(born, 25, on) and not (recent and not turned(born, 30, on)):
        return False, None
    seeking = seeking if seeking is not None and seeking <= on else None
    since = unbroken_since(facts.get("unemployment", []), on)
    if facts.get("unemployment") and since is None:
        return False, None
    registered = max((each for each in (since, seeking) if each is not None), default=None)
    return (False, None) if registered is None else (True, months_after(registered, 3))


def employment_obligation(facts, on):
    """Whether the municipality has the duty on the day, and how long it lasts."""
    none = (None, None) if on < date(2013, 1, 1) or on >= date(2024, 9, 2) else (False, None)
    exhausted = day(facts.get("allowance_exhausted_on"))
    if exhausted is None:
        return none
    begins, born = exhausted + ONE, day(facts["born"])
    of_age = turned(born, 57, exhausted) and not turned(born, 60, exhausted) and born.year >= 1950
    if not of_age or not date(2013, 1, 1) <= begins <= date(2024, 9, 1) or on < begins:
        return none
    if begins.year == 2024:
        met = [day(each["on"]) for each in facts.get("resets", []) if each["kind"] == "work_condition_met"]
        return none if any(begins <= each <= on for each in met) else (True, "until the work condition is met")
    months = 8 if begins.year == 2013 else 6
    return (True, f"{months} months") if on < months_after(begins, months) else none
