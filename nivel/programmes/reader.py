"""The catalogue (mallikirjasto): one TOML file a model, read and checked once."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nivel.programmes.assessing import assessing
from nivel.programmes.faults import CatalogueFault, UnknownProgramme
from nivel.programmes.model import (
    Condition,
    Criterion,
    Entry,
    FoundedBody,
    Goal,
    Indicator,
    Member,
    Need,
    Number,
    OutcomeDetail,
    Parameter,
    Programme,
    Region,
    Responsibility,
    Seat,
    Statute,
)
from nivel.programmes.node import Node
from nivel.programmes.placements import placements
from nivel.programmes.processes import processes
from nivel.timeline.period import EndBeforeStart, Period
from nivel.timeline.timeline import OverlappingPeriods, Timeline

FOLDER = Path(__file__).with_name("catalogue")
KINDS = ("municipal", "project", "trial")
STANDINGS = ("member", "invited")
BODY_KINDS = ("working_group", "steering_group", "review", "team")
PARTIES = ("labour_authority", "municipality")
FACTS = ("age", "subsidy_days", "benefit_days", "unemployed_months")
ALWAYS = date(1, 1, 1)
VALUE = (str, int, float, list, bool)


@cache
def all_programmes() -> tuple[Programme, ...]:
    """Every model of the catalogue, by its name."""
    return tuple(read_file(path) for path in sorted(FOLDER.glob("*.toml")))


def programme(name: str) -> Programme:
    found = next((each for each in all_programmes() if each.name == name), None)
    if found is None:
        known = ", ".join(each.name for each in all_programmes())
        raise UnknownProgramme(f"There is no operating model {name!r}; there are {known}.")
    return found


def read_file(path: Path) -> Programme:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CatalogueFault(path.name, "(file)", f"is not readable as TOML: {fault}") from fault
    made = Node(path.name, "", table).read(_programme)
    if made.name != path.stem:
        raise CatalogueFault(path.name, "name", f"is {made.name!r}, which is not the file's name")
    return made


def _programme(node: Node) -> Programme:
    starts_on, ends_on = node.day_if_known("starts_on"), node.day_if_known("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise node.fault("ends_on", "is before starts_on")
    return Programme(
        name=node.text("name"),
        title=node.words("title"),
        kind=_one_of(node, "kind", KINDS),
        organisation=node.text("organisation"),
        area=node.texts("area"),
        starts_on=starts_on,
        ends_on=ends_on,
        seed=node.text("seed"),
        source=node.text("source"),
        approved_on=node.day_if_known("approved_on"),
        approved_by=node.text("approved_by", ""),
        parts=node.texts("parts", []),
        legal_basis=tuple(each.read(_statute) for each in node.nodes("legal_basis")),
        target_group=_entries(node, "target_group"),
        units=_entries(node, "units"),
        roles=_entries(node, "roles"),
        parameters={key: _parameter(key, each, starts_on) for key, each in node.named("parameters")},
        outcomes=_entries(node, "outcomes"),
        outcome_details=tuple(each.read(_detail) for each in node.nodes("outcome_details")),
        regions=tuple(each.read(_region) for each in node.nodes("regions")),
        leaving_checklist=_entries(node, "leaving_checklist"),
        session_types=_entries(node, "session_types"),
        psychologist_areas=_entries(node, "psychologist_areas"),
        psychologist_tools=_entries(node, "psychologist_tools"),
        needs=tuple(each.read(_need) for each in node.nodes("needs")),
        judgements=_entries(node, "judgements"),
        criteria=tuple(each.read(_criterion) for each in node.nodes("criteria")),
        goals=tuple(each.read(_goal) for each in node.nodes("goals")),
        forms=_entries(node, "forms"),
        responsibilities=tuple(each.read(_responsibility) for each in node.nodes("responsibilities")),
        bodies=tuple(each.read(_body) for each in node.nodes("bodies")),
        processes=processes(node),
        numbers=tuple(each.read(_number) for each in node.nodes("numbers")),
        placements=placements(node),
        assessing=assessing(node, _entries(node, "measures")),
    )


def _one_of(node: Node, key: str, allowed: tuple[str, ...]) -> str:
    value = node.text(key)
    if value not in allowed:
        raise node.fault(key, f"is {value!r}, which is none of {', '.join(allowed)}")
    return value


def _entries(node: Node, key: str) -> tuple[Entry, ...]:
    entries = tuple(each.read(_entry) for each in node.nodes(key))
    codes = [entry.code for entry in entries]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise node.fault(f"{key}[{place}].code", f"{code!r} is there twice")
    return entries


def _entry(node: Node) -> Entry:
    return Entry(
        code=node.text("code"),
        title=node.words("title"),
        source=node.text("source"),
        starts_on=node.day_if_known("starts_on"),
        ends_on=node.day_if_known("ends_on"),
        note=node.text("note", ""),
    )


def _detail(node: Node) -> OutcomeDetail:
    return OutcomeDetail(
        code=node.text("code"),
        of=node.texts("of"),
        title=node.words("title"),
        source=node.text("source"),
        nothing_follows=node.take("nothing_follows", bool, False),
    )


def _region(node: Node) -> Region:
    numbers = node.texts("municipalities")
    if not all(len(number) == 3 and number.isdigit() for number in numbers):
        raise node.fault("municipalities", "holds something else than official numbers of three digits")
    return Region(code=node.text("code"), title=node.words("title"), municipalities=numbers, source=node.text("source"))


def _need(node: Node) -> Need:
    return Need(
        code=node.text("code"), party=_one_of(node, "party", PARTIES), title=node.words("title"), source=node.text("source")
    )


def _criterion(node: Node) -> Criterion:
    return Criterion(
        code=node.text("code"),
        title=node.words("title"),
        conditions=tuple(each.read(_condition) for each in node.nodes("conditions")),
        required=node.take("required", bool, False),
        source=node.text("source"),
    )


def _condition(node: Node) -> Condition:
    """A fact with its limit, or a judgement; never both, never neither."""
    if node.has("fact") == node.has("judgement"):
        raise node.fault("fact", "needs either a fact with at_least, or a judgement")
    if node.has("fact"):
        return Condition(fact=_one_of(node, "fact", FACTS), at_least=node.text("at_least"))
    return Condition(judgement=node.text("judgement"))


def _statute(node: Node) -> Statute:
    return Statute(act=node.text("act"), title=node.words("title"), source=node.text("source"), section=node.text("section", ""))


def _parameter(key: str, node: Node, starts_on: date | None) -> Parameter:
    def made(node: Node) -> Parameter:
        return Parameter(
            key=key,
            title=node.words("title"),
            unit=node.text("unit"),
            source=node.text("source"),
            timeline=_values(node, starts_on or ALWAYS),
            assumed=node.take("assumed", bool, False),
            note=node.text("note", ""),
        )

    return node.read(made)


def _values(node: Node, starts_on: date) -> Timeline[Any]:
    """One `value` from the model's first day, a list of dated `values`, or `unknown = true`."""
    ways = [key for key in ("value", "values", "unknown") if node.has(key)]
    if len(ways) != 1:
        raise node.fault("value", "needs exactly one of value, values and unknown = true")
    if ways == ["unknown"]:
        if not node.take("unknown", bool):
            raise node.fault("unknown", "can only be true")
        return Timeline()
    if ways == ["value"]:
        return Timeline.from_days([(starts_on, node.take("value", VALUE))])
    return Timeline.from_days(
        [each.read(lambda row: (row.day("from"), row.take("value", VALUE))) for each in node.nodes("values")]
    )


