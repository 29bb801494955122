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
    """The told days times the day's compensation of the programme (JOU-71)."""
    days = told_by("compensation_days")(reading)
    if days.number is None:
        return UNKNOWN
    rate = Decimal(str(programmes.programme(settings.PROGRAMME).parameter("compensation_per_day")))
    return Value((days.number * rate).quantize(CENT), Completeness.TOLD, source=days.source)


def told(code: str, name: object, measure: Measure, definition: object, source: str, *, yearly: bool = False) -> Indicator:
    return Indicator(code, name, measure, definition, PLAN, source, told_by(code), told=True, yearly=yearly)


INDICATORS = (
    told(
        "compensation_days",
        _("Days of rehabilitative work compensated"),
        Measure.DAYS,
        _("Attended days of rehabilitative work in the month's settlement to the KEHA Centre, as the clerk tells them."),
        "JOU-12, JOU-68",
    ),
    Indicator(
        code="compensation_paid",
        name=_("Compensation paid for rehabilitative work"),
        measure=Measure.EUROS,
        definition=_("The told days times the State's compensation a day and participant, as the operating model has it."),
        holds_from=PLAN,
        source="JOU-68, JOU-71; 189/2001 24 §",
        value=compensation_paid,
        told=True,
    ),
    told(
        "feedback",
        _("Client feedback"),
        Measure.GRADE,
        _("The mean grade of the month's feedback forms, as told with the name of the form."),
        "JOU-68, JOU-89",
    ),
    told(
        "unemployment_rate",
        _("Unemployment rate"),
        Measure.PERCENT,
        _(
            "Unemployed jobseekers of the labour force in the municipality at the end of the month, told from the named statistics."
        ),
        "JOU-68",
    ),
    told(
        "year_rehabilitative_work",
        _("In rehabilitative work during the year"),
        Measure.PEOPLE,
        _(
            "People in rehabilitative work at the workshop in the year, as the municipality's plan tells of the years before Nivel."
        ),
        "JOU-02",
        yearly=True,
    ),
    told(
        "year_other_services",
        _("In other services during the year"),
        Measure.PEOPLE,
        _("People in other services at the workshop in the year, as the municipality's plan tells of the years before Nivel."),
        "JOU-02",
        yearly=True,
    ),
)
