"""Tosiseikkojen lukeminen: facts from the contract's JSON, with one clear sentence for each that cannot be true."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from nivel.law import counting
from nivel.law.facts import (
    BASES,
    BENEFITS,
    INCOMES,
    INTEGRATION_YEARS,
    INTERVIEWS,
    RESETS,
    DaysBefore,
    Facts,
    Integration,
    Interview,
    Payment,
    Plan,
    Reset,
    Service,
    SocialAssistance,
    WageSubsidyPlan,
    WrongFact,
)
from nivel.timeline.period import EndBeforeStart, Period
from nivel.timeline.told import FIRST_DAY, LAST_DAY, NO_END, is_a_day

T = TypeVar("T")


def facts_from_json(given: Any) -> Facts:
    """The facts of one person, or WrongFact with every problem found."""
    if not isinstance(given, Mapping):
        raise WrongFact("The facts must be one JSON object.")
    reader = _Reader()
    facts = _facts(reader.within(given, ""))
    problems = [*reader.problems, *_impossible(facts)] if not reader.problems else reader.problems
    if problems:
        raise WrongFact(*problems)
    return facts


def _facts(at: "_At") -> Facts:
    return Facts(
        born=at.day("born"),
        home_municipality=at.text("home_municipality"),
        graduated_on=at.day("graduated_on"),
        integration=at.one("integration", _integration) or Integration(),
        jobseeker_since=at.day("jobseeker_since"),
        main_income=at.word("main_income", INCOMES),
        payments=at.many("payments", _payment),
        days_before=at.many("days_before", _days_before),
        resets=at.many("resets", _reset),
        unemployment=at.many("unemployment", _period),
        interviews=at.many("interviews", _interview),
        services=at.many("services", _service),
        social_assistance=at.many("social_assistance", _social_assistance),
        plans=at.many("plans", _plan),
        allowance_exhausted_on=at.day("allowance_exhausted_on"),
        wage_subsidy=at.one("wage_subsidy", _wage_subsidy),
        judgements=at.judgements(),
    )


def _payment(at: "_At") -> Payment:
    starts_on, ends_on = at.day("starts_on", needed=True), at.day("ends_on", needed=True)
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        at.wrong("ends_on", f"{ends_on} is before starts_on {starts_on}")
    return Payment(
        benefit=at.word("benefit", BENEFITS, needed=True),
        basis=at.word("basis", BASES) or "unemployment",
        starts_on=starts_on,
        ends_on=ends_on,
        paid_on=at.day("paid_on"),
        days=at.count("days", needed=True),
        gross=at.amount("gross"),
        full_daily=at.amount("full_daily"),
        adjusted=at.flag("adjusted"),
        home_municipality=at.text("home_municipality"),
    )


def _days_before(at: "_At") -> DaysBefore:
    return DaysBefore(
        days=at.count("days", needed=True),
        by=at.day("by", needed=True),
        benefit=at.word("benefit", BENEFITS) or "tmt",
        basis=at.word("basis", BASES) or "unemployment",
    )


def _integration(at: "_At") -> Integration:
    years = at.count("years")
    if years is not None and years not in INTEGRATION_YEARS:
        at.wrong("years", f"{years} is not 1 or 3")
    return Integration(
        at.flag("applies"), at.day("first_home_municipality_on"), 1 if years is None else years, at.flag("plan_entitled")
    )


def _reset(at: "_At") -> Reset:
    return Reset(at.day("on", needed=True), at.word("kind", RESETS, needed=True))


def _period(at: "_At") -> Period:
    return at.period("starts_on", "ends_on")


def _interview(at: "_At") -> Interview:
    return Interview(at.word("kind", INTERVIEWS, needed=True), at.day("held_on", needed=True))


def _service(at: "_At") -> Service:
    return Service(at.text("kind") or "", at.period("starts_on", "ends_on"))


def _social_assistance(at: "_At") -> SocialAssistance:
    return SocialAssistance(at.period("starts_on", "ends_on"), at.flag("because_of_unemployment"), at.flag("main_livelihood"))


def _plan(at: "_At") -> Plan:
    return Plan(at.text("kind") or "", at.period("made_on", "ends_on"), at.day("looked_at_on"))


def _wage_subsidy(at: "_At") -> WageSubsidyPlan:
    return WageSubsidyPlan(
        at.day("starts_on", needed=True), at.text("employer") or "company", at.words("grounds"), at.amount("monthly_wage_cost")
    )


class _Reader:
    """Collects the problems, so that all of them are told at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def within(self, given: Mapping[str, Any], path: str) -> "_At":
        return _At(self, given, path)


