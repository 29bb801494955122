"""Django's own commands on this installation, for developers: nivel manage makemigrations, shell, ..."""

import argparse

from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...", help="the command and its arguments")


def run(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    with database_open(up_to_date=False):
        execute_from_command_line(["nivel manage", *args.words])
    return 0
