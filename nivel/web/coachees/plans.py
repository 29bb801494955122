"""Yhteinen suunnitelma: what a participant sees of a plan: what was agreed, who does what, who takes part."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from nivel.access.actor import Actor
from nivel.access.queries import role_name
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import visible
from nivel.clients.queries import responsible_workers
from nivel.paths.models import Plan, PlanParticipant, Task
from nivel.paths.permissions import participations

SEE = "plans.see"


@dataclass(frozen=True)
class Party:
    """Osallinen: who takes part, in which role and from which sector."""

    participant: PlanParticipant

    @property
    def role(self) -> str:
        return role_name(self.participant.role)

    @property
    def sector(self) -> str:
        return self.participant.get_sector_display()


@dataclass(frozen=True)
class SharedPlan:
    """Suunnitelma osalliselle: the plan, the reader's own part, undone tasks and the responsible worker."""

    client: Client
    plan: Plan
    own: Party
    care: CareRelationship | None
    tasks: list[Task]

    def next_own(self) -> Task | None:
        """The reader's own nearest task."""
        return next((task for task in self.tasks if task.worker_id == self.own.participant.worker_id), None)


def parties_of(plan: Plan | None, on: date) -> list[Party]:
    """Who takes part in the plan on the day."""
    return [Party(row) for row in plan.participants.in_force(on).select_related("worker")] if plan else []


def plans_shared_with(actor: Actor, on: date, number: int | None = None) -> list[SharedPlan]:
    """The plans in which the actor takes part, one person's or everybody's, by name; three queries."""
    undone = Task.objects.undone_on(on).select_related("worker").order_by("due_on", "pk")
    rows = participations(actor.by(SEE, "participant")).filter(plan__path__client__in=Client.objects.filter(visible(actor, SEE)))
    rows = rows.filter(plan__path__client=number) if number is not None else rows
    rows = rows.select_related("plan__path__client", "plan__owner").prefetch_related(
        Prefetch("plan__path__tasks", undone, to_attr="undone")
    )
    found = list(rows.order_by("plan__path__client__sort_name", "pk"))
    care = responsible_workers({row.plan.path.client_id for row in found}, on)
    return [
        SharedPlan(row.plan.path.client, row.plan, Party(row), care.get(row.plan.path.client_id), row.plan.path.undone)
        for row in found
    ]
