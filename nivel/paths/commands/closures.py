from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.commands import end_relationship
from nivel.clients.models import CareRelationship
from nivel.paths.commands.opening import locked
from nivel.paths.models import Assessment, Closure, Episode, Handover, Path, Plan, Task
from nivel.paths.refusals import (
    ContinuationPlanIsMissing,
    DayIsBefore,
    HandoverIsOpen,
    ReasonIsMissing,
    StillInService,
)


@command
def close_path(
    path: Path,
    *,
    outcome: str,
    reason: str,
    continuation_plan: str,
    on: date,
    by: User | None,
    delivered_to: str = "",
    delivered_on: date | None = None,
) -> Closure:
    """Close the path with its outcome class, reason and continuation plan (C7). Nothing may be left open.

    Until the continuation plan is delivered the closure stays among the gaps of the one who closed it. Raises StillInService,
    HandoverIsOpen, ContinuationPlanIsMissing, ReasonIsMissing.
    """
    path = locked(path, on)
    _check_nothing_open(path, on)
    if not continuation_plan.strip():
        raise ContinuationPlanIsMissing
    if not reason.strip():
        raise ReasonIsMissing
    path.closed_on = on
    path.save(update_fields=["closed_on"])
    _let_go(path, on, by)
    return Closure.objects.create(
        path=path,
        closed_on=on,
        outcome=Closure.Outcome(outcome),
        reason=reason,
        continuation_plan=continuation_plan,
        delivered_to=delivered_to,
        delivered_on=delivered_on if delivered_to else None,
        closed_by=by,
    )


def _check_nothing_open(path: Path, on: date) -> None:
    if on < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    handover = Handover.objects.filter(path=path).open_on(on).select_related("receiver", "organisation").first()
    if handover:
        raise HandoverIsOpen(receiver=handover.receiver_name)
    episode = Episode.objects.filter(path=path, ended_on__isnull=True, dropped_on__isnull=True).select_related("service").first()
    if episode:
        raise StillInService(service=episode.service)


def _let_go(path: Path, on: date, by: User | None) -> None:
    """End what the open path held: the plan, undone tasks, assessments under way and the workers' relationships."""
    reason = _("The path was closed")
    Plan.objects.filter(path=path, ends_on__isnull=True, starts_on__lte=on).update(ends_on=on)
    Task.objects.filter(path=path, done_on__isnull=True, dropped_on__isnull=True).update(dropped_on=on, dropped_reason=reason)
    Assessment.objects.filter(path=path, held_on__isnull=True).exclude(kind=Assessment.Kind.FINAL).delete()
    for row in CareRelationship.objects.filter(client=path.client_id).in_force(on):
        end_relationship(row, on=on, by=by, ground=reason)


@command
def deliver_continuation_plan(closure: Closure, *, delivered_to: str, on: date, by: User | None) -> Closure:
    """Record to whom and when the continuation plan was delivered (VSS-12)."""
    if not delivered_to.strip():
        raise ReasonIsMissing
    fresh = Closure.objects.select_for_update().get(pk=closure.pk)
    fresh.delivered_to, fresh.delivered_on = delivered_to, on
    fresh.save(update_fields=["delivered_to", "delivered_on"])
    return fresh
