"""Toimintamallien kohderyhmät: would the person, entering on the day, belong to the group; null outside the programme's days."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import (
    BENEFITS_ON_UNEMPLOYMENT,
    FIVE_YEARS,
    SUBSIDIES,
    UNKNOWN_AGE,
    Measures,
    Tables,
    first_day,
    goes_on_from,
    going_on,
    measures,
    run_on,
    tables_of,
)
from nivel.law.parameters import Value, parameter, reason_of, value_on
from nivel.law.turning_points import BENEFIT_GOES_ON, days_of, next_turn
from nivel.law.verdict import Change, Reason, Verdict, weakest
from nivel.timeline.months import MONTHS_A_YEAR, add_months, full_months
from nivel.timeline.period import DAY, joined

AREA = "programmes."
BESIDE = ("work-life-trial-2017", "kela-list-2017", "group-fixed-2023")
AGES = ("young_from", "young_under", "under_age")
Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entrant:
    """Tulija: the person as they would be on entering a programme on the day."""

    facts: Facts
    on: date
    measures: Measures

    def judged(self, name: str) -> bool:
        return self.facts.judgements.get(name, False)

    def under(self, age: int) -> bool | None:
        """Whether the person is younger; None when the age is not known."""
        return None if self.measures.age == UNKNOWN_AGE else self.measures.age < age

    @property
    def is_unemployed(self) -> bool:
        return run_on(self.facts.unemployment, self.on) is not None

    @property
    def is_jobseeker(self) -> bool:
        since = self.facts.jobseeker_since
        return self.is_unemployed or (since is not None and since <= self.on)

    @property
    def lives_on_assistance(self) -> bool:
        rows = self.facts.social_assistance
        return self.facts.main_income == "social_assistance" or any(self.on in row.period for row in rows)

    @property
    def months_without_service(self) -> int:
        """Full months of unbroken unemployment in which no service has been attended."""
        run = run_on(self.facts.unemployment, self.on)
        if run is None:
            return 0
        served = [each.period for each in self.facts.services if each.period.starts_on <= self.on]
        if any(self.on in period for period in served):
            return 0
        free_from = max([run.starts_on, *(period.ends_on + DAY for period in served if period.ends_on is not None)])
        return full_months(free_from, self.on)

    @property
    def has_earnings_allowance(self) -> bool:
        """The last benefit begun is earnings-related allowance, and it has not been used up."""
        begun = [row for row in self.facts.payments if row.starts_on <= self.on]
        last = max(begun, key=lambda row: (row.starts_on, row.ends_on), default=None)
        exhausted = self.facts.allowance_exhausted_on
        return last is not None and last.benefit == "apr" and not (exhausted is not None and exhausted <= self.on)


def verdict(facts: Facts, on: date) -> Verdict:
    """Ohjelmat, joiden kohderyhmään henkilö kuuluu päivänä."""
    values = values_on(facts, on, tables_of(facts))
    because: list[Reason] = []
    confidences: list[str] = []
    for name, belongs in values.items():
        held = value_on(AREA + name, on)
        because += _because(name, held, belongs)
        confidences += [held.confidence] if held is not None and held.value is not None else []
    because += _beside(facts, on)
    begins = max((day for day in days_of(AREA[:-1]) if day <= on), default=None)
    return Verdict(values, tuple(because), weakest(confidences), begins, _next_turn(facts, values, on))


def _beside(facts: Facts, on: date) -> Iterator[Reason]:
    """What else the acts of the trials say, to those whose municipality has it."""
    for name in BESIDE:
        held = value_on(AREA + name, on)
        area = held.value.get("area") if held is not None and isinstance(held.value, Mapping) else None
        if held is not None and held.value is not None and (area is None or facts.home_municipality in area):
            yield from reason_of(AREA + name, held)


def values_on(facts: Facts, on: date, tables: Tables) -> dict[str, bool | None]:
    """Each programme's answer on the day."""
    entrant = Entrant(facts, on, measures(facts, on, tables))
    return {name: _belongs(name, entrant, value_on(AREA + name, on)) for name in PROGRAMMES}


