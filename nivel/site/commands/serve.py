"""Serve what is there, until Ctrl-C or SIGTERM."""

import argparse
import multiprocessing
import os
import socket
from contextlib import closing

from nivel.site.answer import Failed, Refused, say
from nivel.site.start import database_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port of http://localhost (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--threads", type=int, default=8, help="requests served at the same time (8)")


def run(args: argparse.Namespace) -> int:
    prepare(args)
    with database_open():
        serve(args)
    return 0


def prepare(args: argparse.Namespace) -> None:
    """Refuses early what would fail late, and tells the settings their own address."""
    if not 0 < args.port < 65536:
        raise Refused(f"{args.port} is not a port: use a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in args.host else socket.AF_INET
    with closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((args.host, args.port))
        except OSError as error:
            raise Failed(f"{args.host}:{args.port} cannot be used ({error.strerror}): choose another with --port.") from error
    os.environ.setdefault("NIVEL_URL", f"http://localhost:{args.port}")


def make_static_folder() -> None:
    """Nothing is collected into it, the files are served from where they lie; but it must be there."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(mode=0o700, exist_ok=True)


def begin_workers_anew() -> None:
    """A worker is a new process and no copy of this one: the threads that set papers (and connections) do not live on in a copy.

    `nivel demo` sets papers before it serves; in a copy of it the next paper would wait for those threads for ever.
    """
    multiprocessing.set_start_method("spawn", force=True)


def serve(args: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    begin_workers_anew()
    make_static_folder()
    say(f"Nivel is at {os.environ['NIVEL_URL']} (stop with Ctrl-C).")
    Granian(
        "nivel.site.served:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=args.threads,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()
