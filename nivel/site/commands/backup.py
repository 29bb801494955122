"""Write the whole state into a file: database, documents, the head of the access log, and the keys when asked for."""

import argparse
from pathlib import Path

from nivel.site import backup
from nivel.site.answer import Refused, add_json, answer
from nivel.site.start import server_open
from nivel.timeline import clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--with-keys", action="store_true", help="put the keys in too: who has the file can then read everything")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    if args.file.exists():
        raise Refused(f"{args.file} is there already: name a new file.")
    if not args.file.absolute().parent.is_dir():
        raise Refused(f"There is no folder {args.file.absolute().parent}.")
    with server_open():
        manifest = backup.back_up(args.file, with_keys=args.with_keys, at=clock.now())
    rows = sum(table["rows"] for table in manifest["tables"].values())
    document = {"file": str(args.file), "holds_keys": args.with_keys, "tables": len(manifest["tables"]), "rows": rows}
    held = (
        "It HOLDS THE KEYS: keep it as you keep them."
        if args.with_keys
        else "It holds no keys: keep NIVEL_DATA_DIR/keys elsewhere."
    )
    answer(args, document, [f"{len(manifest['tables'])} tables with {rows} rows are in {args.file}.", held])
    return 0
