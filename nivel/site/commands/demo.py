"""Make the demo municipality if there is none, and serve it on the day it is told on: 30.6.2020."""

import argparse
import os

from nivel.site.answer import Refused, say, table
from nivel.site.commands import serve
from nivel.site.commands.migrate import migrate, pending
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    serve.add_arguments(parser)
    parser.add_argument("--no-serve", action="store_true", help="make it and leave")


def run(args: argparse.Namespace) -> int:
    if not args.no_serve:
        serve.prepare(args)
    os.environ["NIVEL_DEMO"] = "1"
    with database_open(up_to_date=False):
        make()
        tell_users()
        if not args.no_serve:
            serve.serve(args)
    return 0


def make() -> None:
    from nivel.access.refusal import Refusal
    from nivel.demo.making import TODAY, make_demo

    os.environ["NIVEL_TODAY"] = TODAY.isoformat()
    if pending():
        say("Making the database …")
        migrate()
    try:
        make_demo(say)
    except Refusal as refusal:
        raise Refused(f"{refusal} Name another folder with NIVEL_DATA_DIR.") from refusal


def tell_users() -> None:
    """Who can be entered as, with the roles held on the demo's day."""
    from nivel.demo.municipality import STAFF

    rows = [
        [username, f"{first} {last}", title, ", ".join(sorted({role for role, *_ in roles}))]
        for username, first, last, title, roles in STAFF
    ]
    say("\n".join(["", "The demo's people; one click signs in:", *table(["user", "name", "title", "roles"], rows), ""]))
