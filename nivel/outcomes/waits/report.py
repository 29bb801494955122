"""Odotusajat sukupuolen, iän ja kotikunnan mukaan (VPA-02): how many waited, how long, and where the waits differ.

A reader with no way to people sees no small number, nor any from which one could be worked out; nor a time that would be one
person's own. Words about a difference are said only of groups large enough for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from nivel.access.models import Installation
from nivel.clients.models import AreaCoach, Client
from nivel.outcomes.small_cells import SMALLEST, Sum, hidden_cells, is_small
from nivel.outcomes.waits.spans import ENDS, SPANS, THROUGH, Span, Wait, waits_between
from nivel.outcomes.waits.times import HALF, MOST_GROUPS, NINE_OF_TEN, Waited, days_until, differ

EVERYBODY, PEOPLE = "all", "people"
COLUMNS = (*ENDS, PEOPLE)
SEX, AGE, HOME = DIMENSIONS = ("sex", "age", "home")
# Statistics Finland's ten-year classes of the working-aged.
AGES = (("-24", 0, 24), ("25-34", 25, 34), ("35-44", 35, 44), ("45-54", 45, 54), ("55-", 55, 200))
# With fewer through, nine of ten would be one person's own wait, and a difference would be chance.
ENOUGH = 20

Key = tuple[str, str]  # a dimension and its class
DIMENSION_NAMES = {
    SEX: gettext_lazy("By sex"),
    AGE: gettext_lazy("By age when the wait began"),
    HOME: gettext_lazy("By home municipality when the wait began"),
}
SEX_NAMES = {
    Client.Sex.WOMAN.value: gettext_lazy("Women"),
    Client.Sex.MAN.value: gettext_lazy("Men"),
    "": pgettext_lazy("sex", "Not known"),
}


@dataclass(frozen=True)
class Row:
    """Luokka: of those whose wait began, how many got through, still wait or ended otherwise; None is hidden."""

    code: str
    name: str
    through: int | None
    waiting: int | None
    otherwise: int | None
    people: int | None
    half: "Length"
    nine: "Length"


@dataclass(frozen=True)
class Length:
    """Kesto: the days in which a part has got through; `state` tells why there are none."""

    days: int | None
    state: str  # told, nobody, not_yet, few or hidden

    @property
    def text(self) -> str:
        if self.days is not None:
            return ngettext("%(days)s day", "%(days)s days", self.days) % {"days": self.days}
        return {"nobody": "–", "not_yet": _("not yet"), "few": _("too few"), "hidden": _("hidden")}[self.state]


@dataclass(frozen=True)
class Table:
    """Taulukko: the rows of one thing by which waits are compared, and whether they differ, in words."""

    dimension: str
    name: str
    rows: list[Row]
    sentence: str


@dataclass(frozen=True)
class SpanReport:
    """Yhden odotuksen raportti: all first, then by each thing by which the waits are compared."""

    span: Span
    whole: Row
    tables: list[Table]

    @property
    def is_empty(self) -> bool:
        return not self.tables


def waiting_times(first: date, last: date, on: date, *, covered: bool) -> list[SpanReport]:
    """Every span's report of the waits that began in the period. The number of queries does not grow with them."""
    names, waits = municipality_names(), waits_between(first, last, on)
    return [span_report(span, waits[span.code], names, covered=covered) for span in SPANS]


def municipality_names() -> dict[str, str]:
    """What is known of municipalities by name: those with an area coach, and one's own."""
    known = dict(AreaCoach.objects.values_list("municipality", "name"))
    return known | dict(Installation.objects.exclude(municipality_name="").values_list("municipality_code", "municipality_name"))


def span_report(span: Span, waits: list[Wait], names: Mapping[str, str], *, covered: bool) -> SpanReport:
    groups = _grouped(waits)
    hidden = _hidden(groups) if covered else frozenset()
    whole = _row((EVERYBODY, ""), _("All"), groups[EVERYBODY, ""], hidden, covered=covered)
    if not waits:
        return SpanReport(span, whole, [])
    tables = [_table(dimension, groups, names, hidden, covered=covered) for dimension in DIMENSIONS]
    return SpanReport(span, whole, tables)


def _grouped(waits: Iterable[Wait]) -> dict[Key, list[Wait]]:
    """The waits by class. Both sexes and every age stand there also when nobody is of them."""
    groups: dict[Key, list[Wait]] = {(EVERYBODY, ""): []}
    groups |= {(SEX, sex): [] for sex in Client.Sex.values} | {(AGE, code): [] for code, _first, _last in AGES}
    for wait in waits:
        for key in ((EVERYBODY, ""), *keys_of(wait)):
            groups.setdefault(key, []).append(wait)
    return groups


def keys_of(wait: Wait) -> tuple[Key, ...]:
    """The class of a wait in each dimension."""
    age = next(code for code, first, last in AGES if first <= wait.age <= last)
    return (SEX, wait.sex), (AGE, age), (HOME, wait.home)


