"""Verdicts of the law on given facts (evaluate). Starts no database."""

import argparse
from pathlib import Path
from typing import Any

from nivel.site.answer import Refused, add_json, answer, day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="evaluate")
    evaluation = kinds.add_parser("evaluate", help="all verdicts for one person on a day")
    evaluation.add_argument("facts", type=Path, metavar="FACTS.json")
    evaluation.add_argument("--on", type=day, required=True, metavar="DATE", help="the day, such as 2020-03-02")
    add_json(evaluation)


def run(args: argparse.Namespace) -> int:
    from nivel.law.cli import evaluate
    from nivel.law.facts import WrongFact

    try:
        document = evaluate(args.facts, args.on)
    except WrongFact as fault:
        raise Refused(str(fault)) from fault
    answer(args, document, lines(document))
    return 0


def lines(document: dict[str, Any]) -> list[str]:
    """Each verdict with its reasons, then the payments."""
    told = []
    for name, verdict in document["verdicts"].items():
        told.append(f"{name}: {shown(verdict['value'])}{' (not verified)' if verdict.get('confidence') == 'low' else ''}")
        for reason in verdict["because"]:
            told.append(f"    {reason['text']}" + (f" [{reason['citation']}]" if reason["citation"] else ""))
    for payment in document["payments"]:
        told.append(f"payment {payment['index']}: {payment['percent']} %, municipal share {payment['municipal_amount']}")
    return told


def shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(part)}" for key, part in value.items())
    return {None: "-", True: "yes", False: "no"}.get(value, str(value)) if not isinstance(value, list) else str(value)
