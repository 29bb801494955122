"""How a command answers: one JSON document or readable lines on stdout, messages on stderr, refusals in sentences."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from nivel.timeline.told import FIRST_DAY, LAST_DAY, day_told


class Refused(Exception):
    """Wrong usage or input that is not taken, exit code 2: one sentence a problem."""

    def __init__(self, *problems: str):
        super().__init__(*problems)
        self.problems = problems


class Failed(Exception):
    """What was asked could not be done, exit code 1; the message is one sentence."""


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")


def answer(args: argparse.Namespace, document: Any, lines: Iterable[str]) -> None:
    """Dates and decimals become strings, so that no figure loses a cent on the way."""
    if args.json:
        print(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            print(line)


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def table(head: list[str], rows: list[list[Any]]) -> Iterable[str]:
    """Columns as wide as their widest cell."""
    cells = [head, *([str("" if cell is None else cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def day(text: str) -> date:
    """An argument's ISO day."""
    try:
        return day_told(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a day: write it as 2020-06-30, from {FIRST_DAY} to {LAST_DAY}"
        ) from None
