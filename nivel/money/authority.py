"""Palvelusta ensisijaisesti vastaava viranomainen: who serves a person first, by the days counted (JOU-51).

The labour authority serves those on allowance or labour market subsidy for the days of the law's first limit; after it the
law lets the municipality share both the cost and the work of getting the person on.
"""

from datetime import date
from enum import StrEnum

from nivel.law.parameters import in_force
from nivel.law.verdict import Verdict


class Authority(StrEnum):
    LABOUR = "labour"
    MUNICIPALITY = "municipality"


def first_limit(on: date) -> int | None:
    """How many days the State alone pays labour market subsidy; None when no law shares it on the day."""
    held = in_force("municipal_share.subsidy_tiers", on)
    return None if held is None else held.value[0][0]


def serving_authority(verdict: Verdict, on: date) -> Authority:
    """By default the labour authority up to the first limit, then the municipality."""
    limit = first_limit(on)
    return Authority.LABOUR if limit is None or verdict.days_counted <= limit else Authority.MUNICIPALITY
