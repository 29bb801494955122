"""Parametrin aikajana: each value with the days it holds, the state it is in today, and where it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import pgettext

from nivel.law.cases import Case, cases_of
from nivel.law.parameters import Parameter
from nivel.law.texts import shown
from nivel.law.topics import RuleWording, Topic
from nivel.law.values_in_words import lines
from nivel.web.reasons import Told, cited, language


@dataclass(frozen=True)
class ValueLine:
    """Arvo aikajanalla. `state` is past, now or ahead; `ends_on` its last day."""

    starts_on: date
    ends_on: date | None
    state: str
    repealed: bool
    values: list[str]
    source: Told
    unsure: bool
    note: str


@dataclass(frozen=True)
class ParameterLine:
    """Parametri aikajanana."""

    name: str
    title: str
    now: list[str]
    values: list[ValueLine]


@dataclass(frozen=True)
class WordingLine:
    """Säännön sanamuoto aikajanalla."""

    starts_on: date
    state: str
    text: str
    sources: list[Told]


@dataclass(frozen=True)
class CaseLine:
    """Tapaus luettavana: facts as lines, and each day with what the law says on it."""

    name: str
    source: str
    facts: list[str]
    days: list[tuple[date, list[str]]]


def parameter_line(each: Parameter, on: date) -> ParameterLine:
    found = [
        ValueLine(
            period.starts_on,
            period.ends_on,
            _state(period.starts_on, period.ends_on, on),
            value.value is None,
            lines(value.value, each.unit, language()),
            cited(value.citation),
            value.confidence == "low",
            value.note or "",
        )
        for period, value in each.timeline
    ]
    now = next((line.values for line in found if line.state == "now"), [])
    return ParameterLine(each.name, each.title[language()], now, found)


def _state(starts_on: date, ends_on: date | None, on: date) -> str:
    if starts_on > on:
        return "ahead"
    return "now" if ends_on is None or on <= ends_on else "past"


def wording_lines(topic: Topic, on: date) -> list[WordingLine]:
    now = topic.wording_on(on)
    return [_wording(each, "now" if each is now else "ahead" if each.from_day > on else "past") for each in topic.wordings]


def _wording(each: RuleWording, state: str) -> WordingLine:
    return WordingLine(each.from_day, state, each.say(language()), [cited(citation) for citation in each.citations])


def case_lines(topic: str) -> list[CaseLine]:
    return [_case(each, topic) for each in cases_of(topic)]


def _case(each: Case, topic: str) -> CaseLine:
    days = [(on, list(_answer(expected))) for on, expected in each.about(topic).items()]
    return CaseLine(each.name, each.source, list(_facts(each.facts)), days)


def _facts(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        for each in value if isinstance(value, list) else [value]:
            yield f"{_word(name)}: {_plain(each)}"


def _answer(expected: Any) -> Iterator[str]:
    if not isinstance(expected, Mapping):
        yield _plain(expected)
        return
    for key, value in expected.items():
        yield f"{_word(key)}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        rest = [f"{_word(key)} {_plain(each)}" for key, each in value.items() if key not in ("starts_on", "ends_on")]
        ends_on = _plain(value["ends_on"]) if value.get("ends_on") else ""
        return ", ".join(([f"{_plain(value['starts_on'])}–{ends_on}"] if "starts_on" in value else []) + rest)
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    return "–" if value is None else shown(value, language())


def _word(name: Any) -> str:
    """The contract's name of a fact or an answer, in the reader's language where it is a word of ours."""
    words = {
        "value": pgettext("case", "the law says"),
        "born": pgettext("case", "born"),
        "days_before": pgettext("case", "days before"),
        "payments": pgettext("case", "payment"),
        "days": pgettext("case", "days"),
        "benefit": pgettext("case", "benefit"),
        "basis": pgettext("case", "basis"),
        "by": pgettext("case", "by"),
        "paid_on": pgettext("case", "paid"),
        "gross": pgettext("case", "gross, €"),
        "resets": pgettext("case", "count begins again"),
        "unemployment": pgettext("case", "unemployment"),
        "jobseeker_since": pgettext("case", "jobseeker since"),
        "interviews": pgettext("case", "interview"),
        "held_on": pgettext("case", "held"),
        "made_on": pgettext("case", "made"),
        "kind": pgettext("case", "kind"),
        "plans": pgettext("case", "plan"),
        "services": pgettext("case", "period in a service"),
        "social_assistance": pgettext("case", "social assistance"),
        "allowance_exhausted_on": pgettext("case", "allowance used up"),
        "home_municipality": pgettext("case", "home municipality"),
        "main_income": pgettext("case", "main income"),
        "days_counted": pgettext("case", "days counted"),
        "next_change": pgettext("case", "next change"),
        "since": pgettext("case", "since"),
        "on": pgettext("case", "on"),
        "confidence": pgettext("case", "how sure"),
        "percent": pgettext("case", "per cent"),
        "municipal_amount": pgettext("case", "municipality, €"),
        "ground": pgettext("case", "ground"),
        "initiator": pgettext("case", "begun by"),
    }
    return words.get(str(name), str(name).replace("_", " "))
