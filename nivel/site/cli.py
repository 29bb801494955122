"""The command line `nivel`. Each command is a module of `nivel.site.commands`, imported only when it is named.

Answers go to stdout, messages to stderr. Exit code 0 when done, 2 on wrong usage or refused input, 1 when it failed.
"""

import argparse
import os
import signal
import sys
from importlib import import_module

from nivel.site.answer import Failed, Refused, say
from nivel.site.cluster import ServerFailed

COMMANDS = {
    "demo": "make the demo municipality if there is none, and serve it",
    "serve": "serve what is there",
    "migrate": "bring the database up to date, creating it when needed",
    "import": "read a register list",
    "gaps": "the breaches of continuity on a day",
    "report": "a report: its figures, PDF or sheet",
    "law": "verdicts of the law on given facts",
    "programmes": "the operating models and their parameters",
    "requirements": "each requirement with the tests that prove it",
    "user": "make a personal account, such as the first administrator's",
    "access": "who may what, and the seal of the access log",
    "backup": "the whole state into a file",
    "restore": "the whole state out of a file",
    "manage": "Django's own commands, for developers",
}
MODULES = {"import": "read_list"}  # where the command's word is not a module's name


def main(argv: list[str] | None = None) -> int:
    given = sys.argv[1:] if argv is None else argv
    name = overview().parse_args(given[:1]).command
    module = import_module(f"nivel.site.commands.{MODULES.get(name, name)}")
    parser = argparse.ArgumentParser(prog=f"nivel {name}", description=module.__doc__, allow_abbrev=False)
    module.add_arguments(parser)
    return run(module, parser.parse_args(given[1:]))


def overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="nivel",
        description="Nivel: the joint where one service hands a person over to the next.",
        epilog="\n".join(f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items())
        + "\n\nnivel COMMAND --help tells more. NIVEL_DATA_DIR names the folder of the data (./data).",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="nivel COMMAND ...",
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of:")
    return parser


def run(module, args: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        return module.run(args) or 0
    except Refused as refused:
        for problem in refused.problems:
            say(problem)
        return 2
    except (Failed, ServerFailed) as failed:
        say(str(failed))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough: `nivel gaps | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
