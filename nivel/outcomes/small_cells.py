"""Small cells (pienet luvut): the one place that decides which numbers are too small to show to those with no way to people.

A number behind which there are fewer than five people, but somebody, is hidden. A number from which a hidden one could be worked
out is hidden too (secondary suppression): the tables tell that some numbers add up to another, and whoever knows the rest can
subtract. Nothing is not hidden: that nobody is without a responsible worker points to no one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf

from nivel.access.actor import Actor

SMALLEST = 5
MOST_ROUNDS = 30  # of narrowing; tables that could not add up would go on for ever


@dataclass(frozen=True)
class Sum:
    """Summa: the cells of `parts` add up to `whole`, as a reader of the table can see."""

    parts: tuple[str, ...]
    whole: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.parts, self.whole)


def is_small(people: int | None) -> bool:
    return people is not None and 0 < people < SMALLEST


def hidden_cells(numbers: Mapping[str, Decimal | int], small: Iterable[str], sums: Sequence[Sum]) -> frozenset[str]:
    """The small cells, and as many others as it takes for none of the hidden to be worked out from what is shown."""
    hidden = set(small)
    while True:
        found = _derivable(numbers, hidden, sums)
        shield = _shield(numbers, hidden, sums, found) if found else None
        if shield is None:
            return frozenset(hidden)
        hidden.add(shield)


def _shield(numbers: Mapping[str, Decimal | int], hidden: set[str], sums: Sequence[Sum], found: set[str]) -> str | None:
    """What to hide next: a part of a table that gives a hidden one away; a zero or a whole only when no other is left.

    Of those, the one that leaves the fewest given away, so that little else needs hiding; and of these the smallest.
    """
    shown = [
        ((not found & set(each.cells), cell == each.whole, not numbers[cell]), (numbers[cell], place, cell))
        for place, each in enumerate(sums)
        for cell in each.cells
        if cell not in hidden
    ]
    best = min((rank for rank, _size in shown), default=None)
    sizes = {size[-1]: size for rank, size in sorted(shown, reverse=True) if rank == best}
    return min(sizes, key=lambda cell: (len(_derivable(numbers, hidden | {cell}, sums)), sizes[cell]), default=None)


def _derivable(numbers: Mapping, hidden: set, sums: Sequence[Sum]) -> set:
    """The hidden cells that have only one possible value for a reader of what is shown."""
    equations = [_equation(numbers, hidden, each) for each in sums]
    # A reader takes what is hidden for somebody, unless the tables then could not add up.
    least = 1 if all(numbers[cell] > 0 for cell in hidden) else 0
    return _solved(equations) | _squeezed(equations, least)


Equation = tuple[dict[str, Fraction], Fraction]


def _equation(numbers: Mapping, hidden: set, each: Sum) -> Equation:
    """Hidden parts less a hidden whole equal what is shown of the whole less the shown parts."""
    unknown: dict[str, Fraction] = {}
    known = Fraction(0)
    for cell, sign in [*((part, 1) for part in each.parts), (each.whole, -1)]:
        if cell in hidden:
            unknown[cell] = unknown.get(cell, Fraction(0)) + sign
        else:
            known -= sign * Fraction(numbers[cell])
    return unknown, known


def _solved(equations: Iterable[Equation]) -> set:
    """Cells that elimination leaves alone in an equation: found by adding and subtracting tables."""
    rows: list[Equation] = []
    for unknown, known in equations:
        row = _reduced((dict(unknown), known), rows)
        if row[0]:
            rows = [_without(other, row) for other in rows] + [row]
    return {next(iter(unknown)) for unknown, _ in rows if len(unknown) == 1}


def _reduced(row: Equation, rows: list[Equation]) -> Equation:
    for other in rows:
        row = _without(row, other)
    return row


def _without(row: Equation, other: Equation) -> Equation:
    """The row with the other's leading cell eliminated."""
    lead = next(iter(other[0]))
    if lead not in row[0]:
        return row
    times = row[0][lead] / other[0][lead]
    cells = {cell: row[0].get(cell, 0) - times * other[0].get(cell, 0) for cell in [*row[0], *other[0]]}
    return {cell: factor for cell, factor in cells.items() if factor}, row[1] - times * other[1]


Bounds = dict[str, tuple[Fraction | float, Fraction | float]]


def _squeezed(equations: Sequence[Equation], least: int) -> set:
    """Cells that can only be one: the hidden are at least so much each, and what one table leaves for them narrows the others."""
    bounds: Bounds = {cell: (least, inf) for unknown, _known in equations for cell in unknown}
    for _round in range(MOST_ROUNDS):
        before = dict(bounds)
        for unknown, known in equations:
            _narrow(bounds, unknown, known)
        if bounds == before:
            break
    return {cell for cell, (low, high) in bounds.items() if low >= high}


def _narrow(bounds: Bounds, unknown: dict[str, Fraction], known: Fraction) -> None:
    """Each cell is what the others leave of the equation, when they are as large and as small as they can be."""
    ends = {cell: sorted(factor * bound for bound in bounds[cell]) for cell, factor in unknown.items()}
    for cell, factor in unknown.items():
        others = [ends[other] for other in unknown if other != cell]
        left = sorted(((known - sum(most for _, most in others)) / factor, (known - sum(few for few, _ in others)) / factor))
        low, high = bounds[cell]
        bounds[cell] = max(low, left[0]), min(high, left[1])


def bound_of_share(part: int, whole: int) -> tuple[int | None, int | None]:
    """What may be said of a percentage that gives a small group away: at least, or at most, so many per cent of a shown whole.

    The bound depends only on the whole, so every number from one to four inside or outside looks the same.
    """
    if is_small(whole - part) and not is_small(part):
        return floor(100 * (whole - SMALLEST + 1) / whole), None
    if is_small(part) and not is_small(whole - part):
        return None, ceil(100 * (SMALLEST - 1) / whole)
    return None, None


def share_is_small(part: int, whole: int) -> bool:
    """Whether a percentage tells that fewer than five people are in it or outside it."""
    return is_small(part) or is_small(whole - part)


def covered_for(actor: Actor) -> bool:
    """Whether small cells are covered for a reader: for everyone whose roles open no way to the people behind a figure."""
    return not actor.may("figures.open")
