"""Parametrin aikajana: each value with the days it holds, the state it is in today, and where it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import pgettext

from nivel import programmes
from nivel.law.cases import Case, as_json, cases_of, word_of
from nivel.law.evaluation import verdicts
from nivel.law.facts_from_json import facts_from_json
from nivel.law.notes import note_words
from nivel.law.parameters import Parameter
from nivel.law.texts import shown
from nivel.law.topics import RuleWording, Topic
from nivel.law.values_in_words import lines
from nivel.web.reasons import Told, cited, language

# Where a part of a case's source ends, outside brackets, and what a part of it begins with when a reader can look it up.
NEXT = re.compile(r"[,;] (?![^(]*\))")
CITED = re.compile(r"[0-9]+/[0-9]{4}|[0-9]+:[0-9]|HE [0-9]|VNa [0-9]|Kela [0-9]")


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
            note_words(value.note)[language()] if value.note else "",
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
    days = [(on, [*_answer(expected), *_reasons(each, topic, on, expected)]) for on, expected in each.about(topic).items()]
    return CaseLine(each.title(language()), _statutes(each.source), list(_facts(each.facts)), days)


def _statutes(source: str) -> str:
    """Where a reader finds it: statutes and publications, not the notes and ids of those who wrote the case."""
    parts = (part.replace(" transition provision", "").replace(" (not verified)", "") for part in NEXT.split(source))
    return ", ".join(part for part in parts if CITED.match(part))


def _reasons(each: Case, topic: str, on: date, expected: Any) -> Iterator[str]:
    """Where a case asks what the answer says, the law's own sentences in the reader's language."""
    if isinstance(expected, Mapping) and "says" in expected:
        for reason in verdicts(facts_from_json(as_json(each.facts)), on)[topic].because:
            yield f"{_word('says')}: {reason.render(language())}"


def _facts(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        for each in value if isinstance(value, list) else [value]:
            yield f"{_word(name)}: {_plain(each)}"


def _answer(expected: Any) -> Iterator[str]:
    if not isinstance(expected, Mapping):
        yield _plain(expected)
        return
    for key, value in expected.items():
        if key != "says":
            yield f"{_word(key)}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        rest = [f"{_word(key)} {_plain(each)}" for key, each in value.items() if key not in ("starts_on", "ends_on")]
        ends_on = _plain(value["ends_on"]) if value.get("ends_on") else ""
        return ", ".join(([f"{_plain(value['starts_on'])}–{ends_on}"] if "starts_on" in value else []) + rest)
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    if value is None:
        return "–"
    return (word_of(value, language()) if isinstance(value, str) else None) or shown(value, language())


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
    return words.get(str(name)) or word_of(name, language()) or _model(str(name)) or str(name).replace("_", " ")


def _model(name: str) -> str:
    """An operating model's code as its title; those that are known only from their statute keep their code."""
    known = next((each for each in programmes.all_programmes() if each.name == name), None)
    return known.title.say(language()) if known else ""
