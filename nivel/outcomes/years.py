"""The mix of services by year (palvelujakauma): what the plan tells of the years before, or what has been told since (JOU-02)."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

from nivel import programmes
from nivel.outcomes.models import IndicatorValue

# Our indicator, and the number by which an operating model tells of the years before.
PARTS = {"year_rehabilitative_work": "clients_rehabilitative_work", "year_other_services": "clients_other_service"}
YEAR_PARTS = tuple(PARTS)


@dataclass(frozen=True)
class YearMix:
    """Vuoden jakauma: people in rehabilitative work and in other services; None where nobody has told."""

    year: int
    rehabilitative_work: Decimal | None
    other_services: Decimal | None
    source: str

    @property
    def parts(self) -> tuple[Decimal | None, Decimal | None]:
        return self.rehabilitative_work, self.other_services

    @property
    def total(self) -> Decimal | None:
        if self.rehabilitative_work is None or self.other_services is None:
            return None
        return self.rehabilitative_work + self.other_services


def year_mixes() -> list[YearMix]:
    """The years told, oldest first; what users have told goes before the plan's own numbers. One query."""
    told = _of_plan()
    for row in IndicatorValue.objects.filter(indicator__in=PARTS):
        told.setdefault(row.month.year, {})[row.indicator] = (row.value, row.source)
    return [_mix(year, values) for year, values in sorted(told.items())]


def _of_plan() -> dict[int, dict[str, tuple[Decimal, str]]]:
    plan = programmes.programme(settings.PROGRAMME)
    source = plan.title.say(get_language() or "fi")
    told: dict[int, dict[str, tuple[Decimal, str]]] = {}
    for part, code in PARTS.items():
        for number in plan.numbers:
            if number.code == code and number.value is not None:
                told.setdefault(int(number.period), {})[part] = Decimal(str(number.value)), source
    return told


def _mix(year: int, values: dict[str, tuple[Decimal, str]]) -> YearMix:
    rehabilitative, other = (values.get(part, (None, ""))[0] for part in PARTS)
    return YearMix(year, rehabilitative, other, ", ".join(sorted({source for _, source in values.values()})))
