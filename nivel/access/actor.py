"""The actor (toimija): a user with the roles in force on a day, read afresh for every request."""

from dataclasses import dataclass
from datetime import date, datetime

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy


@dataclass(frozen=True)
class Actor:
    """Who acts: the user, the codes of the roles in force on the day, and the units where each is held."""

    user: User
    at: datetime
    on: date
    roles: frozenset[str]
    units: frozenset[int]

    def relations(self, action: str) -> frozenset[str]:
        """The relations by which the actor may do the action; empty = never."""
        return policy().relations_for(action, self.roles)

    def may(self, action: str) -> bool:
        """Whether the action is open to the actor at all, for somebody."""
        return bool(self.relations(action))

    @property
    def role_text(self) -> str:
        return ",".join(sorted(self.roles))


def actor_at(user: User, at: datetime, on: date) -> Actor:
    """Read the actor's roles. `at` is the real moment, which ends stated reasons; `on` the day whose roles hold."""
    rows = RoleAssignment.objects.filter(user=user).in_force(on).values_list("role", "unit_id") if user.is_active else []
    return Actor(user, at, on, frozenset(role for role, _ in rows), frozenset(unit for _, unit in rows))