def _hidden(groups: Mapping[Key, list[Wait]]) -> frozenset[str]:
    """Small cells, and those by which they could be worked out: each table adds up to all, each row to its people."""
    numbers: dict[str, Decimal | int] = {}
    for key, waits in groups.items():
        numbers |= {_cell(key, end): sum(wait.end == end for wait in waits) for end in ENDS}
        numbers[_cell(key, PEOPLE)] = len(waits)
    sums = [Sum(tuple(_cell(key, end) for end in ENDS), _cell(key, PEOPLE)) for key in groups]
    for dimension in DIMENSIONS:
        classes = [key for key in groups if key[0] == dimension]
        if classes:
            sums += [Sum(tuple(_cell(key, column) for key in classes), _cell((EVERYBODY, ""), column)) for column in COLUMNS]
    return hidden_cells(numbers, [cell for cell, number in numbers.items() if is_small(int(number))], sums)


def _cell(key: Key, column: str) -> str:
    return f"{key[0]} {key[1]} {column}"


def _row(key: Key, name: str, waits: list[Wait], hidden: frozenset[str], *, covered: bool) -> Row:
    counts: dict[str, int | None] = {end: sum(wait.end == end for wait in waits) for end in ENDS}
    counts[PEOPLE] = len(waits)
    counts = {column: None if _cell(key, column) in hidden else number for column, number in counts.items()}
    waited = [wait.waited for wait in waits]
    half, nine = (_length(part, waited, counts, covered=covered) for part in (HALF, NINE_OF_TEN))
    through, waiting, otherwise, people = (counts[column] for column in COLUMNS)
    return Row(key[1], name, through, waiting, otherwise, people, half, nine)


def _length(part: float, waited: list[Waited], counts: Mapping[str, int | None], *, covered: bool) -> Length:
    """A covered reader gets it only where the numbers it stands on are shown and many enough for it not to be one person's wait."""
    fewest = SMALLEST if part == HALF else ENOUGH
    if covered and (counts[THROUGH] is None or counts[PEOPLE] is None):
        return Length(None, "hidden")
    if covered and 0 < (counts[THROUGH] or 0) < fewest:
        return Length(None, "few")
    if not waited:
        return Length(None, "nobody")
    days = days_until(part, waited)
    return Length(days, "told" if days is not None else "not_yet")


def _table(
    dimension: str, groups: Mapping[Key, list[Wait]], names: Mapping[str, str], hidden: frozenset[str], *, covered: bool
) -> Table:
    keys = sorted((key for key in groups if key[0] == dimension), key=_place)
    rows = [_row(key, _name(key, names), groups[key], hidden, covered=covered) for key in keys]
    return Table(dimension, str(DIMENSION_NAMES[dimension]), rows, _sentence(dimension, rows, groups))


def _place(key: Key) -> tuple[bool, int, str]:
    """Women before men, the young first, municipalities by number; what is not known last."""
    dimension, code = key
    order = {SEX: list(SEX_NAMES), AGE: [age for age, _first, _last in AGES]}.get(dimension, [code])
    return not code, order.index(code), code


def _name(key: Key, names: Mapping[str, str]) -> str:
    dimension, code = key
    if dimension == SEX:
        return str(SEX_NAMES[code])
    if dimension == AGE:
        return _age_name(code)
    return names.get(code, code) if code else _("Municipality not known")


def _age_name(code: str) -> str:
    first, _dash, last = code.partition("-")
    if not first:
        return _("under %(age)s") % {"age": int(last) + 1}
    return f"{first}–{last}" if last else _("%(age)s or over") % {"age": first}


def _sentence(dimension: str, rows: list[Row], groups: Mapping[Key, list[Wait]]) -> str:
    """Whether the waits of the groups differ, said only of groups large enough; the largest of them when there are many."""
    large = [row for row in rows if row.people is not None and (row.through or 0) >= ENOUGH]
    large = sorted(large, key=lambda row: -(row.people or 0))[:MOST_GROUPS]
    if len(large) < 2:
        return _(
            "The groups cannot be compared: in two of them at least %(number)s must have got through, and their number be shown."
        ) % {"number": ENOUGH}
    if not differ([[wait.waited for wait in groups[dimension, row.code]] for row in large]):
        return _("The waits of the groups do not differ more than chance usually makes.")
    known = sorted((row for row in large if row.half.days is not None), key=lambda row: row.half.days or 0)
    if len(known) < 2 or known[0].half.days == known[-1].half.days:
        return _("The waits of the groups differ more than chance usually makes.")
    return _(
        "The waits differ more than chance usually makes. Longest: %(longest)s, half of whom had got through after %(long)s. "
        "Shortest: %(shortest)s, %(short)s."
    ) % {
        "longest": known[-1].name, "long": known[-1].half.text, "shortest": known[0].name, "short": known[0].half.text
    }  # fmt: skip
