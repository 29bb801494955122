"""Odotusten kesto: the time by which half, and nine of ten, have got through, when some are still waiting.

Whoever is still waiting has waited at least so long: until that day they stand among those who wait, and after it they say
nothing (Kaplan and Meier). A wait that ended otherwise counts likewise until its end. Leaving such people out would make a
queue look the shorter, the longer its tail is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

Waited = tuple[int, bool]  # for how many days, and whether the person got through then
HALF, NINE_OF_TEN = 0.5, 0.9
ROUNDING = 1e-9

# The sum that chance alone goes over once in twenty, by the number of groups less one (chi squared, 5 %).
BY_CHANCE = (3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067, 15.507, 16.919, 18.307)
MOST_GROUPS = len(BY_CHANCE) + 1


def days_until(part: float, waits: Iterable[Waited]) -> int | None:
    """In how many days the part has got through; None when it is not so yet."""
    left = 1.0
    for days, through, waiting in _steps(waits):
        left *= 1 - through / waiting
        if left <= 1 - part + ROUNDING:
            return days
    return None


def _steps(waits: Iterable[Waited]) -> Iterator[tuple[int, int, int]]:
    """Each length by which somebody got through: how many did, of how many who had waited so long."""
    rows = list(waits)
    through, lengths = Counter(days for days, got in rows if got), Counter(days for days, _got in rows)
    waiting = len(rows)
    for days in sorted(lengths):
        if through[days]:
            yield days, through[days], waiting
        waiting -= lengths[days]


def differ(groups: Sequence[Sequence[Waited]]) -> bool:
    """Whether the groups' waits differ more than chance usually makes (log-rank test, in its cautious form)."""
    everybody = [wait for group in groups for wait in group]
    expected = [0.0] * len(groups)
    for days, through, waiting in _steps(everybody):
        for place, group in enumerate(groups):
            expected[place] += through * sum(own >= days for own, _got in group) / waiting
    found = [sum(got for _days, got in group) for group in groups]
    total = sum((got - hoped) ** 2 / hoped for got, hoped in zip(found, expected, strict=True) if hoped)
    return total > BY_CHANCE[len(groups) - 2]
