"""Put the state of a backup into an empty database, and check every table and the seal of the access log."""

import argparse
from pathlib import Path

from nivel.site import backup
from nivel.site.answer import Failed, add_json, answer, say
from nivel.site.start import database_open, server_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace what is in the database")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    with server_open():
        manifest = backup.restore(args.file, force=args.force)
        with database_open(up_to_date=False):
            seal = checked_seal()
    rows = sum(table["rows"] for table in manifest["tables"].values())
    document = {
        "made_at": manifest["made_at"],
        "tables": len(manifest["tables"]),
        "rows": rows,
        "events": seal.events,
        "ok": seal.ok,
    }
    done = (
        f"{rows} rows of {manifest['made_at']} are back, each table as it was; the access log of {seal.events} events is whole."
    )
    answer(args, document, [done])
    return 0


def checked_seal():
    from nivel.access.log import verify_log
    from nivel.site.commands.migrate import pending

    if waiting := pending():
        say(f"The backup is older than this Nivel: run `nivel migrate` ({len(waiting)} changes).")
    seal = verify_log()
    if not seal.ok:
        raise Failed(f"Everything is back, but the seal of the access log is broken at event {seal.broken_at}.")
    return seal
