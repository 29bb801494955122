"""Kunnan toimenpidesuunnitelma: goals, measures with their responsible and day, follow-up, and the plan on paper (REL-29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.documents.rendering import render_pdf
from nivel.outcomes.models import ActionPlan, MeasureFollowUp, PlanMeasure


class PlanIsIncomplete(Refusal):
    sentence = gettext_lazy("Tell the plan's name, who approved it, and years that do not run backwards.")


class MeasureIsIncomplete(Refusal):
    sentence = gettext_lazy("Tell the goal, the measure and who is responsible.")


class MeasureOutsideThePlan(Refusal):
    sentence = gettext_lazy("The plan runs from %(first)s to %(last)s. The day of the measure must be in it.")


class MeasureIsDone(Refusal):
    sentence = gettext_lazy("The measure was done on %(day)s.")


class FollowUpIsEmpty(Refusal):
    sentence = gettext_lazy("Write what has come of the measure.")


@dataclass(frozen=True)
class MeasureRow:
    """Toimenpide päivänä: done, late or under way, with its newest follow-up."""

    measure: PlanMeasure
    newest: MeasureFollowUp | None
    state: str


@command
def make_action_plan(
    name: str,
    municipality: Organisation,
    *,
    starts_on: date,
    ends_on: date,
    approved_on: date,
    approved_by: str,
    by: User | None,
    partner: str = "",
) -> ActionPlan:
    """Record an approved plan. Raises PlanIsIncomplete."""
    if not name.strip() or not approved_by.strip() or ends_on < starts_on:
        raise PlanIsIncomplete
    told = {"starts_on": starts_on, "ends_on": ends_on, "approved_on": approved_on, "made_by": by}
    return ActionPlan.objects.create(
        name=name.strip(), municipality=municipality, partner=partner.strip(), approved_by=approved_by.strip(), **told
    )


@command
def add_measure(
    plan: ActionPlan, *, goal: str, measure: str, responsible: str, due_on: date, by: User | None, indicator: str = ""
) -> PlanMeasure:
    """Add a measure towards a goal. Raises MeasureIsIncomplete, MeasureOutsideThePlan."""
    if not all(text.strip() for text in (goal, measure, responsible)):
        raise MeasureIsIncomplete
    if not plan.starts_on <= due_on <= plan.ends_on:
        raise MeasureOutsideThePlan(first=plan.starts_on, last=plan.ends_on)
    told = {"goal": goal.strip(), "measure": measure.strip(), "responsible": responsible.strip(), "indicator": indicator.strip()}
    return PlanMeasure.objects.create(plan=plan, due_on=due_on, **told)


@command
def follow_up_measure(measure: PlanMeasure, *, text: str, done: bool, on: date, by: User | None) -> MeasureFollowUp:
    """Tell what has come of the measure, and whether it is done. Raises MeasureIsDone, FollowUpIsEmpty."""
    fresh = PlanMeasure.objects.select_for_update().get(pk=measure.pk)
    if fresh.done_on:
        raise MeasureIsDone(day=fresh.done_on)
    if not text.strip():
        raise FollowUpIsEmpty
    if done:
        fresh.done_on = on
        fresh.save(update_fields=["done_on"])
    return MeasureFollowUp.objects.create(measure=fresh, held_on=on, text=text.strip(), made_by=by)


def measures_on(plan: ActionPlan, on: date) -> list[MeasureRow]:
    """The plan's measures as they stand on the day. Two queries."""
    measures = list(plan.measures.all())
    newest: dict[int, MeasureFollowUp] = {}
    for row in MeasureFollowUp.objects.filter(measure__in=measures, held_on__lte=on).order_by("held_on", "pk"):
        newest[row.measure_id] = row
    return [MeasureRow(measure, newest.get(measure.pk), _state(measure, on)) for measure in measures]


def _state(measure: PlanMeasure, on: date) -> str:
    if measure.done_on and measure.done_on <= on:
        return "done"
    return "late" if measure.due_on < on else "under_way"


def plan_pdf(plan: ActionPlan, on: date, language: str) -> bytes:
    """The plan with its follow-up as tagged PDF."""
    with translation.override(language):
        facts = {
            "organisation": plan.municipality.name,
            "made_on": _day(on),
            "title": plan.name,
            "municipality": plan.municipality.name,
            "partner": plan.partner,
            "period": f"{_day(plan.starts_on)}–{_day(plan.ends_on)}",
            "approved": f"{plan.approved_by}, {_day(plan.approved_on)}",
            "goals": list(_goals(measures_on(plan, on))),
        }
    return render_pdf("action_plan", "1", facts, language)


def _goals(rows: list[MeasureRow]) -> Iterable[dict[str, Any]]:
    for goal in dict.fromkeys(row.measure.goal for row in rows):
        own = [row for row in rows if row.measure.goal == goal]
        yield {"title": goal, "rows": [_cells(row) for row in own]}


def _cells(row: MeasureRow) -> list[str]:
    measure, state = row.measure, {"done": _("done"), "late": _("late"), "under_way": _("under way")}[row.state]
    told = f"{state}. {row.newest.text}" if row.newest else state
    return [measure.measure, measure.responsible, _day(measure.due_on), measure.indicator, told]


def _day(day: date) -> str:
    return date_format(day, "j.n.Y")
