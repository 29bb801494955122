"""The actor (toimija): a user with the roles in force on a day, read afresh for every request."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Value

from nivel.access.models import ClientAccount, RoleAssignment, User
from nivel.access.policy import policy

# Whoever has an account of their own as a client; held in no unit, and given by nobody as a role.
CLIENT, NO_UNIT = "client", 0


@dataclass(frozen=True)
class Actor:
    """Who acts: the user, and the roles in force on the day, each with the unit where it is held."""

    user: User
    at: datetime
    on: date
    held: frozenset[tuple[str, int]]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for role, _unit in self.held)

    @property
    def units(self) -> frozenset[int]:
        return frozenset(unit for _role, unit in self.held)

    def by(self, action: str, relation: str) -> "Actor":
        """The same person with only the roles that are granted the action by the relation: a unit counts where such a role is held."""
        grants = policy().actions[action]
        return replace(self, held=frozenset(pair for pair in self.held if relation in grants.get(pair[0], ())))

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
    if not user.is_active:
        return Actor(user, at, on, frozenset())
    rows = RoleAssignment.objects.filter(user=user).in_force(on).values_list("role", "unit_id")
    own = ClientAccount.objects.in_force(on).filter(user=user).values_list(Value(CLIENT), Value(NO_UNIT))
    return Actor(user, at, on, frozenset(rows.union(own, all=True)))
