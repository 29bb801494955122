"""Päättäneet: exits by outcome class, region and year beside their targets, n and %, and how many had moved on (VAL-12, VAL-40).

A target that nobody has told is unknown, never zero. The way gone is measured besides the class: also of those who left as
unemployed it tells whether they had come forward from where they began.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.outcomes.models import ExitTarget
from nivel.outcomes.small_cells import Sum, hidden_cells, is_small, share_is_small
from nivel.paths.models import Closure, Rating
from nivel.programmes.model import Programme

WHOLE, ELSEWHERE = "", "elsewhere"
OUTCOMES = tuple(Closure.Outcome.values)
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Share:
    """Osuus: n and %; None where not known, `hidden` where it would point to somebody."""

    people: int | None
    percent: Decimal | None
    hidden: bool = False


@dataclass(frozen=True)
class ExitRow:
    """Päättymisluokka: actual and target of one class, and of those rated twice how many had moved on."""

    outcome: str
    label: str
    actual: Share
    target: Share
    rated: Share
    moved: Share

    @property
    def difference(self) -> int | None:
        """Actual less target."""
        if self.actual.people is None or self.target.people is None:
            return None
        return self.actual.people - self.target.people


@dataclass(frozen=True)
class ExitTable:
    """Seudun päättäneet vuodessa."""

    region: str
    title: str
    total: Share
    target: int | None
    rows: list[ExitRow]


def exit_tables(year: int, on: date, language: str, *, covered: bool) -> list[ExitTable]:
    """The whole first, then each region and those who live elsewhere; the number of queries does not grow with exits."""
    model = programmes.programme(settings.PROGRAMME)
    closures = _closures(year, on)
    region_of = {number: region.code for region in model.regions for number in region.municipalities}
    exits = [(row.outcome, region_of.get(row.path.client.home_municipality, ELSEWHERE), row) for row in closures]
    regions = [region.code for region in model.regions]
    parts = [*regions, ELSEWHERE] if regions else []
    counts = _counted(exits)
    hidden = _hidden(counts, parts) if covered else frozenset()
    targets, ways = _targets(model, year), _ways(closures)
    moved = {kind: _counted([exit for exit in exits if ways.get(exit[2].path_id) in kinds]) for kind, kinds in WAYS.items()}
    titles = {region.code: region.title.say(language) for region in model.regions}
    titles |= {WHOLE: _("All"), ELSEWHERE: _("Elsewhere, or not known")}
    return [_table(region, titles[region], counts, targets, moved, hidden, covered=covered) for region in (WHOLE, *parts)]


WAYS = {"rated": ("forward", "same"), "moved": ("forward",)}


def _closures(year: int, on: date) -> list[Closure]:
    rows = Closure.objects.filter(closed_on__year=year, closed_on__lte=on).select_related("path__client")
    return list(rows.only("outcome", "closed_on", "path__client__home_municipality"))


def _counted(exits: Iterable[tuple[str, str, Closure]]) -> Counts:
    """How many in each class, in each region and in all."""
    found: Counter[tuple[str, str]] = Counter()
    for outcome, region, _closure in exits:
        found[region, outcome] += 1
        found[WHOLE, outcome] += 1
    return found


def _ways(closures: list[Closure]) -> dict[int, str]:
    """By path: forward when something is rated better at the exit than at first; same when rated twice and nothing is."""
    days = {row.path_id: row.closed_on for row in closures}
    rated: dict[tuple[int, str, str], list[Rating]] = defaultdict(list)
    for rating in Rating.objects.filter(path__in=days).order_by("rated_on", "pk"):
        if rating.rated_on <= days[rating.path_id]:
            rated[rating.path_id, rating.measure, rating.rater].append(rating)
    found: dict[int, str] = {}
    for (path, _measure, _rater), own in rated.items():
        if own[0].rated_on < own[-1].rated_on and found.get(path) != "forward":
            found[path] = "forward" if own[-1].value > own[0].value else "same"
    return found


def _targets(model: Programme, year: int) -> dict[tuple[str, str], int]:
    """What the model tells, and what has been told since, which goes before it. What is unknown is not here."""
    names = {f"outcome_target_{outcome}": (WHOLE, outcome) for outcome in OUTCOMES}
    names |= {f"outcome_target_{o}_{region.code}": (region.code, o) for region in model.regions for o in OUTCOMES}
    told = {
        names[number.code]: int(number.value)
        for number in model.numbers
        if number.code in names and number.period == str(year) and number.value is not None
    }
    rows = ExitTarget.objects.filter(year=year).values_list("region", "outcome", "people")
    return told | {(region, outcome): people for region, outcome, people in rows}


def _hidden(counts: Counts, parts: list[str]) -> frozenset[str]:
    """Small cells, and those by which they could be worked out from the totals (docs/figures.md)."""
    numbers: dict[str, Decimal | int] = defaultdict(int)
    for region in (WHOLE, *parts):
        for outcome in OUTCOMES:
            numbers[_cell(region, outcome)] = counts.get((region, outcome), 0)
        numbers[_cell(region, "total")] = sum(counts.get((region, outcome), 0) for outcome in OUTCOMES)
    columns = (*OUTCOMES, "total")
    sums = [Sum(tuple(_cell(region, o) for o in OUTCOMES), _cell(region, "total")) for region in (WHOLE, *parts)]
    sums += [Sum(tuple(_cell(region, each) for region in parts), _cell(WHOLE, each)) for each in columns if parts]
    return hidden_cells(numbers, [cell for cell, number in numbers.items() if is_small(int(number))], sums)


def _cell(region: str, outcome: str) -> str:
    return f"{region}:{outcome}"


def _table(
    region: str,
    title: str,
    counts: Counts,
    targets: dict[tuple[str, str], int],
    moved: dict[str, Counts],
    hidden: frozenset[str],
    *,
    covered: bool,
) -> ExitTable:
    total = sum(counts.get((region, outcome), 0) for outcome in OUTCOMES)
    told = [targets.get((region, outcome)) for outcome in OUTCOMES]
    known = [number for number in told if number is not None]
    aim = sum(known) if len(known) == len(OUTCOMES) else None  # one class unknown, and the whole is unknown
    closed = covered and bool(region)  # the ways gone of regions and of all would tell each other
    rows = []
    for label, outcome in zip(Closure.Outcome.labels, OUTCOMES, strict=True):
        number, target = counts.get((region, outcome), 0), targets.get((region, outcome))
        rated, gone = (moved[kind].get((region, outcome), 0) for kind in WAYS)
        unseen = _cell(region, outcome) in hidden
        rows.append(
            ExitRow(
                outcome,
                str(label),
                _share(number, total, hidden=unseen),
                Share(target, _percent(target, aim)),
                _share(rated, number, hidden=unseen or (closed or (covered and share_is_small(rated, number)))),
                _share(gone, rated, hidden=unseen or (closed or (covered and (is_small(rated) or share_is_small(gone, rated))))),
            )
        )
    return ExitTable(region, title, _share(total, total, hidden=_cell(region, "total") in hidden), aim, rows)


def _share(people: int, whole: int, *, hidden: bool) -> Share:
    return Share(None, None, hidden=True) if hidden else Share(people, _percent(people, whole))


def _percent(people: int | None, whole: int | None) -> Decimal | None:
    if people is None or not whole:
        return None
    return (Decimal(100 * people) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
