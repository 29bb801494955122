"""Valintaperusteet: the programme's criteria, as its catalogue tells them, asked of one person's facts and what was judged.

The law's own verdict on the programme is kept beside, so that a difference between the two is seen and not hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from nivel.clients.models import Client
from nivel.law import programmes as law
from nivel.law.measures import Measures, measures
from nivel.paths.facts import law_facts
from nivel.programmes.model import Criterion, Programme
from nivel.timeline.months import full_months


@dataclass(frozen=True)
class Answer:
    """Perusteen vastaus: whether the criterion holds, and the number that decided it."""

    code: str
    holds: bool
    required: bool
    measured: dict[str, int]

    def to_json(self) -> dict[str, object]:
        return {"code": self.code, "holds": self.holds, "required": self.required, "measured": self.measured}


@dataclass(frozen=True)
class Answers:
    """Perusteiden vastaukset, with the law's verdict where the law knows the programme; None is unknown."""

    each: tuple[Answer, ...]
    law_says: bool | None

    @property
    def belongs(self) -> bool:
        """Every required criterion holds, and one of the others, when there are others."""
        others = [answer.holds for answer in self.each if not answer.required]
        return all(answer.holds for answer in self.each if answer.required) and (any(others) or not others)


def answers(
    client: Client, model: Programme, on: date, *, judgements: Mapping[str, bool], without_work_since: date | None = None
) -> Answers:
    """Each criterion on the day. A person whom no register knows is measured by what they tell (KEM-12)."""
    facts = law_facts([client], on)[client.pk]
    measured = measures(facts, on)
    told = full_months(without_work_since, on) if without_work_since else 0
    numbers = _numbers(measured, told)
    verdict = law.verdict(replace(facts, judgements=dict(judgements)), on)
    return Answers(
        tuple(_answer(criterion, model, numbers, judgements) for criterion in model.criteria),
        verdict.value.get(model.name) if isinstance(verdict.value, Mapping) else None,
    )


def _numbers(measured: Measures, told_months: int) -> dict[str, int]:
    return {
        "age": measured.age,
        "subsidy_days": measured.subsidy_days,
        "benefit_days": measured.benefit_days,
        "unemployed_months": max(measured.unemployed_months, told_months),
    }


def _answer(criterion: Criterion, model: Programme, numbers: dict[str, int], judgements: Mapping[str, bool]) -> Answer:
    asked = {condition.fact: numbers[condition.fact] for condition in criterion.conditions if condition.fact}
    holds = all(
        numbers[condition.fact] >= model.parameter(condition.at_least)
        if condition.fact
        else judgements.get(condition.judgement, False)
        for condition in criterion.conditions
    )
    return Answer(criterion.code, holds, criterion.required, asked)


def has_priority(model: Programme, needs: list[str]) -> bool:
    """Etusija: needs both the labour authority's and the municipality's services (KEM-11)."""
    parties = {need.party for need in model.needs if need.code in needs}
    return {"labour_authority", "municipality"} <= parties
