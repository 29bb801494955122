"""The month's follow-up report to the working group (seurantaraportti, JOU-85): sections of figures, the same on every surface.

The group has members who never see a client, so small cells are always covered here, whoever makes the report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nivel import programmes
from nivel.meetings import bodies
from nivel.meetings.models import ActionItem, Decision
from nivel.outcomes.figures import Figure
from nivel.outcomes.gathering import CLIENT_PARTS, MONTH_CODE, Gathering, quarter_code
from nivel.outcomes.goals import GoalRow, goal_rows
from nivel.outcomes.indicators import INDICATORS, MEASURE_NAMES, Completeness, Indicator, Reading
from nivel.paths.continuity import KINDS


@dataclass(frozen=True)
class Row:
    """A line of a table: its name and its figures or words."""

    label: str
    cells: tuple[Figure | str, ...]
    is_total: bool = False

    def to_json(self) -> dict[str, Any]:
        cells = [{"text": cell} if isinstance(cell, str) else cell.to_json() for cell in self.cells]
        return {"label": self.label, "cells": cells, "is_total": self.is_total}


@dataclass(frozen=True)
class Table:
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "head": list(self.head), "rows": [row.to_json() for row in self.rows], "empty": self.empty}


@dataclass(frozen=True)
class Section:
    """Luku raportissa: one subject, with its sentences, figures and tables."""

    code: str
    title: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "sentences": list(self.sentences),
            "figures": [figure.to_json() for figure in self.figures],
            "tables": [table.to_json() for table in self.tables],
        }


@dataclass(frozen=True)
class MonthlyReport:
    """Kuukausiraportti, as it can be read on its day."""

    programme: str
    programme_title: str
    organisation: str
    reading: Reading
    language: str
    title: str
    sections: tuple[Section, ...]
    goals: tuple[GoalRow, ...]

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure that stands in the report, by code."""
        found = {figure.code: figure for section in self.sections for figure in section.figures}
        for section in self.sections:
            for table in section.tables:
                found |= {cell.code: cell for row in table.rows for cell in row.cells if isinstance(cell, Figure)}
        return found | {figure.code: figure for goal in self.goals for each in goal.indicators for figure in each.figures}

    @property
    def definitions(self) -> list[Indicator]:
        """The indicators behind the report's figures, each once, in the order in which they stand."""
        return [INDICATORS[code] for code in dict.fromkeys(figure.indicator for figure in self.figures.values())]

    def to_json(self) -> dict[str, Any]:
        return {
            "report": "monthly",
            "programme": self.programme,
            "programme_title": self.programme_title,
            "organisation": self.organisation,
            "month": f"{self.reading.month:%Y-%m}",
            "on": self.reading.on.isoformat(),
            "language": self.language,
            "title": self.title,
            "month_name": date_text(self.reading.month, "F Y", self.language),
            "read_on": date_text(self.reading.on, "j.n.Y", self.language),
            "sections": [section.to_json() for section in self.sections],
            "goals": [goal.to_json() for goal in self.goals],
            "definitions": [_definition(each, self.language) for each in self.definitions],
        }


def _definition(indicator: Indicator, language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "code": indicator.code,
            "name": str(indicator.name),
            "unit": str(MEASURE_NAMES[indicator.measure]),
            "definition": str(indicator.definition),
            "holds_from": indicator.holds_from.isoformat(),
            "source": str(indicator.source),
        }


def monthly_report(month: date, on: date, language: str, programme: str = "") -> MonthlyReport:
    """The report of a month as it reads on a day. Raises UnknownProgramme. The number of queries does not depend on the people."""
    model = programmes.programme(programme or settings.PROGRAMME)
    with translation.override(language):
        gathering = Gathering(Reading(month, on))
        figures = gathering.figures(covered=True)
        return MonthlyReport(
            programme=model.name,
            programme_title=model.title.say(language),
            organisation=model.organisation,
            reading=gathering.reading,
            language=language,
            title=_("Follow-up report, %(month)s") % {"month": date_format(month, "F Y")},
            sections=tuple(section(gathering, figures) for section in SECTIONS),
            goals=tuple(goal_rows(model, figures, language)),
        )


def date_text(day: date, pattern: str, language: str) -> str:
    with translation.override(language):
        return date_format(day, pattern)


Figures = dict[str, Figure]


def payment_share(gathering: Gathering, figures: Figures) -> Section:
    months = [figures[MONTH_CODE.format(month)] for month in gathering.months]
    quarters = [figures[quarter_code(quarter)] for quarter in gathering.quarters]
    head = (_("Municipal share"), _("State"))
    return Section(
        "payment_share",
        _("Payment share"),
        tuple(gathering.direction.sentences),
        tuple(figures[code] for code in ("share_list_month", "share_benefit_month", "people_on_list")),
        (
            Table(_("By benefit month"), (_("Month"), *head), tuple(_with_state(each) for each in months)),
            Table(
                _("By quarter"),
                (_("Quarter"), *head),
                tuple(_with_state(each) for each in quarters),
                _("No lists have been read."),
            ),
        ),
    )


