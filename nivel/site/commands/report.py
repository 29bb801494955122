"""A report: its figures, and on request its PDF or sheet."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from nivel.site.answer import Failed, Refused, add_json, answer, table
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="which report: monthly")
    parser.add_argument("--month", type=month, required=True, metavar="YYYY-MM", help="the month, such as 2020-06")
    parser.add_argument("--programme", help="the operating model whose goals are told (default: the installation's own)")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the report as PDF")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write the report as a sheet")
    parser.add_argument("--language", default="fi", choices=["fi", "sv", "en"])
    add_json(parser)


def month(text: str) -> date:
    if not re.fullmatch(r"(19|20|21)\d{2}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month: write it as 2020-06")
    return date.fromisoformat(f"{text}-01")


def run(args: argparse.Namespace) -> int:
    with database_open():
        document = told(args)
    answer(args, document, lines(document))
    return 0


def told(args: argparse.Namespace) -> dict[str, Any]:
    from nivel.access.refusal import Refusal
    from nivel.outcomes.cli import report
    from nivel.timeline import clock

    try:
        return report(args.name, args.month, args.programme, args.pdf, args.xlsx, on=clock.today(), language=args.language)
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as fault:
        raise Failed(f"The file could not be written: {fault}.") from fault


def lines(document: dict[str, Any]) -> list[str]:
    """The figures section by section, and the tables under them."""
    told = [document["title"], ""]
    for section in document["sections"]:
        told += [section["title"], *(f"  {sentence}" for sentence in section["sentences"])]
        told += [f"  {figure['name']}: {figure['text']} ({figure['completeness_name']})" for figure in section["figures"]]
        for each in section["tables"]:
            rows = [[row["label"], *(cell["text"] for cell in row["cells"])] for row in each["rows"]]
            told += [f"  {each['title']}", *(f"    {line}" for line in table(each["head"], rows))] if rows else []
        told.append("")
    return told
