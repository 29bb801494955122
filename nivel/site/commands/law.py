"""Verdicts of the law on given facts (evaluate), and for a population (screen). Starts no database."""

import argparse
from pathlib import Path
from typing import Any

from nivel.site.answer import Refused, add_json, answer, day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="evaluate|screen")
    evaluation = kinds.add_parser("evaluate", help="all verdicts for one person on a day")
    evaluation.add_argument("facts", type=Path, metavar="FACTS.json")
    evaluation.add_argument("--on", type=day, required=True, metavar="DATE", help="the day, such as 2020-03-02")
    add_json(evaluation)
    screening = kinds.add_parser("screen", help="where everybody in a population stands on a day")
    screening.add_argument("--persons", type=Path, required=True, metavar="P.parquet")
    screening.add_argument("--payments", type=Path, required=True, metavar="Q.parquet")
    screening.add_argument("--on", type=day, required=True, metavar="DATE", help="the day, such as 2025-06-30")
    screening.add_argument("--out", type=Path, required=True, metavar="R.parquet", help="the results, ordered by person")
    screening.add_argument("--costs", type=Path, metavar="C.parquet", help="cents and people by municipality and month")
    screening.add_argument(
        "--months", type=int, default=12, metavar="N", help="of costs, before the month of --on and from it (12)"
    )
    screening.add_argument("--engine", choices=("local", "spark"), default="local", help="this machine's cores (local), or Spark")
    add_json(screening)


def run(args: argparse.Namespace) -> int:
    from nivel.law.facts import WrongFact

    try:
        document, told = screened(args) if args.kind == "screen" else evaluated(args)
    except WrongFact as fault:
        raise Refused(*fault.sentences) from fault
    answer(args, document, told)
    return 0


def evaluated(args: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    from nivel.law.cli import evaluate

    document = evaluate(args.facts, args.on)
    return document, lines(document)


def screened(args: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    from nivel.law.cli import screen_population

    document = screen_population(args.persons, args.payments, args.on, args.out, args.costs, args.months, args.engine)
    spent = ", ".join(f"{stage} {seconds} s" for stage, seconds in document["seconds"].items())
    return document, [f"{document['persons']} persons, {document['payments']} payments: {args.out}", spent]


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
