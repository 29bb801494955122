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
from nivel.clients.models import AreaCoach
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


@dataclass(frozen=True)
class MunicipalityRow:
    """Päättäneet kunnittain (VAL-27): one home municipality's exits in each class."""

    name: str
    total: Share
    outcomes: list[tuple[str, Share]]


@dataclass(frozen=True)
class Exits:
    """Vuoden päättäneet: the whole first, then each region and those who live elsewhere; and the home municipalities."""

    tables: list[ExitTable]
    municipalities: list[MunicipalityRow]


def exits_of(year: int, on: date, language: str, *, covered: bool) -> Exits:
    """A year's exits by class, region and municipality. The number of queries does not grow with them."""
    model = programmes.programme(settings.PROGRAMME)
    closures = _closures(year, on)
    region_of = {number: region.code for region in model.regions for number in region.municipalities}
    parts = [*(region.code for region in model.regions), ELSEWHERE] if model.regions else []
    exits = [(row, _places_of(row, region_of, parts)) for row in closures]
    counts = _counted(exits)
    homes = sorted({places[-1] for _row, places in exits})
    above = {home: region_of.get(home.removeprefix(HOME), ELSEWHERE) if parts else WHOLE for home in homes}
    hidden = _hidden(counts, parts, above) if covered else frozenset()
    targets, ways = exit_targets(model, year), _ways(closures)
    moved = {kind: _counted([each for each in exits if ways.get(each[0].path_id) in kinds]) for kind, kinds in WAYS.items()}
    titles = {region.code: region.title.say(language) for region in model.regions}
    titles |= {WHOLE: _("All"), ELSEWHERE: _("Elsewhere, or not known")}
    tables = [_table(place, titles[place], counts, targets, moved, hidden, covered=covered) for place in (WHOLE, *parts)]
    names = dict(AreaCoach.objects.values_list("municipality", "name"))
    return Exits(tables, [_municipality(home, names, counts, hidden) for home in homes])


HOME = "home "


def _places_of(row: Closure, region_of: Mapping[str, str], parts: list[str]) -> tuple[str, ...]:
    """Where one exit counts: in the whole, in its region when there are regions, in its home municipality."""
    home = row.path.client.home_municipality
    return (WHOLE, *([region_of.get(home, ELSEWHERE)] if parts else []), f"{HOME}{home}")


def _municipality(home: str, names: Mapping[str, str], counts: Counts, hidden: frozenset[str]) -> MunicipalityRow:
    number = home.removeprefix(HOME)
    people = [counts.get((home, outcome), 0) for outcome in OUTCOMES]
    unseen = _cell(home, "total") in hidden
    shares = [
        (str(Closure.Outcome(outcome).label), _share(each, 0 if unseen else sum(people), hidden=_cell(home, outcome) in hidden))
        for each, outcome in zip(people, OUTCOMES, strict=True)
    ]
    return MunicipalityRow(names.get(number, number), _share(sum(people), 0, hidden=unseen), shares)


WAYS = {"rated": ("forward", "same"), "moved": ("forward",)}


def _closures(year: int, on: date) -> list[Closure]:
    rows = Closure.objects.filter(closed_on__year=year, closed_on__lte=on).select_related("path__client")
    return list(rows.only("outcome", "closed_on", "path__client__home_municipality"))


def _counted(exits: Iterable[tuple[Closure, tuple[str, ...]]]) -> Counts:
    """How many in each class, in each place where they count."""
    return Counter((place, closure.outcome) for closure, places in exits for place in places)


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


def exit_targets(model: Programme, year: int) -> dict[tuple[str, str], int]:
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


def _hidden(counts: Counts, parts: list[str], above: Mapping[str, str]) -> frozenset[str]:
    """Small cells, and those by which they could be worked out from any of the tables together (docs/figures.md)."""
    places = (WHOLE, *parts, *above)
    numbers: dict[str, Decimal | int] = {}
    for place in places:
        people = {outcome: counts.get((place, outcome), 0) for outcome in OUTCOMES}
        numbers |= {_cell(place, outcome): number for outcome, number in people.items()}
        numbers[_cell(place, "total")] = sum(people.values())
    sums = [Sum(tuple(_cell(place, outcome) for outcome in OUTCOMES), _cell(place, "total")) for place in places]
    under = {WHOLE: parts} if parts else {}
    under |= {upper: [home for home, its in above.items() if its == upper] for upper in set(above.values())}
    sums += [
        Sum(tuple(_cell(each, column) for each in lower), _cell(upper, column))
        for upper, lower in under.items()
        for column in (*OUTCOMES, "total")
    ]
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
                _share(number, 0 if _cell(region, "total") in hidden else total, hidden=unseen),
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
