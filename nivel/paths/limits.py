"""Lain rajat (189/2001 13-14 §): the limits of rehabilitative work on a day, compared with what is agreed and attended.

Whoever breaks one gets a refusal that names the value and the section. What was compared is frozen with the agreement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from nivel.access.refusal import refused_together
from nivel.law.benefits_and_limits import KTT_LIMITS
from nivel.law.parameters import Value, in_force
from nivel.law.verdict import plain
from nivel.paths.agreement_refusals import (
    DaysAndHoursAreMissing,
    DaysAWeekOutsideLaw,
    HoursUnderLaw,
    LengthOutsideLaw,
    YearIsFull,
)
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY
from nivel.timeline.workdays import is_workday, public_holidays

Limits = Mapping[str, Value]
WORKING_DAYS = 5


@dataclass(frozen=True)
class Extent:
    """Sopimuksen laajuus: its days, how many a week and how long each."""

    starts_on: date
    ends_on: date
    days_a_week: int | None
    hours_a_day: Decimal | None
    weekdays: tuple[int, ...] = ()


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
        raise HoursUnderLaw(hours=f"{hours.normalize():f}", least=least.value, source=least.citation)


def _check_length(limits: Limits, extent: Extent) -> None:
    held = limits["months"]
    least, most = held.value
    after = extent.ends_on + DAY
    if after < add_months(extent.starts_on, least) or after > add_months(extent.starts_on, most):
        raise LengthOutsideLaw(least=least, most=most, source=held.citation)


def check_year(limits: Limits, extent: Extent, attended: Iterable[date]) -> None:
    """The days agreed with those attended before them, in any twelve months. Raises YearIsFull."""
    held = limits["max_days_12_months"]
    if extent.days_a_week is None:
        return
    found = sorted({*(day for day in attended if day < extent.starts_on), *agreed_days(extent)})
    first = 0
    for number, day in enumerate(found):
        while found[first] < add_months(day, -12) + DAY:
            first += 1
        if number - first + 1 > held.value:
            within = sum(1 for each in found if found[first] <= each < add_months(found[first], 12))
            raise YearIsFull(days=within, most=held.value, day=found[number - 1], source=held.citation)


def agreed_days(extent: Extent) -> Iterator[date]:
    """The days of the agreement when every week is attended in full: its weekdays, or the first working days of each week."""
    monday = extent.starts_on - timedelta(days=extent.starts_on.weekday())
    while monday <= extent.ends_on:
        week = (monday + timedelta(days=number) for number in range(7))
        able = [day for day in week if extent.starts_on <= day <= extent.ends_on and is_expected(day, extent.weekdays)]
        yield from able[: len(extent.weekdays) or extent.days_a_week or 0]
        monday += timedelta(days=7)


def is_expected(day: date, weekdays: Iterable[int]) -> bool:
    """Whether one comes on the day by the agreed weekdays; without them any working day will do. Nobody is expected on a holiday."""
    agreed = set(weekdays)
    if day.isoweekday() > WORKING_DAYS:
        return day.isoweekday() in agreed and day not in public_holidays(day.year)
    return is_workday(day) and (not agreed or day.isoweekday() in agreed)