def _next_turn(facts: Facts, values: dict[str, bool | None], on: date) -> Change | None:
    """The next day on which a programme begins or ends, or the person comes to belong or no longer does."""
    grown, tables = facts, tables_of(facts)
    for first in goes_on_from(facts, on):
        grown = going_on(facts, first)
        tables = tables_of(grown)
        if values_on(grown, on, tables) == values:
            break
    days = days_that_matter(grown, tables, on)
    return next_turn(lambda day: values_on(grown, day, tables), values, on, days, BENEFIT_GOES_ON, AREA[:-1])


def days_that_matter(facts: Facts, tables: Tables, on: date) -> Iterator[date | None]:
    """The days of the programmes, and those of age, unemployment, services and paid days that their terms name."""
    yield from days_of(AREA[:-1])
    limits = limits_named()
    if facts.born is not None:
        yield from (add_months(facts.born, age * MONTHS_A_YEAR) for age in limits["age"])
    served = [each.period.ends_on + DAY for each in facts.services if each.period.ends_on is not None]
    for run in joined(facts.unemployment):
        starts = [run.starts_on, *(day for day in served if day in run)]
        yield from (add_months(start, months) for start in starts for months in limits["months"])
        yield from (run.starts_on, run.ends_on and run.ends_on + DAY)
    yield facts.jobseeker_since
    yield from (each.period.starts_on for each in facts.services)
    yield from _days_of_another_benefit(facts)
    if facts.allowance_exhausted_on is not None:
        yield facts.allowance_exhausted_on
    last = on + FIVE_YEARS
    for kinds, name in ((SUBSIDIES, "subsidy_days"), (BENEFITS_ON_UNEMPLOYMENT, "benefit_days")):
        for limit in limits[name]:
            yield first_day(lambda day, k=kinds, n=limit: tables.paid_days(k, date.min, day) >= n, on + DAY, last)  # type: ignore[misc]


def _days_of_another_benefit(facts: Facts) -> Iterator[date]:
    """Where earnings-related allowance begins or another benefit follows it."""
    rows = sorted(facts.payments, key=lambda row: (row.starts_on, row.ends_on))
    for earlier, later in pairwise(rows):
        if (earlier.benefit == "apr") != (later.benefit == "apr"):
            yield later.starts_on


@cache
def limits_named() -> dict[str, set[int]]:
    """Every limit that a programme's terms name, by its kind."""
    terms = [value.value for name in PROGRAMMES for value in parameter(AREA + name).values if value.value is not None]
    found: dict[str, set[int]] = {"age": set(), "months": set(), "subsidy_days": set(), "benefit_days": set()}
    for each in terms:
        for key, value in each.items():
            kind = "age" if key in AGES else "months" if key.endswith("_months") else key
            if kind in found:
                found[kind].add(value)
    return found


def _because(name: str, held: Value | None, belongs: bool | None) -> Iterator[Reason]:
    title = parameter(AREA + name).title
    if held is None or held.value is None:
        first = parameter(AREA + name).values[0]
        begins = {"title": title, "day": first.from_day if held is None else held.from_day}
        yield Reason("programme.not_yet" if held is None else "programme.ended", begins, (held or first).citation)
        return
    code = "facts.born_unknown" if belongs is None else "programme.belongs" if belongs else "programme.outside"
    yield Reason(code, {"title": title}, held.citation)
    if held.value.get("entry_ended", False):
        yield Reason("programme.entry_ended", {"title": title, "day": held.from_day}, held.citation)
    yield from reason_of(AREA + name, held)[1:]


def _belongs(name: str, entrant: Entrant, held: Value | None) -> bool | None:
    if held is None or held.value is None:
        return None
    area = held.value.get("area")
    if held.value.get("entry_ended", False) or (area is not None and entrant.facts.home_municipality not in area):
        return False
    found = PROGRAMMES[name](entrant, held.value)
    return None if found is None else bool(found)


def kemi(e: Entrant, terms: Terms) -> bool:
    """Kemi: 500 days of benefit on unemployment, or 12 months unbroken and at risk of exclusion (KEM-09, KEM-10)."""
    long = e.measures.unemployed_months >= terms["unemployed_months"]
    return e.measures.benefit_days >= terms["benefit_days"] or (long and e.judged("risk_of_exclusion"))


def raahe(e: Entrant, terms: Terms) -> bool:
    """Raahe: 500 days of unemployment benefit, or 12 months of unbroken unemployment (RAA-03)."""
    return e.measures.benefit_days >= terms["benefit_days"] or e.measures.unemployed_months >= terms["unemployed_months"]


