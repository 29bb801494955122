"""The database of a test run: one server, one template with all tables, a clone of it for each worker.

The first worker that needs the database starts it; a run that needs none starts none. NIVEL_TEST_DATABASE_URL names a
server to use in its place (its user must be allowed to create databases).
"""

import fcntl
import os
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from nivel.site import postgres
from nivel.site.cluster import Cluster
from tests.settings import RUN_DIR

# A vacuum while a test runs finds none of its rows committed and tells the planner that the tables are empty: a page's query then
# took seconds in place of milliseconds, in one run out of a few.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}
TAG = Path(RUN_DIR).name.replace("-", "_").lower()
TEMPLATE = f"{TAG}_template"


def outside_url() -> str:
    return os.environ.get("NIVEL_TEST_DATABASE_URL", "")


@contextmanager
def running_server():
    """The connection settings of the server's own database."""
    if outside_url():
        yield postgres.settings_from_url(outside_url())
        return
    server = postgres.ensure_server(Path(RUN_DIR), options=FAST)
    try:
        yield server.settings
    finally:
        server.stop()


def make_template(settings: dict, make) -> None:
    """Runs `make` on an empty template once a run; the other workers wait for it."""
    Path(RUN_DIR).mkdir(mode=0o700, exist_ok=True)
    ready = Path(RUN_DIR) / "template.ready"
    with (Path(RUN_DIR) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            recreate(settings, TEMPLATE, "template0")
            make(TEMPLATE)
            ready.touch()


def recreate(settings: dict, name: str, template: str) -> None:
    drop(settings, name)
    execute(settings, "CREATE DATABASE {} TEMPLATE {}", name, template)


def drop(settings: dict, name: str) -> None:
    execute(settings, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def execute(settings: dict, statement: str, *names: str) -> None:
    with connect(settings) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def connect(settings: dict) -> psycopg.Connection:
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    return psycopg.connect(autocommit=True, **{word: settings[key] for key, word in keys.items() if settings[key]})


def leave_nothing() -> None:
    """At the end of the run, by the process that began it."""
    if outside_url():
        settings = postgres.settings_from_url(outside_url())
        with connect(settings) as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TAG]).fetchall()
        for (name,) in rows:
            drop(settings, name)
    elif (Path(RUN_DIR) / "postgres").exists():
        with postgres.locked(Path(RUN_DIR) / postgres.START_LOCK), suppress(postgres.ServerFailed):
            postgres.stop_unused(Cluster(Path(RUN_DIR)))
