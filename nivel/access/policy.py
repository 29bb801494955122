"""Who may what: one reviewed file, `policy.toml`, read once. What is not in it is denied.

A grant is `role:relation`: the role held on the day, and how the user must be related to the person. `any` needs no relation.
The same grants decide for one person and filter a list, see `nivel.clients.permissions`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("policy.toml")


class PolicyFault(Exception):
    """The policy file contradicts itself: an unknown role, relation or action."""


@dataclass(frozen=True)
class RoleDefinition:
    """Roolin määritelmä: code, names by language, whether a second factor is forced, and whether it is a client-work role."""

    code: str
    names: dict[str, str]
    source: str

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True)
class Policy:
    roles: dict[str, RoleDefinition]
    relations: dict[str, str]
    actions: dict[str, dict[str, frozenset[str]]]
    routes: dict[str, dict[str, str]]

    def relations_for(self, action: str, roles: frozenset[str]) -> frozenset[str]:
        """The relations by which any of the roles may do the action; empty means never. An unknown action is a fault."""
        try:
            grants = self.actions[action]
        except KeyError:
            raise PolicyFault(f"action {action!r} is not in the policy") from None
        return frozenset().union(*(grants[role] for role in roles if role in grants))

    def action_of(self, route: str, method: str) -> str | None:
        """The action that a route's method needs, "open" for routes without a login, None when it is not declared."""
        methods = self.routes.get(route, {})
        return methods.get("GET" if method in {"GET", "HEAD"} else method)


@cache
def policy() -> Policy:
    return parse(tomllib.loads(FILE.read_text(encoding="utf-8")))


def parse(table: dict) -> Policy:
    roles = {
        code: RoleDefinition(code, {k: row[k] for k in ("fi", "sv", "en")}, row["source"]) for code, row in table["roles"].items()
    }
    actions = {action: _grants(action, row, roles, table["relations"]) for action, row in table["actions"].items()}
    for route, methods in table["routes"].items():
        unknown = set(methods.values()) - set(actions) - {"open", "login"}
        if unknown:
            raise PolicyFault(f"route {route!r} names unknown actions {sorted(unknown)}")
    return Policy(roles, table["relations"], actions, table["routes"])


def _grants(action: str, row: list[str], roles: dict, relations: dict) -> dict[str, frozenset[str]]:
    grants: dict[str, set[str]] = {}
    for grant in row:
        role, _, relation = grant.partition(":")
        if role not in roles or relation not in relations:
            raise PolicyFault(f"action {action!r}: unknown grant {grant!r}")
        grants.setdefault(role, set()).add(relation)
    return {role: frozenset(found) for role, found in grants.items()}
