"""Who may what (matrix), and whether the access log is as it was written (verify)."""

import argparse

from nivel.site.answer import Failed, add_json, answer, table
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="matrix|verify")
    add_json(kinds.add_parser("matrix", help="every route and action against every role, from the policy file"))
    add_json(kinds.add_parser("verify", help="check the seal of the access log"))


def run(args: argparse.Namespace) -> int:
    return {"matrix": matrix, "verify": verify}[args.kind](args)


def matrix(args: argparse.Namespace) -> int:
    from nivel.access.policy import PolicyFault, policy

    try:
        known = policy()
    except PolicyFault as fault:
        raise Failed(f"The policy file cannot be used: {fault}.") from fault
    document = {
        "roles": {code: role.names for code, role in known.roles.items()},
        "relations": known.relations,
        "actions": {action: spelled(grants) for action, grants in known.actions.items()},
        "routes": routes(known),
    }
    answer(args, document, matrix_lines(document))
    return 0


def spelled(grants: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    return {role: sorted(relations) for role, relations in sorted(grants.items())}


def routes(known) -> list[dict]:
    """One row a route and method. "open" and "login" need no role; what a role lacks is denied."""
    return [
        {"route": route, "method": method, "action": action, "grants": spelled(known.actions.get(action, {}))}
        for route, methods in sorted(known.routes.items())
        for method, action in sorted(methods.items())
    ]


def matrix_lines(document: dict) -> list[str]:
    roles = list(document["roles"])
    actions = [[action, *cells(grants, roles)] for action, grants in document["actions"].items()]
    ways = [
        [
            f"{row['method']} {row['route']}",
            *([row["action"]] * len(roles) if row["action"] in {"open", "login"} else cells(row["grants"], roles)),
        ]
        for row in document["routes"]
    ]
    return [*table(["action", *roles], actions), "", *table(["route", *roles], ways)]


def cells(grants: dict[str, list[str]], roles: list[str]) -> list[str]:
    return [",".join(grants.get(role, [])) or "-" for role in roles]


def verify(args: argparse.Namespace) -> int:
    with database_open():
        from nivel.access.log import verify_log

        seal = verify_log()
    document = {"events": seal.events, "ok": seal.ok, "broken_at": seal.broken_at}
    found = "is whole" if seal.ok else f"is broken at event {seal.broken_at}"
    answer(args, document, [f"The access log of {seal.events} events {found}."])
    return 0 if seal.ok else 1
