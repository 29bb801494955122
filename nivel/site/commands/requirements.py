"""Each requirement of the dossier with the tests that prove it. The marks are read from tests/, nothing is run."""

import argparse
from pathlib import Path

from nivel.site import requirements
from nivel.site.answer import Refused, add_json, answer, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tests", type=Path, default=requirements.TESTS, help="the folder of the tests")
    parser.add_argument("--proven", action="store_true", help="list only what is proven")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    if not args.tests.is_dir():
        raise Refused(f"There are no tests in {args.tests}: run this in a checkout of the project, or name them with --tests.")
    try:
        marks = requirements.marks(args.tests)
    except SyntaxError as error:
        raise Refused(f"{error.filename or 'A test file'} is no Python: {error.msg}, line {error.lineno}.") from error
    known = requirements.requirements()
    for stray in sorted(set(marks) - set(known)):
        say(f"{stray} is marked in {', '.join(marks[stray])} and is no requirement of the dossier.")
    shown = {id: marks.get(id, []) for id in known if marks.get(id) or not args.proven}
    proven = sum(id in marks for id in known)
    answer(args, {"proven": proven, "total": len(known), "ids": shown}, lines(known, shown, proven))
    return 0


def lines(known: dict[str, requirements.Requirement], shown: dict[str, list[str]], proven: int) -> list[str]:
    told = []
    for id, tests in shown.items():
        told.append(f"{'+' if tests else '-'} {id}  {known[id].text}")
        told.extend(f"      {test}" for test in tests)
    return [*told, f"{proven} of {len(known)} requirements are proven by tests."]
