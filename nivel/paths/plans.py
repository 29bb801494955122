"""The plans of a path on a day: the one that leads, and those that walk beside it."""

from datetime import date

from django.db.models import Q, QuerySet

from nivel.paths.models import Path, Plan, Task


def plans_in_force(path: Path, on: date) -> list[Plan]:
    """Every plan in force, the main one first (C6)."""
    rows = Plan.objects.filter(path=path).in_force(on).select_related("made_by", "owner", "replaces")
    return sorted(rows, key=lambda plan: (plan.kind not in Plan.MAIN, -plan.starts_on.toordinal(), -plan.pk))


def plan_in_force(path: Path, on: date) -> Plan | None:
    """The plan that leads: the main one, else the newest of the others."""
    return next(iter(plans_in_force(path, on)), None)


def accepted_by(plan: Plan, party: str, on: date) -> bool:
    """Whether a party, e.g. the labour authority, has accepted the plan by the day (JOU-53)."""
    return plan.parties.filter(party=party, signed_on__lte=on).exists()


def versions_of(plan: Plan) -> list[Plan]:
    """The plan and those it has replaced, newest first, each with its reason (VPA-04)."""
    before = {row.pk: row for row in Plan.objects.filter(path=plan.path_id).select_related("made_by").prefetch_related("goals")}
    found, earlier = [plan], plan.replaces_id
    while earlier is not None:
        found.append(before[earlier])
        earlier = before[earlier].replaces_id
    return found


def tasks_of(plan: Plan) -> QuerySet[Task]:
    """The tasks of the plan: its own, and those of the versions before it that were still to be done when it began."""
    undone = Q(done_on__isnull=True) | Q(done_on__gt=plan.starts_on)
    kept = Q(dropped_on__isnull=True) | Q(dropped_on__gt=plan.starts_on)
    earlier = [row.pk for row in versions_of(plan)[1:]]
    return Task.objects.filter(Q(plan=plan) | Q(undone, kept, plan__in=earlier))
