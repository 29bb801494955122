"""Mittarit: every figure of the goals page and the report, by its code. A figure that is not here is not shown anywhere."""

from nivel.outcomes.indicators import clients, contacts, continuity, costs, services, share, told
from nivel.outcomes.indicators.definition import (
    COMPLETENESS_NAMES,
    MEASURE_NAMES,
    UNKNOWN,
    Completeness,
    Indicator,
    Measure,
    Reading,
    Value,
)

INDICATORS: dict[str, Indicator] = {
    each.code: each
    for each in (
        *share.INDICATORS,
        *clients.INDICATORS,
        *continuity.INDICATORS,
        *contacts.INDICATORS,
        *services.INDICATORS,
        *told.INDICATORS,
        *costs.INDICATORS,
    )
}


def indicator(code: str) -> Indicator:
    """Raises KeyError for a code nobody has defined."""
    return INDICATORS[code]


__all__ = [
    "COMPLETENESS_NAMES",
    "INDICATORS",
    "MEASURE_NAMES",
    "UNKNOWN",
    "Completeness",
    "Indicator",
    "Measure",
    "Reading",
    "Value",
    "indicator",
]