class _At:
    """A JSON object at a path; reads its keys and names the path in every problem."""

    def __init__(self, reader: _Reader, given: Mapping[str, Any], path: str) -> None:
        self.reader, self.given, self.path = reader, given, path

    def name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, problem: str) -> None:
        self.reader.problems.append(f"{self.name(key)}: {problem}.")

    def read(self, key: str, parse: Callable[[Any], T], what: str, needed: bool = False) -> Any:
        value = self.given.get(key)
        if value is None:
            if needed:
                self.wrong(key, "is missing")
            return None
        try:
            return parse(value)
        except (ValueError, TypeError, InvalidOperation):
            self.wrong(key, f"{value!r} is not {what}")
            return None

    def day(self, key: str, needed: bool = False) -> Any:
        day = self.read(key, _day, "a day of the form YYYY-MM-DD", needed)
        if day is None or is_a_day(day):
            return day
        self.wrong(key, f"{day} is not a day from {FIRST_DAY} to {LAST_DAY}")
        return None

    def count(self, key: str, needed: bool = False) -> Any:
        return self.read(key, _count, "a whole number, zero or more", needed)

    def amount(self, key: str) -> Any:
        return self.read(key, _amount, "an amount such as 673.20, zero or more")

    def text(self, key: str) -> Any:
        return self.read(key, _text, "a text")

    def flag(self, key: str) -> bool:
        return bool(self.read(key, _flag, "true or false"))

    def word(self, key: str, known: tuple[str, ...], needed: bool = False) -> Any:
        return self.read(key, lambda value: known[known.index(value)], f"one of {', '.join(known)}", needed)

    def words(self, key: str) -> frozenset[str]:
        return self.read(key, lambda value: frozenset(map(_text, _list(value))), "a list of texts") or frozenset()

    def period(self, first: str, last: str) -> Any:
        starts_on, ends_on = self.day(first, needed=True), self._end(last)
        if starts_on is None:
            return None
        try:
            return Period(starts_on, ends_on)
        except EndBeforeStart:
            self.wrong(last, f"{ends_on} is before {first} {starts_on}")
            return None

    def _end(self, key: str) -> Any:
        """An end that a register writes as the last day of its calendar is none."""
        return None if self.given.get(key) == NO_END.isoformat() else self.day(key)

    def one(self, key: str, make: Callable[["_At"], T]) -> T | None:
        given = self.read(key, _object, "an object")
        return None if given is None else make(self.reader.within(given, self.name(key)))

    def many(self, key: str, make: Callable[["_At"], T]) -> tuple[T, ...]:
        given = self.read(key, _list, "a list") or []
        made = []
        for index, each in enumerate(given):
            if isinstance(each, Mapping):
                made.append(make(self.reader.within(each, f"{self.name(key)}[{index}]")))
            else:
                self.wrong(f"{key}[{index}]", f"{each!r} is not an object")
        return tuple(made)

    def judgements(self) -> dict[str, bool]:
        at = self.one("judgements", lambda found: found)
        if at is None:
            return {}
        return {key: at.flag(key) for key in at.given if at.given[key] is not None}


def _day(value: Any) -> date:
    if not isinstance(value, str) or len(value) != len("2020-01-01"):
        raise ValueError(value)
    return date.fromisoformat(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _amount(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(value)
    amount = Decimal(str(value))
    if not amount.is_finite() or amount < 0:
        raise ValueError(value)
    return amount


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(value)
    return value


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(value)
    return value


def _impossible(facts: Facts) -> list[str]:
    """What is well formed and still cannot be true."""
    problems = []
    for index, row in enumerate(facts.payments):
        name = f"payments[{index}]"
        if row.days > counting.weekdays_between(row.starts_on.toordinal(), row.ends_on.toordinal()):
            problems.append(f"{name}.days: {row.days} paid days do not fit from {row.starts_on} to {row.ends_on}, five a week.")
        if facts.born is not None and row.starts_on < facts.born:
            problems.append(f"{name}.starts_on: {row.starts_on} is before the birth {facts.born}.")
    return problems + _doubled(facts)


def _doubled(facts: Facts) -> list[str]:
    """Two payments of one benefit and basis for the same days."""
    problems: list[str] = []
    ended: dict[tuple[str, str], int] = {}
    ordered = sorted(enumerate(facts.payments), key=lambda each: (each[1].starts_on, each[1].ends_on))
    for index, row in ordered:
        kind = (row.benefit, row.basis)
        earlier = ended.get(kind)
        if earlier is not None and row.starts_on <= facts.payments[earlier].ends_on:
            problems.append(
                f"payments[{index}]: {row.benefit} on {row.basis} from {row.starts_on} is for the same days as payments[{earlier}]."
            )
        if earlier is None or row.ends_on > facts.payments[earlier].ends_on:
            ended[kind] = index
    return problems
