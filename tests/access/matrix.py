"""The generated matrix: every route x method x role x relation, with what the reviewed policy file says of each cell.

`expectation` reads the policy file and `people.RELATED` only; it knows nothing of how the gate or the middleware work.
"""

import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from nivel.access.policy import policy
from tests.access.makers import MISSING, is_about_a_person, maker_of
from tests.access.relations import NOBODY, MatrixWorld, Person, holds

METHODS = ("GET", "POST", "PUT", "DELETE")
ANONYMOUS, NO_FACTOR = "anonymous", "no second factor"
ROLES = tuple(policy().roles)
ACTORS = (*ROLES, NOBODY, ANONYMOUS, NO_FACTOR)

# Where somebody without a second factor may go: out, the language, and setting one up.
WITHOUT_FACTOR = re.compile(r"account_logout|set_language|mfa_.*|account_reauthenticate")
# A right besides the route's own: a letter holds the address, so who may not see the address may not open the letter.
ALSO_NEEDED = {"client_document": "clients.see_protected_details"}
# Done by its owner, who is nobody of the matrix, or by whoever has this right.
OWNERS_OR = {"body_action_item_completion": "bodies.manage", "shared_plan_task": "paths.change"}
# A list that somebody has given and not yet applied is that giver's alone.
HOLDER = {"import_list": "clerk", "import_applying": "clerk", "import_leaving": "clerk"}
# Of users without any right to an action only this relation is tried: the role is refused before the person is looked up.
PLAIN = "own"
# How many are asked (NIVEL_MATRIX), always the same ones: by `make test` a sample; by the gate all that a grant or a near miss speaks
# of, and every fourth of the refusals that one rule gives at each of an action's routes; by `make nightly` whole.
HOW = os.environ.get("NIVEL_MATRIX", "sample")
SAMPLED, EIGHTH, TURNS = 2 if HOW == "sample" else 4, 8, 4
# Near misses of a relation, tried where the action is granted by it; elsewhere its plain cases speak for it.
NEAR = {
    "at the site": {"site", "authorised"},
    "at the site in 14 days": {"site", "authorised"},
    "at the site in 15 days": {"site", "authorised"},
    "at the site until yesterday": {"site", "authorised"},
    "at another site": {"site", "authorised"},
    "in another's group": {"group"},
    "brought in 15 days": {"brought"},
    "brought, followed up yesterday": {"brought"},
    "brought without permission": {"brought"},
    "consulted, answered 15 days ago": {"consulted"},
    "consulted, permission withdrawn": {"consulted"},
    "no more in the plan": {"participant"},
    "in the former plan": {"participant"},
}


@dataclass(frozen=True)
class Route:
    name: str
    parts: dict[str, type]

    @property
    def about_a_person(self) -> bool:
        return is_about_a_person(self.name, list(self.parts))

    def address(self, world: MatrixWorld, one: Person) -> str:
        return reverse(self.name, kwargs={part: maker_of(self.name, part)(world, one) for part in self.parts})

    def missing(self, world: MatrixWorld, one: Person) -> str:
        """The same address with persons' parts that name nothing."""
        kwargs = {
            part: MISSING[kind] if is_about_a_person(self.name, [part]) else maker_of(self.name, part)(world, one)
            for part, kind in self.parts.items()
        }
        return reverse(self.name, kwargs=kwargs)


def routes() -> list[Route]:
    """Every address of the product, from the resolver itself."""
    return list(_walked(get_resolver().url_patterns, {}))


def _walked(patterns: list, above: dict[str, type]) -> Iterator[Route]:
    for entry in patterns:
        converters = getattr(entry.pattern, "converters", {})
        parts = above | {name: _kind(converter) for name, converter in converters.items()}
        if isinstance(entry, URLPattern):
            yield Route(entry.name or str(entry.pattern), parts)
        else:
            yield from _walked(entry.url_patterns, parts)


def _kind(converter: object) -> type:
    return int if type(converter).__name__ == "IntConverter" else str