def pori(e: Entrant, terms: Terms) -> bool | None:
    """Pori 505/2017: 200 days of subsidy, or under 25, six months unbroken and in no service meanwhile."""
    if e.measures.subsidy_days >= terms["subsidy_days"]:
        return True
    return e.months_without_service >= terms["young_months"] and e.under(terms["young_under"])


def lapland(e: Entrant, terms: Terms) -> bool:
    """Lappi 505/2017: unemployed twelve months without a break and without a service."""
    return e.months_without_service >= terms["unemployed_months"]


def pirkanmaa(e: Entrant, terms: Terms) -> bool:
    """Pirkanmaa 505/2017: unemployed without the right to earnings-related allowance."""
    return e.is_unemployed and not e.has_earnings_allowance


def turku_region(e: Entrant, terms: Terms) -> bool | None:
    """Varsinais-Suomi 505/2017: unemployed twelve months without a break, or unemployed and under 25."""
    if e.measures.unemployed_months >= terms["unemployed_months"]:
        return True
    return e.is_unemployed and e.under(terms["young_under"])


def north_savo(e: Entrant, terms: Terms) -> bool | None:
    """Pohjois-Savo 505/2017: the target group of joint service, or unemployed twelve months without a service."""
    if e.measures.subsidy_days >= terms["subsidy_days"] or e.measures.unemployed_months >= terms["unemployed_months"]:
        return True
    return e.measures.unemployed_months >= terms["young_months"] and e.under(terms["young_under"])


def valke(e: Entrant, terms: Terms) -> bool:
    """Välke: a TE office's unemployed with a realistic prospect and no acute health or substance problem (VAL-03, VAL-04)."""
    fit = e.judged("realistic_prospect") and not e.judged("acute_health_or_substance")
    return fit and (e.is_jobseeker or (terms["social_clients"] and e.lives_on_assistance))


def viissatanen(e: Entrant, terms: Terms) -> bool | None:
    """Viissatanen: under 55 with 500 days of subsidy on unemployment (VII-02)."""
    return e.measures.subsidy_days >= terms["subsidy_days"] and e.under(terms["under_age"])


def joutsa(e: Entrant, terms: Terms) -> bool | None:
    """Joutsa: long unemployed, on the payment-share list, or an unemployed young person of the workshop (JOU-01, 38, 83)."""
    m = e.measures
    if m.subsidy_days >= terms["subsidy_days"] or m.unemployed_months >= terms["unemployed_months"]:
        return True
    return e.is_unemployed and _between(m.age, terms["young_from"], terms["young_under"])


def youth_workshop(e: Entrant, terms: Terms) -> bool | None:
    """Nuorten työpaja: the young of the municipality from 16 to 28 (JOU-38)."""
    return _between(e.measures.age, terms["young_from"], terms["young_under"])


def ohjaamo(e: Entrant, terms: Terms) -> bool | None:
    """Ohjaamo: everybody under 30 (381/2023 16 §)."""
    return e.under(terms["young_under"])


def trial_of_2021(e: Entrant, terms: Terms) -> bool | None:
    """Työllisyyden kuntakokeilu 1269/2020 4 §: a jobseeker without earnings-related allowance, or under 30, or an immigrant."""
    if not e.is_jobseeker:
        return False
    is_immigrant = e.facts.integration.applies or e.facts.integration.plan_entitled
    return True if is_immigrant or not e.has_earnings_allowance else e.under(terms["young_under"])


def _between(age: int, first: int, under: int) -> bool | None:
    return None if age == UNKNOWN_AGE else first <= age < under


PROGRAMMES: Mapping[str, Callable[[Entrant, Terms], bool | None]] = {
    "kemi-2012": kemi,
    "pori-2017": pori,
    "viissatanen-2010": viissatanen,
    "joutsa-2020": joutsa,
    "raahe-2012": raahe,
    "lappi-2017": lapland,
    "pirkanmaa-2017": pirkanmaa,
    "pohjois-savo-2017": north_savo,
    "varsinais-suomi-2017": turku_region,
    "valke-2008": valke,
    "valke-sisa-savo-2008": valke,
    "kuntakokeilu-2021": trial_of_2021,
    "ohjaamo": ohjaamo,
    "youth-workshop-2020": youth_workshop,
}
