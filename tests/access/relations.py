"""The relations of the policy file in the matrix's small world: what a human reviews, and by whom a cell's answer is known.

Each person has a surname that tells who they are (Salattu07), marker texts where data is confidential, and one of every object
that an address can name. `RELATED` tells which of the policy's relations hold.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nivel.access.models import User
from nivel.access.policy import policy
from nivel.clients.models import Client
from tests.world import World

MONTH = date(2020, 2, 1)  # of the lists

# Which relations of the policy file hold between a user and the person, for all alike ("responsible" and "consulted" are each user's own).
RELATED: dict[str, frozenset[str]] = {
    "own": frozenset({"own"}),
    "ended 30 days ago": frozenset({"own"}),
    "ended 31 days ago": frozenset(),
    "same unit": frozenset({"unit"}),
    "other unit": frozenset(),
    "listed": frozenset({"listed"}),
    "called": frozenset({"called"}),
    "reason": frozenset({"reason"}),
    "reason run out": frozenset(),
    "none": frozenset(),
    "protected": frozenset({"own"}),
    "unanswered": frozenset({"own"}),
    "responsible": frozenset({"own", "responsible"}),
    "at the site": frozenset({"site"}),
    "at the site, agreed": frozenset({"site", "authorised"}),
    "at the site in 14 days": frozenset({"site"}),
    "at the site in 15 days": frozenset(),
    "at the site until yesterday": frozenset(),
    "at another site": frozenset(),
    "in the group": frozenset({"group"}),
    "in another's group": frozenset(),
    "in the plan": frozenset({"participant"}),
    "no more in the plan": frozenset(),
    "in the former plan": frozenset(),
    "followed": frozenset({"following"}),
    "referred": frozenset({"referred"}),
    "followed later": frozenset(),
    "followed by nobody": frozenset({"orphaned"}),
    "closed by the user": frozenset({"closed"}),
    "seated": frozenset({"seated"}),
    "no more seated": frozenset(),
    "helped": frozenset({"helping"}),
    "helped until yesterday": frozenset(),
    "run by the user": frozenset({"runs"}),
    "run until yesterday": frozenset(),
    "the user themselves": frozenset({"self"}),
    "brought": frozenset({"brought"}),
    "brought in 15 days": frozenset(),
    "brought, followed up yesterday": frozenset(),
    "brought without permission": frozenset(),
    "consulted": frozenset({"consulted"}),
    "consulted, answered 15 days ago": frozenset(),
    "consulted, permission withdrawn": frozenset(),
}
# These hold only in a role, or where one is held.
OF_A_ROLE = {"self", "unit", "orphaned", "site", "authorised", "participant"}
NOT_PUBLIC = {"protected", "unanswered", "responsible"}  # the responsible worker sees protected details: so theirs are protected
# One person for each user, so that an address names the user's own.
EACH_USERS = {"responsible", "consulted"}
NOBODY = "no role"


@dataclass
class Person:
    """One person and the objects that belong to them, by the name an address calls them."""

    client: Client
    relation: str
    owner: str = ""
    objects: dict[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> bool:
        return self.relation not in NOT_PUBLIC


@dataclass
class MatrixWorld:
    small: World
    users: dict[str, User]
    people: list[Person] = field(default_factory=list)
    shared: dict[str, Any] = field(default_factory=dict)

    def of(self, role: str) -> list[Person]:
        """The people as one user stands to them: each relation once."""
        own = role if role in self.users else NOBODY
        return [person for person in self.people if person.owner in {"", own}]

    def numbered(self, number: int) -> Person:
        return next(person for person in self.people if person.client.pk == number)


def holds(one: Person, role: str) -> frozenset[str]:
    """The relations that hold between the role's user and the person; a unit is only where a role is held."""
    related = RELATED[one.relation] if one.owner in {"", role} else frozenset()
    return related - OF_A_ROLE if role not in policy().roles else related


def marker(what: str, client: Client) -> str:
    """A text that stands in one place only: `what` is phone, email, address, note or words."""
    return f"Merkki-{what}-{client.pk}-x"
