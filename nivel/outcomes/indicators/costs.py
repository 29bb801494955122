"""Figures of costs: the outturn of the units that do the work, and all that is followed together (JOU-86)."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from nivel.money.models import CostLine
from nivel.outcomes.indicators.definition import UNKNOWN, Completeness, Indicator, Measure, Reading, Value
from nivel.outcomes.indicators.share import list_month

PLAN = date(2020, 5, 27)


def unit_cost(reading: Reading) -> Value:
    """The outturn of all units for the month, as told."""
    total = CostLine.objects.filter(month=reading.month).aggregate(total=Sum("amount"))["total"]
    return UNKNOWN if total is None else Value(total, Completeness.TOLD)


def cost_total(reading: Reading) -> Value:
    units, share = unit_cost(reading).number, list_month(reading).number
    if units is None and share is None:
        return UNKNOWN
    whole = Completeness.PARTIAL if units is None or share is None else Completeness.WHOLE
    return Value((units or Decimal(0)) + (share or Decimal(0)), whole)


INDICATORS = (
    Indicator(
        code="unit_cost",
        name=_("Outturn of the units"),
        measure=Measure.EUROS,
        definition=_("The outturn of the workshop and the youth workshop for the month, told from the books."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 4"),
        value=unit_cost,
        told=True,
    ),
    Indicator(
        code="cost_total",
        name=_("Costs followed together"),
        measure=Measure.EUROS,
        definition=_(
            "Employment care has no cost centre of its own: the outturn of the units and the municipal share by list, added up. In part "
            "when one of them has not been told."
        ),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 4"),
        value=cost_total,
        told=True,
    ),
)