@dataclass(frozen=True)
class Cell:
    route: Route
    method: str
    actor: str
    one: Person | None

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} as {self.actor}" + (f", {self.one.relation}" if self.one else "")


def cells(world: MatrixWorld, actor: str, all_routes: list[Route]) -> Iterator[Cell]:
    turns: Counter[str | None] = Counter()
    for route in all_routes:
        for method in METHODS:
            action = policy().action_of(route.name, method)
            if _asked(actor, route, method, action):
                turns[action] += 1
                for one in _people(world, actor, route, action, f"{route.name} {method}", turns[action]):
                    yield Cell(route, method, actor, one)


def _asked(actor: str, route: Route, method: str, action: str | None) -> bool:
    """All that a grant or a login speaks of; of what the role alone refuses, a few actors for each route and method, always the same."""
    if HOW == "whole" or (action is not None and (HOW == "gate" or action not in policy().actions or may(actor, action, None))):
        return True
    refused = sorted(ACTORS, key=lambda other: zlib.crc32(f"{other} {method} {route.name}".encode()))
    return actor in refused[:SAMPLED]


def _people(world: MatrixWorld, actor: str, route: Route, action: str | None, address: str, turn: int) -> list[Person | None]:
    """Everybody where a relation can matter, a few where the role alone decides, and one where there is nobody at all."""
    people = world.of(actor)
    if action is None or not route.parts:
        return [people[0]] if route.parts else [None]
    if not route.about_a_person:
        return [people[0]]
    known = actor in ROLES and action in policy().actions
    granted = policy().relations_for(action, frozenset({actor})) if known else frozenset()
    if not granted:
        return [one for one in people if one.relation == PLAIN]
    tried = [one for one in people if one.relation not in NEAR or NEAR[one.relation] & granted]
    if HOW == "sample":
        return [one for one in tried if one.relation == PLAIN or zlib.crc32(f"{address} {one.relation}".encode()) % EIGHTH == 0]
    return [one for number, one in enumerate(tried) if HOW == "whole" or _in_turn(actor, action, one, turn + number)]


def _in_turn(actor: str, action: str, one: Person, turn: int) -> bool:
    """Whatever is granted or nearly is; the other relations take turns over the routes of one action, which one rule refuses."""
    return one.relation in NEAR or may(actor, action, one) or turn % TURNS == 0


def expectation(cell: Cell) -> str:
    """What the reviewed rules say: allowed, denied, or led to the login or to setting up a second factor."""
    action = policy().action_of(cell.route.name, cell.method)
    if cell.actor == NO_FACTOR and not WITHOUT_FACTOR.fullmatch(cell.route.name):
        return "factor"
    if action == "open":
        return "allowed"
    if cell.actor == ANONYMOUS:
        return "denied" if action is None else "login"
    if action is None:
        return "denied"
    return "allowed" if action == "login" or _granted(cell, action) else "denied"


def _granted(cell: Cell, action: str) -> bool:
    name = cell.route.name
    if name in ALSO_NEEDED and not cell.one.public and not may(cell.actor, ALSO_NEEDED[name], cell.one):
        return False
    if name in OWNERS_OR and not may(cell.actor, OWNERS_OR[name], None):
        return False
    return HOLDER.get(name, cell.actor) == cell.actor and may(cell.actor, action, cell.one if cell.route.about_a_person else None)


def may(role: str, action: str, one: Person | None) -> bool:
    """Whether the role's user may do the action, to a person when there is one."""
    relations = policy().relations_for(action, frozenset({role}) & frozenset(ROLES))
    return bool(relations) if one is None else "any" in relations or bool(relations & holds(one, role))


def shows_address(role: str, one: Person) -> bool:
    """Contact details: to those who may see protected ones, and when the answer is a recorded no, to those who may see plain ones."""
    return may(role, "clients.see_protected_details", one) or (one.public and may(role, "clients.see_contact_details", one))
