"""Bring the database up to date, creating it when there is none."""

import argparse

from nivel.site.answer import add_json, answer
from nivel.site.start import database_open

# A waiting change of a table makes everybody else wait behind it: rather give up and let the user try again at a quieter time.
LOCK_TIMEOUT = "3s"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    with database_open(up_to_date=False):
        applied = migrate()
        done = f"{len(applied)} changes applied." if applied else "The database is up to date."
        answer(args, {"applied": applied}, [*applied, done])
    return 0


def migrate() -> list[str]:
    """Applies what is missing and returns its names."""
    from django.core.management import call_command
    from django.db import OperationalError, connection

    from nivel.site.answer import Failed
    from nivel.site.schema import is_empty, make_schema

    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        if is_empty():
            return make_schema()
        waiting = pending()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        return waiting
    except OperationalError as error:
        raise Failed(f"The database could not be changed, nothing of the failed step stays: {error}".splitlines()[0]) from error
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def pending() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
