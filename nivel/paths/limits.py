"""Lain rajat (189/2001 13-14 §): the limits of rehabilitative work on a day, compared with what is agreed and attended.

Whoever breaks one gets a refusal that names the value and the section. What was compared is frozen with the agreement.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format

from nivel.access.refusal import refused_together
from nivel.law.benefits_and_limits import KTT_LIMITS
from nivel.law.parameters import Value, in_force
from nivel.law.verdict import plain
from nivel.paths.agreement_refusals import (
    DaysAndHoursAreMissing,
    DaysAWeekOutsideLaw,
    DaysTogetherOutsideLaw,
    HoursUnderLaw,
    LengthOutsideLaw,
    YearIsFull,
)
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY
from nivel.timeline.workdays import is_workday, public_holidays

Limits = Mapping[str, Value]
WORKING_DAYS = 5
YEAR = "max_days_12_months"


@dataclass(frozen=True)
class Extent:
    """Sopimuksen laajuus: its days, how many a week and how long each."""

    starts_on: date
    ends_on: date
    days_a_week: int | None
    hours_a_day: Decimal | None
    weekdays: tuple[int, ...] = ()

    def overlaps(self, other: "Extent") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


def limits_on(name: str, day: date) -> dict[str, Value]:
    """The limits in force on the day, by what each limits; only those that hold."""
    found = {key: in_force(f"{name}.{key}", day) for key in KTT_LIMITS}
    return {key: held for key, held in found.items() if held is not None}


def frozen(limits: Limits) -> list[dict[str, Any]]:
    """The limits as an agreement keeps them: value, section, and the day from which it holds."""
    return [
        {"name": key, "value": plain(held.value), "citation": str(held.citation), "from": held.from_day.isoformat()}
        for key, held in limits.items()
    ]


def check_extent(limits: Limits, extent: Extent, *, must_tell: bool) -> None:
    """Days a week, hours a day and length, told together. Raises DaysAndHoursAreMissing and what each limit's check does."""
    with refused_together() as refusals:
        refusals.check(_check_told, limits, extent, must_tell)
        if extent.days_a_week is not None:
            refusals.check(check_days_a_week, limits, extent.days_a_week)
        if extent.hours_a_day is not None:
            refusals.check(check_hours, limits, extent.hours_a_day)
        refusals.check(_check_length, limits, extent)


def _check_told(limits: Limits, extent: Extent, must_tell: bool) -> None:
    if must_tell and (extent.days_a_week is None or extent.hours_a_day is None):
        raise DaysAndHoursAreMissing(source=limits["min_hours_day"].citation)


def check_days_a_week(limits: Limits, days: int) -> None:
    least, most = limits["min_days_week"], limits["max_days_week"]
    if days < least.value:
        raise DaysAWeekOutsideLaw(days=days, least=least.value, most=most.value, source=least.citation)
    if days > most.value:
        raise DaysAWeekOutsideLaw(days=days, least=least.value, most=most.value, source=most.citation)


def check_hours(limits: Limits, hours: Decimal) -> None:
    least = limits["min_hours_day"]
    if hours < least.value:
        raise HoursUnderLaw(hours=number_format(hours.normalize()), least=least.value, source=least.citation)


def _check_length(limits: Limits, extent: Extent) -> None:
    held = limits["months"]
    least, most = held.value
    after = extent.ends_on + DAY
    if after < add_months(extent.starts_on, least) or after > add_months(extent.starts_on, most):
        raise LengthOutsideLaw(least=least, most=most, source=held.citation)


def check_together(limits: Limits, extent: Extent, others: Iterable[Extent]) -> None:
    """The days a week of all that is agreed at once are the person's (189/2001 13 §). Raises DaysTogetherOutsideLaw.

    Weekdays that are agreed everywhere are counted once; days that vary add up.
    """
    most = limits["max_days_week"]
    ahead = [each for each in others if each.overlaps(extent) and each.days_a_week and extent.days_a_week]
    for first in sorted({max(each.starts_on, extent.starts_on) for each in ahead}):
        beside = [each for each in ahead if each.starts_on <= first <= each.ends_on]
        days = _days_of_week([extent, *beside])
        if (extent.days_a_week or 0) <= most.value < days:
            told = ", ".join(f"{date_format(each.starts_on, 'j.n.Y')}–{date_format(each.ends_on, 'j.n.Y')}" for each in beside)
            raise DaysTogetherOutsideLaw(others=told, days=days, most=most.value, source=most.citation)


def _days_of_week(extents: list[Extent]) -> int:
    fixed = {day for each in extents for day in each.weekdays}
    return len(fixed) + sum(each.days_a_week or 0 for each in extents if not each.weekdays)


def check_year(most_on: Callable[[date], Value], extent: Extent, others: Iterable[date]) -> None:
    """The days agreed with the person's others, attended or agreed, in any twelve months. Raises YearIsFull.

    `most_on` is the most that the law allows in the twelve months up to a day: it may change while the agreement runs.
    """
    if extent.days_a_week is None:
        return
    beside = set(others)
    own = set(agreed_days(extent, beside))
    found = sorted(beside | own)
    first = 0
    for number, day in enumerate(found):
        while found[first] < add_months(day, -12) + DAY:
            first += 1
        held = most_on(day)
        if number - first + 1 > held.value and not own.isdisjoint(found[first : number + 1]):
            within = sum(1 for each in found if found[first] <= each < add_months(found[first], 12))
            raise YearIsFull(days=within, most=held.value, day=found[number - 1], source=held.citation)


def agreed_days(extent: Extent, taken: Collection[date] = ()) -> Iterator[date]:
    """The days of the agreement when every week is attended in full: its weekdays, or the first working days of each week that
    are not taken by what else the person has agreed.
    """
    monday = extent.starts_on - timedelta(days=extent.starts_on.weekday())
    while monday <= extent.ends_on:
        week = (monday + timedelta(days=number) for number in range(7))
        able = [
            day
            for day in week
            if extent.starts_on <= day <= extent.ends_on
            and is_expected(day, extent.weekdays)
            and (extent.weekdays or day not in taken)
        ]
        yield from able[: len(extent.weekdays) or extent.days_a_week or 0]
        monday += timedelta(days=7)


def all_agreed(extents: Iterable[Extent]) -> set[date]:
    """The days of several agreements of one person: those of fixed weekdays first, then those that vary, beside them."""
    found: set[date] = set()
    for extent in sorted(extents, key=lambda each: not each.weekdays):
        found |= set(agreed_days(extent, found))
    return found


def is_expected(day: date, weekdays: Iterable[int]) -> bool:
    """Whether one comes on the day by the agreed weekdays; without them any working day will do. Nobody is expected on a holiday."""
    agreed = set(weekdays)
    if day.isoweekday() > WORKING_DAYS:
        return day.isoweekday() in agreed and day not in public_holidays(day.year)
    return is_workday(day) and (not agreed or day.isoweekday() in agreed)
