"""Hankkeen loppuraportti ALMAn lomakkeella: report period, background and results, filled from facts (REL-09, S35).

The source tells the form's first headings; the rest are ours. The reader is the grantor, so small numbers are always covered.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel import programmes
from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document
from nivel.money.grants import euros, grant_positions
from nivel.money.models import Grant
from nivel.outcomes.models import FinalReport
from nivel.outcomes.small_cells import Sum, hidden_cells, is_small
from nivel.paths.models import Closure, Episode, Path

TEMPLATE = Template(Document.Kind.REPORT, "final_report", "1")


class PeriodRunsBackwards(Refusal):
    sentence = gettext_lazy("The report's period cannot end before it begins.")


class PeriodIsNotOver(Refusal):
    sentence = gettext_lazy("The report's period ends on %(day)s. The report is made after that.")


@command
def make_final_report(
    *, starts_on: date, ends_on: date, implementation: str, continuation: str, language: str, on: date, by: User | None
) -> FinalReport:
    """Fill the form from facts and keep it as it was made. Raises PeriodRunsBackwards, PeriodIsNotOver, CannotBeSet."""
    if ends_on < starts_on:
        raise PeriodRunsBackwards
    if on < ends_on:
        raise PeriodIsNotOver(day=ends_on)
    facts = final_facts(starts_on, ends_on, on, language)
    facts |= {"implementation": implementation.strip(), "continuation": continuation.strip(), "reporter": by.name if by else ""}
    document = make_document(TEMPLATE, facts, language, client=None, on=on, by=by)
    told = {"starts_on": starts_on, "ends_on": ends_on, "made_on": on, "made_by": by}
    return FinalReport.objects.create(programme=settings.PROGRAMME, document=document, **told)


def final_facts(starts_on: date, ends_on: date, on: date, language: str) -> dict[str, Any]:
    """What the form says of the project in the period."""
    model = programmes.programme(settings.PROGRAMME)
    with translation.override(language):
        return {
            "organisation": model.organisation,
            "made_on": _day(on),
            "period": f"{_day(starts_on)}–{_day(ends_on)}",
            "name": model.title.say(language),
            "implementer": model.organisation,
            "area": ", ".join(model.area),
            "groups": "; ".join(entry.title.say(language) for entry in model.target_group),
            "goals": [goal.title.say(language) for goal in model.goals],
            "funding": _funding(starts_on, ends_on),
            "people": _people(starts_on, ends_on),
            "exits": _exits(starts_on, ends_on),
        }


def _funding(starts_on: date, ends_on: date) -> list[list[str]]:
    grants = Grant.objects.filter(programme=settings.PROGRAMME, year__range=(starts_on.year, ends_on.year))
    rows = [row for row in grant_positions(grants.order_by("year", "pk"), ends_on) if row.granted]
    return [
        [str(row.grant.grantor), str(row.grant.year), euros(row.granted), euros(row.used), euros(row.remaining)] for row in rows
    ]


def _people(starts_on: date, ends_on: date) -> list[list[str]]:
    inside = (starts_on, ends_on)
    came = Path.objects.filter(opened_on__range=inside).values("client").distinct().count()
    first = Episode.objects.filter(dropped_on__isnull=True).values("path__client").annotate(first=Min("starts_on"))
    began = first.filter(first__range=inside).count()
    return [[label, _("fewer than five") if is_small(number) else str(number)] for label, number in (
        (_("Came on the path"), came), (_("Began a service"), began),
    )]  # fmt: skip


def _exits(starts_on: date, ends_on: date) -> list[list[str]]:
    closed = Closure.objects.filter(closed_on__range=(starts_on, ends_on))
    numbers: dict[str, Decimal | int] = {code: closed.filter(outcome=code).count() for code in Closure.Outcome.values}
    parts = tuple(numbers)
    numbers["whole"] = sum(int(number) for number in numbers.values())
    hidden = hidden_cells(numbers, [cell for cell, number in numbers.items() if is_small(int(number))], [Sum(parts, "whole")])
    labels = dict(Closure.Outcome.choices) | {"whole": _("Together")}
    return [[str(labels[cell]).capitalize(), _("hidden") if cell in hidden else str(numbers[cell])] for cell in (*parts, "whole")]


def _day(day: date) -> str:
    return date_format(day, "j.n.Y")
