"""Suunnitelmien sisältö asiakkaan sivulla: each plan in force with its services, parties, phases, follow-up and versions."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import User
from nivel.clients.commands import unit_of
from nivel.clients.models import Client
from nivel.paths.models import ClientLine, Path, Plan, PlanParty, PlanPhase, PlanReview, PlanService
from nivel.paths.plans import plans_in_force, versions_of
from nivel.paths.stages import StageNow, stage_now
from nivel.programmes.lines import line_title
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


@dataclass(frozen=True)
class StageShown:
    """Vaihe asiakkaan sivulla, in the reader's language."""

    now: StageNow

    @property
    def title(self) -> str:
        return self.now.title(language())

    @property
    def aim(self) -> str:
        return self.now.aim(language())


def stage_of(path: Path | None, on: date) -> StageShown | None:
    """The stage of the path on the day, and whose the process is."""
    now = stage_now(path, on) if path else None
    return StageShown(now) if now else None


def line_of(client: Client, on: date) -> tuple[str, ClientLine] | None:
    """The labour authority's line of service on the day, by its name."""
    row = ClientLine.objects.filter(client=client).held_on(on).first()
    return (line_title(row.line, language()), row) if row else None
