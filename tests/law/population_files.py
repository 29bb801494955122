"""Random populations as Parquet files, and what the law says of each person by themselves."""

import random
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from nivel.law.activation_plan import verdict as activation_plan
from nivel.law.facts import BASES, BENEFITS, Facts, Payment, Plan
from nivel.law.measures import measures
from nivel.law.municipal_share import payment_shares, stand
from nivel.timeline.months import add_months, month_of
from nivel.timeline.period import Period

DAY = timedelta(days=1)
PERSONS = {"person_id": pl.Int64, "born": pl.Date, "home_municipality": pl.Int32}
PAYMENTS = {
    "person_id": pl.Int64,
    "benefit": pl.Int8,
    "basis": pl.Int8,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "paid_on": pl.Date,
    "days": pl.Int16,
    "gross_cents": pl.Int64,
}


def weekdays(starts_on, length):
    return sum((starts_on + i * DAY).weekday() < 5 for i in range(length))


def a_history(dice):
    """All benefits and bases, gaps, overlaps of different ones, split periods and late payments, from 2004 to 2027."""
    day = date(2004, 1, 1) + dice.randrange(8300) * DAY
    rows, busy = [], {}
    for _ in range(dice.choice([0, 1, 2, 5, 12, 30, 60])):
        day += dice.choice([0, 0, 0, 0, 0, 3, 40, 400, -7, -14, -28]) * DAY
        length = dice.choice([1, 5, 14, 28, 28, 28, 28, 30, 31])
        usual = ("tmt", "tmt", "yt" if day >= date(2026, 5, 1) else "tmt", "apr", "ppr")
        kind = (
            dice.choice(BENEFITS if dice.random() < 0.2 else usual),
            dice.choice(BASES if dice.random() < 0.3 else ("unemployment", "unemployment", "unemployment", "service")),
        )
        ends_on = day + (length - 1) * DAY
        if day <= busy.get(kind, date.min):
            continue
        fit = weekdays(day, length)
        days = dice.choice([0, fit, fit, fit, fit, dice.randint(0, fit)])
        paid_on = ends_on + dice.choice([0, 3, 9, 60, 400]) * DAY
        rows.append(Payment(kind[0], day, ends_on, days, kind[1], paid_on, Decimal(dice.randint(0, 200_000)) / 100))
        busy[kind] = ends_on
        day = ends_on + DAY
    return rows


def a_person(dice):
    rows = a_history(dice)
    first = min((row.starts_on for row in rows), default=date(2020, 1, 1))
    born = None if dice.random() < 0.1 else first - dice.choice([0, 6000, 8800, 9000, 9125, 9400, 14000]) * DAY
    return born, dice.choice([5, 91, 172]), rows


def write(folder, people, dice):
    """Two files with the people's rows in random order; numbers of persons are far from each other and not in order."""
    numbers = dice.sample(range(-(10**12), 10**12), len(people))
    persons = [(number, born, home) for number, (born, home, _) in zip(numbers, people, strict=True)]
    payments = [
        (number, *in_order(row)[2:], row.starts_on, row.ends_on, row.paid_on, row.days, int(row.gross * 100))
        for number, (_, _, rows) in zip(numbers, people, strict=True)
        for row in rows
    ]
    dice.shuffle(payments)
    pl.DataFrame(persons, PERSONS, orient="row").write_parquet(folder / "persons.parquet")
    pl.DataFrame(payments, PAYMENTS, orient="row").write_parquet(folder / "payments.parquet")
    return numbers


def alone(born, rows, on):
    """The row of results that the person's own verdicts give."""
    share = stand(rows, on)
    facts = Facts(born=born, payments=tuple(rows), plans=(Plan("employment", Period(date(1900, 1, 1))),))
    change = share.next_change
    return {
        "days_counted": share.days_counted,
        "percent": share.value,
        "next_percent": None if change is None else change.value,
        "next_on": None if change is None else change.on,
        "activation_plan": activation_plan(facts, on).value is True,
        "days_12_months": measures(facts, on).subsidy_days_12_months,
    }


def costs_alone(people, on, months):
    """The contract's costs, payment by payment; a spell goes on as payments that are added after the known ones."""
    first, after = add_months(month_of(on), -months), add_months(month_of(on), months)
    told = {}
    for number, (_, home, rows) in enumerate(people):
        begun = sorted((row for row in rows if row.starts_on <= on), key=in_order)
        known = len(begun)
        begun += coming(begun, on, after)
        for index, share in enumerate(payment_shares(begun)):
            month = month_of(begun[index].ends_on)
            if first <= month < after and share.municipal_amount and (index < known or month >= month_of(on)):
                cents, heads = told.setdefault((home, month), (0, set()))
                told[home, month] = cents + int(share.municipal_amount * 100), heads | {number}
    return {key: (cents, len(heads), key[1] >= month_of(on)) for key, (cents, heads) in told.items()}


def in_order(row):
    return row.starts_on, row.ends_on, BENEFITS.index(row.benefit), BASES.index(row.basis)


def coming(begun, on, after):
    if not begun or not begun[-1].days or begun[-1].ends_on + 28 * DAY < on:
        return []
    last, day, added = begun[-1], max(row.ends_on for row in begun) + DAY, []
    gross = (last.gross * 20 / last.days).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    while day + 27 * DAY < after:
        added.append(Payment(last.benefit, day, day + 27 * DAY, 20, last.basis, day + 27 * DAY, gross))
        day += 28 * DAY
    return added


def dice_of(seed):
    return random.Random(seed)
