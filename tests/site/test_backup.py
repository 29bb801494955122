"""The whole state goes into a file and comes back the same, or is refused with a sentence."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile

import psycopg
import pytest
from django.db import connections

from tests import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nivel(tmp_path, django_db_setup):
    """Runs the command line on a database and folder of its own: nivel("backup", ..., on="old")."""
    server = dict(connections["default"].settings_dict) | {"NAME": base_name()}
    made = []

    def run(*words, on: str, keys: str | None = "1"):
        name = f"{database.TAG}_{on}"
        if name not in made:
            database.recreate(server, name, database.TEMPLATE if on == "old" else "template0")
            made.append(name)
        environment = {word: value for word, value in os.environ.items() if not word.startswith(("NIVEL_KEY", "DJANGO"))}
        environment |= {"NIVEL_DATABASE_URL": url(server, name), "NIVEL_DATA_DIR": str(tmp_path / on)}
        if keys:
            environment |= {f"NIVEL_KEY_{key}": keys * 64 for key in ("SESSION", "FIELD", "INDEX", "SEAL")}
        command = [sys.executable, "-m", "nivel.site.cli", *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    run.connect = lambda on: database.connect(server | {"NAME": f"{database.TAG}_{on}"})
    yield run
    for name in made:
        database.drop(server, name)


def base_name() -> str:
    outside = database.outside_url()
    return database.postgres.settings_from_url(outside)["NAME"] if outside else "nivel"


def url(server: dict, name: str) -> str:
    return f"postgresql://{server['USER']}:{server['PASSWORD']}@/{name}?host={server['HOST']}&port={server['PORT']}"


LOOK = """
from django.utils import timezone
from nivel.access.log import Look, add_look
for client in range(3): add_look(Look(timezone.now(), None, "clients.open", "client", (client,), True))
"""


def told(done: subprocess.CompletedProcess) -> dict:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def old(nivel, tmp_path):
    """An installation with three looks in its access log, and a file beside its database."""
    assert nivel("manage", "shell", "-v0", "-c", LOOK, on="old").returncode == 0
    (tmp_path / "old" / "letters").mkdir()
    (tmp_path / "old" / "letters" / "17").write_bytes(b"sealed letter")
    return nivel


def test_everything_comes_back_with_the_same_sums(old, tmp_path):
    made = told(old("backup", tmp_path / "b", "--json", on="old"))
    back = told(old("restore", tmp_path / "b", "--json", on="new"))
    assert (back["rows"], back["tables"], back["events"], back["ok"]) == (made["rows"], made["tables"], 3, True)
    assert (tmp_path / "new" / "letters" / "17").read_bytes() == b"sealed letter"
    assert told(old("access", "verify", "--json", on="new")) == {"events": 3, "ok": True, "broken_at": None}
    assert counts(old.connect("new")) == counts(old.connect("old"))


def counts(connection: psycopg.Connection) -> list:
    """Triggers, constraints and indexes, which no row tells of."""
    with connection:
        return connection.execute(
            "SELECT (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_indexes)"
        ).fetchall()


def test_a_backup_tells_whether_it_holds_the_keys_and_is_closed_to_others(old, tmp_path):
    assert told(old("backup", tmp_path / "plain", "--json", on="old"))["holds_keys"] is False
    assert told(old("backup", tmp_path / "b", "--with-keys", "--json", on="old"))["holds_keys"] is True
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
    assert [name for name in inside(tmp_path / "plain") if "keys" in name] == []
    assert "files/keys/seal" in inside(tmp_path / "b")
    back = old("restore", tmp_path / "b", "--json", on="new", keys=None)
    assert told(back)["ok"] is True
    assert (tmp_path / "new" / "keys" / "seal").read_text() == "1" * 64


def inside(file) -> list[str]:
    with tarfile.open(file) as tar:
        return tar.getnames()


def test_without_the_keys_it_was_made_with_nothing_is_restored(old, tmp_path):
    told(old("backup", tmp_path / "b", "--json", on="old"))
    refused = old("restore", tmp_path / "b", on="new", keys="2")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "holds no keys" in refused.stderr
    with old.connect("new") as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_full_database_is_replaced_only_by_force(old, tmp_path):
    told(old("backup", tmp_path / "b", "--json", on="old"))
    refused = old("restore", tmp_path / "b", on="old")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert told(old("restore", tmp_path / "b", "--force", "--json", on="old"))["events"] == 3


def test_a_changed_row_in_the_backup_is_found(old, tmp_path):
    told(old("backup", tmp_path / "b", "--json", on="old"))
    change(tmp_path / "b", tmp_path / "changed", b"clients.open", b"clients.list")
    failed = old("restore", tmp_path / "changed", on="new")
    assert failed.returncode == 1
    assert "access_accessevent" in failed.stderr


@pytest.mark.parametrize("content", [b"", b"no tar at all", gzip.compress(b"nor this")])
def test_a_file_that_is_no_backup_is_refused(old, tmp_path, content):
    (tmp_path / "b").write_bytes(content)
    refused = old("restore", tmp_path / "b", on="new")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", ["../outside", "/tmp/nivel-outside", "files/../../outside"])
def test_a_backup_that_would_write_elsewhere_is_refused(old, tmp_path, name):
    told(old("backup", tmp_path / "b", "--json", on="old"))
    change(tmp_path / "b", tmp_path / "changed", b"", b"", add=name)
    refused = old("restore", tmp_path / "changed", on="new")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "no part of one" in refused.stderr


def change(source, target, before: bytes, after: bytes, add: str = "") -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        if add:
            new.addfile(tarfile.TarInfo(add), io.BytesIO())
        for entry in old:
            file = old.extractfile(entry) if entry.isfile() else None
            if before and entry.name == "database.sql":
                text = file.read().replace(before, after)
                entry.size = len(text)
                file = io.BytesIO(text)
            new.addfile(entry, file)
