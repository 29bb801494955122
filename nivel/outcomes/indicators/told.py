"""Told indicators (kerrotut mittarit): what Nivel does not record itself. A value is told with its source or it is unknown."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.outcomes.indicators.definition import UNKNOWN, Completeness, Counting, Indicator, Measure, Reading, Value
from nivel.outcomes.models import IndicatorValue

PLAN = date(2020, 5, 27)
CENT = Decimal("0.01")


def told_by(code: str) -> Counting:
    def value(reading: Reading) -> Value:
        row = IndicatorValue.objects.filter(indicator=code, month=reading.month).first()
        return UNKNOWN if row is None else Value(row.value, Completeness.TOLD, source=row.source)

    return value


def compensation_paid(reading: Reading) -> Value:
    """The told days times the day's compensation of the programme (JOU-71); unknown in a programme that tells none."""
    days = told_by("compensation_days")(reading)
    rate = programmes.programme(settings.PROGRAMME).told("compensation_per_day")
    if days.number is None or rate is None:
        return UNKNOWN
    return Value((days.number * Decimal(str(rate))).quantize(CENT), Completeness.TOLD, source=days.source)


def year_total(reading: Reading) -> Value:
    parts = [told_by(code)(reading) for code in ("year_rehabilitative_work", "year_other_services")]
    if any(part.number is None for part in parts):
        return UNKNOWN
    return Value(sum((part.number or Decimal(0) for part in parts), Decimal(0)), Completeness.TOLD, source=parts[0].source)


def told(code: str, name: object, measure: Measure, definition: object, source: object, *, yearly: bool = False) -> Indicator:
    return Indicator(code, name, measure, definition, PLAN, source, told_by(code), told=True, yearly=yearly)


INDICATORS = (
    told(
        "compensation_days",
        _("Days of rehabilitative work compensated"),
        Measure.DAYS,
        _("Attended days of rehabilitative work in the month's settlement to the KEHA Centre, as the clerk tells them."),
        _("Employment care plan, chapters 1.1 and 3"),
    ),
    Indicator(
        code="compensation_paid",
        name=_("Compensation paid for rehabilitative work"),
        measure=Measure.EUROS,
        definition=_("The told days times the State's compensation a day and participant, as the operating model has it."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3.1; 189/2001 24 §"),
        value=compensation_paid,
        told=True,
    ),
    told(
        "feedback",
        _("Client feedback"),
        Measure.GRADE,
        _("The mean grade of the month's feedback forms, as told with the name of the form."),
        _("Employment care plan, chapters 3 and 4"),
    ),
    told(
        "unemployment_rate",
        _("Unemployment rate"),
        Measure.PERCENT,
        _(
            "Unemployed jobseekers of the labour force in the municipality at the end of the month, told from the named statistics."
        ),
        _("Employment care plan, chapter 3"),
    ),
    Indicator(
        code="year_total",
        name=_("In services together during the year"),
        measure=Measure.PEOPLE,
        definition=_("People in rehabilitative work and in other services during the year, added up."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 1"),
        value=year_total,
        told=True,
        yearly=True,
    ),
    told(
        "year_rehabilitative_work",
        _("In rehabilitative work during the year"),
        Measure.PEOPLE,
        _(
            "People in rehabilitative work at the workshop in the year, as the municipality's plan tells of the years before Nivel."
        ),
        _("Employment care plan, chapter 1"),
        yearly=True,
    ),
    told(
        "year_other_services",
        _("In other services during the year"),
        Measure.PEOPLE,
        _("People in other services at the workshop in the year, as the municipality's plan tells of the years before Nivel."),
        _("Employment care plan, chapter 1"),
        yearly=True,
    ),
)
