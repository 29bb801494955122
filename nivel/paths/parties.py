"""Suunnitelman osapuolet: what the client primarily needs, who may own the plan by it, and who may take part (JOU-07, JOU-11)."""

from datetime import date

from django.db.models import QuerySet

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy
from nivel.paths.models import MainNeed, Path
from nivel.paths.parameters import owner_roles


def main_need(path: Path, on: date) -> MainNeed | None:
    """What the client primarily needs on the day, when it has been told."""
    return MainNeed.objects.filter(path=path).on(on).first()


def owners(need: str, on: date) -> QuerySet[User]:
    """Ketkä voivat omistaa suunnitelman: the workers whose role owns plans of that need."""
    held = RoleAssignment.objects.in_force(on).filter(role__in=owner_roles(need))
    return User.objects.filter(pk__in=held.values("user"))


def participant_roles() -> tuple[str, ...]:
    """The roles that may take part in a plan: those to which the policy opens it."""
    return tuple(role for role in policy().roles if "participant" in policy().actions["plans.see"].get(role, ()))


def possible_participants(on: date) -> QuerySet[RoleAssignment]:
    """Workers who can be named to a plan, each in each such role held on the day."""
    rows = RoleAssignment.objects.in_force(on).filter(role__in=participant_roles()).select_related("user", "unit")
    return rows.order_by("user__last_name", "user__first_name", "pk")
