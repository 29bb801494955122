"""Sijoitusten lajit (placement kinds): which services a model may place people in, from which day, at what age and how long.

A row of `[[placements]]` in the catalogue. An age may be told as the name of one of the model's own parameters, so that a number
stands in one place only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from nivel.programmes.model import Programme, Words
from nivel.programmes.node import Node

# What an agreement is asked unless its kind tells otherwise; a kind that no model tells of too.
ASKS = ("place", "days")


@dataclass(frozen=True, slots=True)
class Placement:
    """Sijoituksen laji mallissa: the days, ages and lengths within which it is valid, and what its agreement needs.

    `law_limits` names the law's limits that hold, `compensation` the law's rate by which the state
    compensates a day. `age_min` and `age_max` are in full years, both included; `age_under` is not.
    `company` tells whether a company may be the place. `coaching` are the forms every agreement has, `pension` that it is for
    those on a rehabilitation subsidy or disability pension, `restricted` that only the named workers see it. Before a place of a
    `payer`'s (a kind of organisation) comes its decision, which is never the model's own.
    `plan_kinds` are the kinds of plan it may rest on, by `plan_section`. `limits_unknown` tells that the law sets limits that nobody
    has verified, so that the reader is told to look at the authority's decision.
    `asks` names the further questions of its agreement: place, group, days, strengths, entry, funding.
    """

    kind: str
    title: Words
    source: str
    starts_on: date | None = None
    ends_on: date | None = None
    age_min: int | str | None = None
    age_max: int | str | None = None
    age_under: int | str | None = None
    months_max: int | None = None
    company: bool = True
    company_months_max: int | None = None
    coaching: tuple[str, ...] = ()
    law_limits: str = ""
    compensation: str = ""
    plan_accepted: bool = False
    plan_kinds: tuple[str, ...] = ()
    plan_section: str = ""
    limits_unknown: bool = False
    decision: bool = False
    delivered: bool = False
    voluntary: bool = False
    handover_meeting: bool = False
    affects_income: bool = True
    pension: bool = False
    restricted: bool = False
    payer: str = ""
    statute: str = ""
    note: str = ""
    asks: tuple[str, ...] = ASKS

    @property
    def requires(self) -> frozenset[str]:
        """What an agreement of the kind must tell, by the names of its columns: whatever the rules above refuse when it is missing."""
        needed = {
            "days_a_week": self.law_limits,
            "hours_a_day": self.law_limits,
            "coaching": self.coaching,
            "plan": self.plan_accepted,
            "plan_accepted_on": self.plan_accepted,
            "pension": self.pension,
        }
        return frozenset(name for name, why in needed.items() if why)

    def valid_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


def placements(node: Node) -> tuple[Placement, ...]:
    """The model's placement kinds, each kind once for each time it is valid."""
    return tuple(each.read(_placement) for each in node.nodes("placements"))


def _placement(node: Node) -> Placement:
    flags = ("plan_accepted", "decision", "delivered", "voluntary", "handover_meeting", "pension", "restricted", "limits_unknown")
    return Placement(
        kind=node.text("kind"),
        title=node.words("title"),
        source=node.text("source"),
        starts_on=node.day_if_known("starts_on"),
        ends_on=node.day_if_known("ends_on"),
        months_max=node.take("months_max", int, None),
        company=node.take("company", bool, True),
        company_months_max=node.take("company_months_max", int, None),
        coaching=node.texts("coaching", []),
        plan_kinds=node.texts("plan_kinds", []),
        plan_section=node.text("plan_section", ""),
        law_limits=node.text("law_limits", ""),
        compensation=node.text("compensation", ""),
        affects_income=node.take("affects_income", bool, True),
        payer=node.text("payer", ""),
        statute=node.text("statute", ""),
        note=node.text("note", ""),
        asks=node.texts("asks", list(ASKS)),
        **{key: node.take(key, (int, str), None) for key in ("age_min", "age_max", "age_under")},
        **{key: node.take(key, bool, False) for key in flags},
    )


def placement_of(model: Programme, kind: str, day: date) -> Placement | None:
    """The model's row for the kind that is valid on the day."""
    return next((row for row in model.placements if row.kind == kind and row.valid_on(day)), None)


def rows_of(kind: str, models: tuple[Programme, ...]) -> Iterator[tuple[Programme, Placement]]:
    """Every row of the kind in the models, by their order: where and when it is or was valid."""
    for model in models:
        for row in model.placements:
            if row.kind == kind:
                yield model, row


def years(model: Programme, told: int | str | None, day: date) -> int | None:
    """An age limit in years: the number itself, or that of the parameter it names."""
    value: Any = model.parameter(told, day) if isinstance(told, str) else told
    return None if value is None else int(value)
