"""The database of a test run: one server, one migrated template, a clone of it for each worker.

The first worker that needs the database starts it; a run that needs none starts none. NIVEL_TEST_DATABASE_URL names a
server to use in its place (its user must be allowed to create databases).
"""

import fcntl
import hashlib
import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from nivel.site import postgres
from nivel.site.cluster import Cluster, binaries
from tests.settings import RUN_DIR

ROOT = Path(__file__).resolve().parents[1]
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
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


def make_template(settings: dict, migrate) -> None:
    """Runs `migrate` on an empty template once a run; the other workers wait for it."""
    Path(RUN_DIR).mkdir(mode=0o700, exist_ok=True)
    ready = Path(RUN_DIR) / "template.ready"
    with (Path(RUN_DIR) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            recreate(settings, TEMPLATE, "template0")
            if not remembered(settings):
                migrate(TEMPLATE)
                remember(settings)
            ready.touch()


def remembered(settings: dict) -> bool:
    """The same migrations as last time: their outcome is read from a dump, a second in place of fifteen."""
    if outside_url() or not snapshot().exists():
        return False
    program(settings, "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(snapshot()))
    return True


def remember(settings: dict) -> None:
    if outside_url():
        return
    for old in snapshot().parent.glob("nivel-template-*.sql"):
        old.unlink()
    snapshot().parent.mkdir(exist_ok=True)
    draft = snapshot().with_suffix(f".{os.getpid()}")
    program(settings, "pg_dump", "-f", str(draft))
    draft.replace(snapshot())


def snapshot() -> Path:
    digest = hashlib.sha256()
    for file in sorted([ROOT / "uv.lock", *ROOT.glob("nivel/*/migrations/*.py")]):
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return ROOT / ".pytest_cache" / f"nivel-template-{digest.hexdigest()[:20]}.sql"


def program(settings: dict, name: str, *args: str) -> None:
    path = binaries(Cluster(Path(RUN_DIR)).account) / name
    subprocess.run([path, "-h", settings["HOST"], "-U", settings["USER"], "-d", TEMPLATE, *args], check=True)


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
