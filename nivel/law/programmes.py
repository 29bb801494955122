"""Toimintamallien kohderyhmät: would the person, entering on the day, belong to the group; null outside the programme's days."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nivel.law.facts import Facts
from nivel.law.measures import Measures, measures, run_on
from nivel.law.parameters import Value, parameter, reason_of, value_on
from nivel.law.verdict import Reason, Verdict, weakest

AREA = "programmes."


def verdict(facts: Facts, on: date) -> Verdict:
    """Ohjelmat, joiden kohderyhmään henkilö kuuluu päivänä."""
    measured = measures(facts, on)
    values: dict[str, bool | None] = {}
    because: list[Reason] = []
    confidences: list[str] = []
    for name in PROGRAMMES:
        held = value_on(AREA + name, on)
        open_on = held is not None and held.value is not None
        values[name] = _belongs(name, facts, measured, held.value, on) if held is not None and open_on else None
        because += _because(name, held, values[name])
        confidences += [held.confidence] if held is not None and open_on else []
    return Verdict(values, tuple(because), weakest(confidences))


def _because(name: str, held: Value | None, belongs: bool | None) -> Iterator[Reason]:
    title = parameter(AREA + name).title
    if held is None or held.value is None:
        yield Reason("programme.closed", {"title": title}, None if held is None else held.citation)
        return
    code = "facts.born_unknown" if belongs is None else "programme.belongs" if belongs else "programme.outside"
    yield Reason(code, {"title": title}, held.citation)
    yield from reason_of(AREA + name, held)[1:]


def _belongs(name: str, facts: Facts, measured: Measures | None, terms: Mapping[str, Any], on: date) -> bool | None:
    if measured is None:
        return None
    if facts.home_municipality not in terms["area"] or terms.get("entry_ended", False):
        return False
    return bool(PROGRAMMES[name](facts, measured, terms, on))


def kemi(facts: Facts, m: Measures, terms: Mapping[str, Any], on: date) -> Any:
    """Kemi: 500 days of benefit on unemployment, or 12 months unbroken and at risk of exclusion (KEM-09, KEM-10)."""
    at_risk = facts.judgements.get("risk_of_exclusion", False)
    return (m.benefit_days >= terms["benefit_days"]) | ((m.unemployed_months >= terms["unemployed_months"]) & at_risk)


def pori(facts: Facts, m: Measures, terms: Mapping[str, Any], on: date) -> Any:
    """Pori 505/2017: 200 days of subsidy, or under 25, six months unbroken and in no service meanwhile."""
    run = run_on(facts.unemployment, on)
    served = run is not None and any(
        service.period.overlaps(run) and service.period.starts_on <= on for service in facts.services
    )
    young = (m.age < terms["young_under"]) & (m.unemployed_months >= terms["young_months"]) & (int(served) == 0)
    return (m.subsidy_days >= terms["subsidy_days"]) | young


def viissatanen(facts: Facts, m: Measures, terms: Mapping[str, Any], on: date) -> Any:
    """Viissatanen: under 55 with 500 days of subsidy on unemployment (VII-02)."""
    return (m.age < terms["under_age"]) & (m.subsidy_days >= terms["subsidy_days"])


def joutsa(facts: Facts, m: Measures, terms: Mapping[str, Any], on: date) -> Any:
    """Joutsa: long unemployed, on the payment-share list, or an unemployed young person of the workshop (JOU-01, 38, 83)."""
    unemployed = int(run_on(facts.unemployment, on) is not None)
    young = (m.age >= terms["young_from"]) & (m.age < terms["young_under"]) & (unemployed == 1)
    return (m.subsidy_days >= terms["subsidy_days"]) | (m.unemployed_months >= terms["unemployed_months"]) | young


PROGRAMMES = {
    "kemi-2012": kemi,
    "pori-2017": pori,
    "viissatanen-2010": viissatanen,
    "joutsa-2020": joutsa,
}
