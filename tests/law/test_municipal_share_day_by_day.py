"""The share against a second, slow telling of the law: one day at a time, with no arithmetic of weeks."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.law.facts import DaysBefore, Integration, Payment, Reset
from nivel.law.municipal_share import payment_shares, stand

DAY = timedelta(days=1)
OLD = [(500, 50)]
MIDDLE = [(300, 50), (1000, 70)]
ALLOWANCE = [(100, 10), (200, 20), (300, 30), (400, 40)]
NEW = [*ALLOWANCE, (700, 50)]


def paid_days(row):
    days = (row.starts_on + i * DAY for i in range((row.ends_on - row.starts_on).days + 1))
    return [day for day in days if day.weekday() < 5][: row.days]


def tier(days, tiers):
    return max([percent for limit, percent in tiers if days >= limit], default=0)


def exempt(integration, day):
    if integration is None or not integration.applies:
        return False
    first = integration.first_home_municipality_on
    return first <= day < first.replace(year=first.year + integration.years)


def counts(wording, row, day, integration):
    if wording == "old":
        return (row.benefit, row.basis) == ("tmt", "unemployment")
    if day < date(2015, 1, 1):
        return False
    if wording == "allowance":
        return row.benefit in ("ppr", "apr")
    if row.benefit in ("tmt", "yt") and exempt(integration, day):
        return False
    return wording == "support" or row.benefit != "yt"


def restarts(wording, resets):
    if wording == "allowance":
        return [r.on for r in resets if r.kind == "new_maximum_period"]
    if wording == "support":
        return [r.on for r in resets if r.kind == "work_condition_met" and r.on >= date(2026, 5, 1)]
    if wording == "subsidy":
        return []
    found, earned = [], False
    for reset in sorted(resets, key=lambda r: r.on):
        if reset.kind != "maximum_exhausted":
            earned = True
        elif earned:
            found, earned = [*found, reset.on], False
    return found


def counted(rows, opening, resets, integration, wording, by):
    restart = max([day for day in restarts(wording, resets) if day <= by], default=date.min)
    total = sum(1 for row in rows for day in paid_days(row) if restart < day <= by and counts(wording, row, day, integration))
    for balance in opening:
        if restart < balance.by <= by and counts(wording, balance, balance.by, None):
            total += balance.days
    return total


def share_of(rows, opening, resets, integration, row, day):
    """The share of one paid day of a row."""
    if row.benefit == "tmt" and day < date(2025, 1, 1):
        if row.basis == "service":
            return 0
        by_law = MIDDLE if row.paid_on >= date(2015, 1, 1) else OLD
        return tier(counted(rows, opening, resets, integration, "old", row.starts_on - DAY), by_law)
    wording = {"tmt": "subsidy", "yt": "support"}.get(row.benefit, "allowance")
    begins = date(2026, 5, 1) if row.benefit == "yt" else date(2025, 1, 1)
    if day < begins or (row.benefit in ("tmt", "yt") and exempt(integration, day)):
        return 0
    if row.benefit == "apr" and row.basis in ("layoff", "additional_days"):
        return 0
    before = counted(rows, opening, resets, integration, wording, day - DAY)
    return tier(before, ALLOWANCE if wording == "allowance" else NEW)


@st.composite
def histories(draw):
    day = draw(st.sampled_from([date(2012, 1, 2), date(2013, 12, 2), date(2023, 6, 5), date(2024, 9, 2), date(2025, 11, 3)]))
    rows = []
    for _ in range(draw(st.integers(1, 22))):
        day += draw(st.sampled_from([0, 0, 0, 3, 40])) * DAY
        weeks = draw(st.sampled_from([2, 4, 4, 4]))
        support = "yt" if day >= date(2026, 5, 1) else "tmt"
        benefit = draw(st.sampled_from([support, support, "apr"] + (["ppr"] if support == "tmt" else [])))
        basis = draw(st.sampled_from(["unemployment", "unemployment", "service"] + (["layoff"] if benefit == "apr" else [])))
        ends_on = day + (7 * weeks - 1) * DAY
        paid_on = ends_on + draw(st.integers(0, 60)) * DAY
        weekdays = sum((day + i * DAY).weekday() < 5 for i in range(7 * weeks))
        rows.append(Payment(benefit, day, ends_on, draw(st.integers(1, weekdays)), basis, paid_on))
        day = ends_on + DAY
    return rows


@st.composite
def people(draw):
    rows = draw(histories())
    first = rows[0].starts_on
    opening = draw(
        st.lists(
            st.builds(
                DaysBefore,
                st.integers(0, 1100),
                st.sampled_from([first - DAY, date(2010, 1, 1)]),
                st.sampled_from(["tmt", "apr"]),
                st.sampled_from(["unemployment", "service"]),
            ),
            max_size=2,
        )
    )
    resets = draw(
        st.lists(
            st.builds(
                Reset,
                st.integers(0, 700).map(lambda n: first + n * DAY),
                st.sampled_from(["work_condition_met", "new_maximum_period", "maximum_exhausted"]),
            ),
            max_size=3,
            unique_by=lambda r: r.on,
        )
    )
    integration = draw(
        st.none()
        | st.builds(
            Integration,
            st.just(True),
            st.integers(-200, 400).map(lambda n: (first + n * DAY).replace(day=1)),
            st.sampled_from([1, 3]),
        )
    )
    return rows, opening, resets, integration


@settings(max_examples=80, deadline=None)
@given(people())
def test_each_payment_bears_what_its_days_bear(person):
    rows, opening, resets, integration = person
    shares = payment_shares(rows, opening=opening, resets=resets, integration=integration)
    for row, share in zip(rows, shares, strict=True):
        expected = [share_of(rows, opening, resets, integration, row, day) for day in paid_days(row)]
        assert [percent for days, percent in share.parts for _ in range(days)] == expected


@settings(max_examples=80, deadline=None)
@given(people(), st.integers(0, 700))
def test_a_paid_day_bears_what_its_payment_says(person, after):
    rows, opening, resets, integration = person
    on = rows[0].starts_on + after * DAY
    verdict = stand(rows, on, opening=opening, resets=resets, integration=integration)
    paying = [row for row in rows if on in paid_days(row)]
    if paying and not (paying[0].benefit == "tmt" and on < date(2025, 1, 1) and paying[0].basis == "service"):
        begun = verdict.value is not None
        expected = share_of(rows, opening, resets, integration, paying[0], on)
        assert verdict.value == expected if begun else expected == 0
    if verdict.since is not None and paying:
        assert verdict.since <= on


@settings(max_examples=60, deadline=None)
@given(people(), st.integers(0, 900))
def test_the_next_change_comes_true_when_the_benefit_goes_on(person, after):
    """Payments are added, unbroken, until the foretold day; that day bears the new share, the one before did not."""
    rows, opening, resets, integration = person
    on = rows[-1].ends_on
    resets = [reset for reset in resets if reset.on <= on]
    first = stand(rows, on, opening=opening, resets=resets, integration=integration)
    if first.next_change is None or first.next_change.on > on + timedelta(days=1500):
        return
    change, grown = first.next_change, list(rows)
    if change.on == date(2015, 1, 1):
        return  # the payment day rules there, and of days not yet paid it is not known
    while grown[-1].ends_on < change.on:
        starts_on = grown[-1].ends_on + DAY
        ends_on = starts_on + 27 * DAY
        basis = "unemployment" if rows[-1].benefit == "tmt" else rows[-1].basis
        grown.append(Payment(rows[-1].benefit, starts_on, ends_on, 20, basis, ends_on))
    told = {"opening": opening, "resets": resets, "integration": integration}
    then = stand(grown, change.on, **told)
    assert then.value == change.value
    if change.on > first_paid_after(on):
        before = change.on - DAY
        while before.weekday() > 4:
            before -= DAY
        assert stand(grown, before, **told).value == first.value


def first_paid_after(on):
    on += DAY
    while on.weekday() > 4:
        on += DAY
    return on


@settings(max_examples=80, deadline=None)
@given(people(), st.integers(0, 900))
def test_the_share_has_been_the_same_since_the_day_it_names(person, after):
    rows, opening, resets, integration = person
    told = {"opening": opening, "resets": resets, "integration": integration}
    on = rows[0].starts_on + after * DAY
    verdict = stand(rows, on, **told)
    if verdict.since is None or verdict.value is None:
        return
    days = sorted({day for row in rows for day in paid_days(row)})
    held = [stand(rows, day, **told).value for day in days if verdict.since <= day <= on]
    assert set(held) <= {verdict.value}
    earlier = [day for day in days if day < min(verdict.since, on)]
    if earlier and integration is None:  # an exemption may come and go between two payments
        assert stand(rows, earlier[-1], **told).value != verdict.value


@settings(max_examples=80, deadline=None)
@given(people(), st.integers(0, 900))
def test_no_change_comes_before_the_next_change(person, after):
    rows, opening, _, integration = person
    told = {"opening": opening, "resets": [], "integration": integration}
    on = rows[0].starts_on + after * DAY
    verdict = stand(rows, on, **told)
    coming = [day for row in rows for day in paid_days(row) if day > on]
    if verdict.next_change is None or verdict.value is None:
        assert verdict.value is None or {stand(rows, day, **told).value for day in coming} <= {verdict.value, None}
        return
    before = [day for day in coming if day < verdict.next_change.on]
    assert {stand(rows, day, **told).value for day in before} <= {verdict.value, None}
