"""Read a register list: Kela's payment share, the labour authority's jobseekers, adult social work's clients."""

import argparse
import json
from pathlib import Path

from nivel.site.answer import Refused, add_json, answer
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the list, .csv or .xlsx")
    parser.add_argument("--source", help="kela-share, te-register, social-register or typpi; recognised when not named")
    parser.add_argument("--programme", default="", help="the operating model the list is for")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, write nothing")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        raise refused(args, [f"There is no file {args.file}."])
    if args.programme:
        check_programme(args)
    with database_open():
        from nivel.exchange.command import import_file
        from nivel.exchange.faults import ListRefused
        from nivel.timeline import clock

        try:
            outcome = import_file(args.file, at=clock.now(), source=args.source, programme=args.programme, dry_run=args.dry_run)
        except ListRefused as refusal:
            raise refused(args, [str(fault) for fault in refusal.faults]) from None
        document = outcome.as_json()
        answer(args, document, lines(document))
    return 0


def check_programme(args: argparse.Namespace) -> None:
    from nivel.programmes import cli

    try:
        cli.whole(args.programme)
    except LookupError as unknown:
        raise refused(args, [str(unknown)]) from unknown


def refused(args: argparse.Namespace, problems: list[str]) -> Refused:
    """With --json the refusal is the document too; the sentences go to stderr either way."""
    if args.json:
        print(
            json.dumps({"applied": False, "errors": [{"reason": problem} for problem in problems]}, ensure_ascii=False, indent=2)
        )
    return Refused(*problems)


def lines(document: dict) -> list[str]:
    counts = ", ".join(
        f"{name} {document[name]}" for name in ("new", "changed", "unchanged", "gone", "corrections", "duplicates")
    )
    told = [f"{document['source']}: {document['rows']} rows, {document['people']} people", counts]
    told += [f"row {row['row']}, {row['column']}: {row['reason']}" for row in document["rejected"]]
    told += [f"{name}: {value}" for name, value in document["totals"].items() if isinstance(value, str)]
    told += document["notices"]
    return [*told, "applied" if document["applied"] else "nothing was written"]