def _goal(node: Node) -> Goal:
    return Goal(
        code=node.text("code"),
        title=node.words("title"),
        means=node.words_list("means"),
        effects=node.words_list("effects"),
        indicators=tuple(each.read(_indicator) for each in node.nodes("indicators")),
        aims=node.words_list("aims"),
        source=node.text("source"),
    )


def _indicator(node: Node) -> Indicator:
    return Indicator(title=node.words("title"), figures=node.texts("figures", []))


def _responsibility(node: Node) -> Responsibility:
    rows = [
        each.read(lambda row: (Period(row.day("from"), row.day_if_known("until")), row.text("holder")))
        for each in node.nodes("held_by")
    ]
    try:
        timeline = Timeline(rows)
    except (OverlappingPeriods, EndBeforeStart) as fault:
        raise node.fault("held_by", f"two hold the task at once: {fault}") from fault
    return Responsibility(
        task=node.text("task"),
        title=node.words("title"),
        timeline=timeline,
        source=node.text("source"),
    )


def _body(node: Node) -> FoundedBody:
    return FoundedBody(
        code=node.text("code"),
        title=node.words("title"),
        kind=_one_of(node, "kind", BODY_KINDS),
        founded_on=node.day_if_known("founded_on"),
        founded_by=node.text("founded_by", ""),
        section=node.text("section", ""),
        members=tuple(
            each.read(lambda row: Member(row.words("office"), _one_of(row, "standing", STANDINGS)))
            for each in node.nodes("members")
        ),
        source=node.text("source"),
        seats=tuple(each.read(_seat) for each in node.nodes("seats")),
    )


def _seat(node: Node) -> Seat:
    number = node.take("number", int, 1)
    if number < 1:
        raise node.fault("number", "is less than one")
    return Seat(node.text("profession"), node.words("title"), number, node.texts("roles", []))


def _number(node: Node) -> Number:
    if node.has("value") == node.has("unknown"):
        raise node.fault("value", "needs either a value or unknown = true")
    node.take("unknown", bool, False)
    return Number(
        code=node.text("code"),
        title=node.words("title"),
        unit=node.text("unit"),
        value=node.take("value", (int, float, str), None),
        source=node.text("source"),
        period=node.text("period", ""),
    )