def _with_state(figure: Figure) -> Row:
    return Row(figure.name, (figure, figure.completeness_name))


def coverage(gathering: Gathering, figures: Figures) -> Section:
    return Section("coverage", _("Coverage"), figures=tuple(figures[code] for code in ("coverage_contacted", "coverage_named")))


def clients_and_paths(gathering: Gathering, figures: Figures) -> Section:
    rows = [Row(figures[code].name, (figures[code],)) for code in CLIENT_PARTS]
    total = Row(figures["open_paths"].name, (figures["open_paths"],), is_total=True)
    return Section(
        "clients",
        _("Clients and paths"),
        tables=(
            Table(_("People on an open path by service"), (_("Service"), _("People")), (*rows, total)),
            _years(gathering, figures),
        ),
    )


def _years(gathering: Gathering, figures: Figures) -> Table:
    """The mix of services by year as told, and as it is on the day of the report (JOU-02)."""
    names = [*(str(year.year) for year in gathering.years), date_format(gathering.reading.day, "j.n.Y")]
    rows = [Row(name, tuple(figures[code] for code in codes)) for name, codes in zip(names, gathering.year_codes, strict=True)]
    head = (_("Year or day"), _("In rehabilitative work"), _("In other services"), _("Together"))
    return Table(_("Mix of services"), head, tuple(rows))


def continuity(gathering: Gathering, figures: Figures) -> Section:
    rows = [Row(figures[f"breaches_open:{code}"].name, (figures[f"breaches_open:{code}"],)) for code in KINDS]
    total = Row(_("Together"), (figures["breaches_open"],), is_total=True)
    return Section(
        "continuity",
        _("Continuity"),
        figures=(figures["paths_unbroken"], figures["handovers_open"]),
        tables=(Table(_("Breaches by kind"), (_("Kind"), pgettext("breaches", "Open")), (*rows, total)),),
    )


def contacts(gathering: Gathering, figures: Figures) -> Section:
    codes = ("contact_attempts", "contacts_reached", "meetings_held")
    return Section("contacts", _("Contacts and meetings"), figures=tuple(figures[code] for code in codes))


def services(gathering: Gathering, figures: Figures) -> Section:
    codes = (
        "places", "places_free", "plans_made", "assessments_held", "final_assessments_on_time",
        "compensation_days", "compensation_paid", "feedback", "unemployment_rate",
    )  # fmt: skip
    return Section("services", _("Services"), figures=tuple(figures[code] for code in codes))


def working_group(gathering: Gathering, figures: Figures) -> Section:
    """What was decided during the month, and what is still to be done: by office, never by client."""
    reading = gathering.reading
    decisions = [_decision(each) for each in bodies.decisions_between(*reading.span)]
    items = [_item(each, reading.day) for each in bodies.undone_items(reading.day)]
    return Section(
        "working_group",
        _("Working group"),
        tables=(
            Table(
                _("Decisions of the month"),
                (_("Decision"), _("Body"), pgettext("body", "Meeting")),
                tuple(decisions),
                _("No decisions this month."),
            ),
            Table(
                _("Action items not done"),
                (_("Action item"), _("Whose"), _("Due"), _("State")),
                tuple(items),
                _("Nothing is waiting."),
            ),
        ),
    )


def _decision(decision: Decision) -> Row:
    return Row(str(decision), (decision.meeting.body.name, date_format(decision.meeting.held_on, "j.n.Y")))


def _item(item: ActionItem, on: date) -> Row:
    late = pgettext("action item", "late") if item.due_on < on else pgettext("action item", "open")
    return Row(item.text, (item.owner.office, date_format(item.due_on, "j.n.Y"), late))


def costs(gathering: Gathering, figures: Figures) -> Section:
    rows = [
        Row(unit.name, (figures[f"cost:{unit.number}"], figures[f"cost_year:{unit.number}"])) for unit in gathering.cost_units
    ]
    share = Row(_("Municipal share by list"), (figures["share_list_month"], figures["share_list_year"]))
    total = Row(_("Together"), (figures["cost_total"], figures["cost_year_total"]), is_total=True)
    partly = figures["cost_year_total"].completeness == Completeness.PARTIAL
    told = (_("Some months of the year have not been told, so the sums are not whole."),) if partly else ()
    return Section(
        "costs",
        _("Costs"),
        (_("Employment care has no cost centre of its own, so the units and the payment share are followed together."), *told),
        tables=(Table(_("Costs"), (_("What"), _("This month"), _("The year so far")), (*rows, share, total)),),
    )


SECTIONS: tuple[Callable[[Gathering, Figures], Section], ...] = (
    payment_share, coverage, clients_and_paths, continuity, contacts, services, working_group, costs,
)  # fmt: skip
