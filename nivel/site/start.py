"""Opens the installation for a command: the database server, Django, and a look whether the tables are up to date."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from nivel.site import postgres
from nivel.site.answer import Failed, Refused


@contextmanager
def server_open() -> Iterator[None]:
    """The embedded server runs, or a server of one's own is named; Django is not touched."""
    if postgres.external_url():
        with postgres.clear_refusals(postgres.data_dir()):
            postgres.data_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
        return
    server = postgres.ensure_server()
    try:
        yield
    finally:
        server.stop()


@contextmanager
def database_open(*, up_to_date: bool = True) -> Iterator[None]:
    """The database answers and Django is set up. In a process where Django stands already nothing is started."""
    import django
    from django.apps import apps

    if apps.ready:
        yield
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nivel.site.settings")
    with ExitStack() as leaving:
        leaving.enter_context(server_open())
        with configuration_told():
            django.setup()
        leaving.callback(close_connections)
        check_reachable()
        if up_to_date:
            check_migrated()
            check_demo()
        yield


@contextmanager
def configuration_told() -> Iterator[None]:
    from django.core.exceptions import ImproperlyConfigured

    try:
        yield
    except (ImproperlyConfigured, ValueError) as error:
        raise Failed(f"The configuration is wrong: {error}.") from error


def check_reachable() -> None:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Failed(f"The database does not answer: {str(error).splitlines()[0]}") from error


def check_migrated() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Failed("The database is not up to date: run `nivel migrate` first.")


def check_demo() -> None:
    """Refuses NIVEL_DEMO and NIVEL_TODAY on a database that is not marked as a demonstration."""
    from django.conf import settings
    from django.utils import translation

    from nivel.access.installation import NotADemonstration, check_installation
    from nivel.timeline import clock

    try:
        check_installation(demo=settings.DEMO, told_day=clock.fixed_day())
    except NotADemonstration as refusal:
        with translation.override("en"):
            raise Refused(str(refusal)) from refusal
    except ValueError as error:
        raise Refused(f"NIVEL_TODAY must be a day such as 2020-06-30: {error}.") from error


def close_connections() -> None:
    from django.db import connections

    connections.close_all()
