"""The operating models and their parameters; with a NAME, all that is known of one. Starts no database."""

import argparse

from nivel.site.answer import Refused, add_json, answer, table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="the model's name, for example joutsa-2020")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    from nivel.programmes import cli

    if args.name is None:
        models = cli.overview()
        answer(args, models, table(["name", "from", "until", "parameters"], [overview_row(model) for model in models]))
        return 0
    try:
        model = cli.whole(args.name)
    except LookupError as unknown:
        raise Refused(str(unknown)) from unknown
    answer(
        args,
        model,
        table(["parameter", "value", "unit", "source"], [parameter_row(*each) for each in model["parameters"].items()]),
    )
    return 0


def overview_row(model: dict) -> list:
    return [model["name"], model["starts_on"], model["ends_on"], len(model["parameters"])]


def parameter_row(key: str, parameter: dict) -> list:
    return [key, parameter["value"] if parameter["known"] else "unknown", parameter["unit"], parameter["source"]]
