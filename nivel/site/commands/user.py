"""Make a personal account and give its role: how the first administrator comes in. Prints the setup link."""

import argparse
import os

from nivel.site.answer import Refused, add_json, answer
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="add")
    add = kinds.add_parser("add", help="make an account and give it a role; an account that exists only gets the role")
    add.add_argument("name", help="the user name, for example aino.laine")
    add.add_argument("--role", required=True, help="a role of the policy file, for example administrator")
    add.add_argument("--first-name", default="", help="needed for a new account")
    add.add_argument("--last-name", default="", help="needed for a new account")
    add.add_argument("--unit", default="", help="the unit of the role; opened when there is none of that name")
    add.add_argument("--organisation", default="", help="whose unit it is")
    add.add_argument("--language", default="fi", choices=["fi", "sv", "en"])
    add_json(add)


def run(args: argparse.Namespace) -> int:
    with database_open():
        from django.urls import reverse
        from django.utils import translation

        from nivel.access.cli import add_user
        from nivel.access.refusal import Refusal
        from nivel.timeline import clock

        with translation.override("en"):
            try:
                user, ticket = add_user(
                    args.name,
                    role=args.role,
                    first_name=args.first_name,
                    last_name=args.last_name,
                    unit=args.unit,
                    organisation=args.organisation,
                    language=args.language,
                    on=clock.today(),
                )
            except Refusal as refusal:
                raise Refused(str(refusal)) from refusal
        link = os.environ.get("NIVEL_URL", "http://localhost:8000") + reverse("account_setup", args=[ticket]) if ticket else None
    lines = [f"{user.name} ({user.username}) is now {args.role}."]
    if link:
        lines += ["The setup link, for three days and one use:", link]
    answer(args, {"user": user.pk, "username": user.username, "role": args.role, "link": link}, lines)
    return 0
