"""Väestön mitat: the criteria of the law applied to a whole population's numbers at once."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from nivel.law import activation_plan
from nivel.law.parameters import in_force
from nivel.timeline.months import age_on

EPOCH = date(1970, 1, 1).toordinal()
UNKNOWN = np.iinfo(np.int32).min
OLDEST = 130


@dataclass(frozen=True, slots=True)
class PopulationMeasures:
    """Mitat taulukkoina: the measures that payments alone give, by the names of `measures.Measures`."""

    age: np.ndarray
    subsidy_days: np.ndarray
    subsidy_days_12_months: np.ndarray


def has_ground(born: np.ndarray, subsidy_days: np.ndarray, subsidy_days_12_months: np.ndarray, on: date) -> np.ndarray:
    """Aktivointisuunnitelman peruste: whether one of the grounds that count paid days holds, its prerequisite presumed."""
    none = np.zeros(len(born), bool)
    rule, switch = in_force("activation_plan.young_under", on), in_force("activation_plan.benefit_grounds", on)
    if rule is None or switch is None or not switch.value:
        return none
    measured = PopulationMeasures(ages_on(born, on), subsidy_days, subsidy_days_12_months)
    limits = activation_plan.limits_on(on)
    held = none
    for ground in activation_plan.GROUNDS:
        if ground.measure in PopulationMeasures.__slots__:
            held = held | ground.holds(measured, limits)
    return held & (born != UNKNOWN)


def ages_on(born: np.ndarray, on: date) -> np.ndarray:
    """Age in full years: `age_on` finds the first day of birth of each age, and everybody falls between two of them."""
    firsts = np.array([first_born_of(age, on) - EPOCH for age in range(OLDEST, -1, -1)])
    return OLDEST + 1 - np.searchsorted(firsts, born, side="right")


def first_born_of(age: int, on: date) -> int:
    """The first day of birth of those who are at most of this age on the day."""
    low, high = 1, on.toordinal()
    while low < high:
        middle = (low + high) // 2
        if age_on(date.fromordinal(middle), on) <= age:
            high = middle
        else:
            low = middle + 1
    return low
