"""What the month's list, its review and its trend tell. Each noun has its own file; this is the door."""

from nivel.money.coverage import Coverage, coverage, on_list, people_without_decision
from nivel.money.departures import Departure
from nivel.money.month_list import ListedPerson, MonthList, list_day, month_list
from nivel.money.trend import (
    DayClass,
    MonthFigure,
    QuarterFigure,
    State,
    by_arrival_month,
    by_quarter,
    day_classes,
    list_months,
    trend_by_benefit_month,
    trend_by_quarter,
)

__all__ = [
    "Coverage",
    "DayClass",
    "Departure",
    "ListedPerson",
    "MonthFigure",
    "MonthList",
    "QuarterFigure",
    "State",
    "by_arrival_month",
    "by_quarter",
    "coverage",
    "day_classes",
    "list_day",
    "list_months",
    "month_list",
    "on_list",
    "people_without_decision",
    "trend_by_benefit_month",
    "trend_by_quarter",
]
