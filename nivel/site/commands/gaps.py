"""The breaches of continuity on a day: whose path is broken, since when, who owns it and what mends it."""

import argparse

from nivel.site.answer import Refused, add_json, answer, day, table
from nivel.site.start import database_open
from nivel.timeline import clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, metavar="DATE", help="the day, such as 2020-06-30 (today)")
    parser.add_argument("--unit", default="", metavar="U", help="only the people of this unit")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    with database_open():
        from nivel.access.refusal import Refusal
        from nivel.paths.cli import gaps

        try:
            found = gaps(args.on or clock.today(), args.unit)
        except Refusal as refusal:
            raise Refused(str(refusal)) from refusal
    answer(args, found, lines(found))
    return 0


def lines(found: list[dict]) -> list[str]:
    if not found:
        return ["Every path is unbroken."]
    columns = ["client", "kind", "since", "age_days", "owner", "remedy"]
    return [*table(columns, [[row[column] for column in columns] for row in found]), f"{len(found)} breaches."]
