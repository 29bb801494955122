"""Suunnitelmien sisältö asiakkaan sivulla: each plan in force with its services, parties, phases, follow-up and versions."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import User
from nivel.clients.commands import unit_of
from nivel.paths.assessing import assessing
from nivel.paths.models import Path, PathStage, Plan, PlanParty, PlanPhase, PlanReview, PlanService
from nivel.paths.plans import plans_in_force, versions_of
from nivel.web.reasons import language


@dataclass(frozen=True)
class Content:
    """Yhden suunnitelman sisältö; `organisation` is the reader's, which may decide what it arranges."""

    plan: Plan
    services: list[PlanService]
    phases: list[PlanPhase]
    parties: list[PlanParty]
    reviews: list[PlanReview]
    versions: list[Plan]
    organisation: int | None


def contents_of(path: Path | None, reader: User, on: date) -> list[Content]:
    """The plans in force, the one that leads first."""
    if path is None:
        return []
    unit = unit_of(reader, on)
    organisation = unit.organisation_id if unit else None
    return [_content(plan, organisation) for plan in plans_in_force(path, on)]


def _content(plan: Plan, organisation: int | None) -> Content:
    return Content(
        plan=plan,
        services=list(plan.services.select_related("service", "arranger")),
        phases=list(plan.phases.all()),
        parties=list(plan.parties.all()),
        reviews=list(plan.reviews.select_related("held_by")),
        versions=versions_of(plan)[1:],
        organisation=organisation,
    )


def stage_of(path: Path | None, on: date) -> tuple[str, PathStage] | None:
    """The stage of the path on the day, by its name."""
    row = PathStage.objects.filter(path=path, starts_on__lte=on).order_by("-starts_on").first() if path else None
    if row is None:
        return None
    titles = {entry.code: entry.title.say(language()) for entry in assessing().stages}
    return titles.get(row.stage, row.stage), row
