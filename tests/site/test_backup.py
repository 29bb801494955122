"""The whole state goes into a file and comes back the same, or is refused with a sentence."""

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile

import psycopg
import pytest
from django.db import connections

from tests import database

WORKER = f"{database.TAG}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
LOOK = """
from django.utils import timezone
from nivel.access.log import Look, add_look
for client in range(3): add_look(Look(timezone.now(), None, "clients.open", "client", (client,), True))
"""


class Place:
    """Installations by name, each with a database and a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        outside = database.outside_url()
        name = database.postgres.settings_from_url(outside)["NAME"] if outside else "nivel"
        self.server = dict(connections["default"].settings_dict) | {"NAME": name}

    def make(self, name: str, template: str) -> None:
        database.recreate(self.server, f"{WORKER}_{name}", template)

    def connect(self, name: str) -> psycopg.Connection:
        return database.connect(self.server | {"NAME": f"{WORKER}_{name}"})

    def nivel(self, *words, on: str, keys: str = "1") -> subprocess.CompletedProcess:
        environment = {word: value for word, value in os.environ.items() if not word.startswith(("NIVEL_KEY", "DJANGO"))}
        environment |= {"NIVEL_DATABASE_URL": self.url(f"{WORKER}_{on}"), "NIVEL_DATA_DIR": str(self.folder / on)}
        environment |= {f"NIVEL_KEY_{key}": keys * 64 for key in ("SESSION", "FIELD", "INDEX", "SEAL") if keys}
        command = [sys.executable, "-m", "nivel.site.cli", *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def url(self, name: str) -> str:
        server = self.server
        return f"postgresql://{server['USER']}:{server['PASSWORD']}@/{name}?host={server['HOST']}&port={server['PORT']}"


@pytest.fixture(scope="module")
def place(tmp_path_factory, django_db_setup):
    """An installation "old" with three looks in its log and a file beside its database, and its two backups."""
    place = Place(tmp_path_factory.mktemp("backup"))
    place.make("old", database.TEMPLATE)
    assert place.nivel("manage", "shell", "-v0", "-c", LOOK, on="old").returncode == 0
    (place.folder / "old/letters").mkdir()
    (place.folder / "old/letters/17").write_bytes(b"sealed letter")
    place.made = told(place.nivel("backup", place.folder / "plain", "--json", on="old"))
    place.made_with_keys = told(place.nivel("backup", place.folder / "whole", "--with-keys", "--json", on="old"))
    yield place
    for name in ("old", "new"):
        database.drop(place.server, f"{WORKER}_{name}")


@pytest.fixture
def new(place):
    """An empty database and folder beside the old one."""
    place.make("new", "template0")
    shutil.rmtree(place.folder / "new", ignore_errors=True)
    return place


def told(done: subprocess.CompletedProcess) -> dict:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_everything_comes_back_with_the_same_sums(new):
    back = told(new.nivel("restore", new.folder / "plain", "--json", on="new"))
    assert (back["rows"], back["tables"], back["events"], back["ok"]) == (new.made["rows"], new.made["tables"], 3, True)
    assert (new.folder / "new/letters/17").read_bytes() == b"sealed letter"
    assert told(new.nivel("access", "verify", "--json", on="new")) == {"events": 3, "ok": True, "broken_at": None}
    assert counts(new.connect("new")) == counts(new.connect("old"))


def counts(connection: psycopg.Connection) -> list:
    """Triggers, constraints and indexes, which no row tells of."""
    with connection:
        return connection.execute(
            "SELECT (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_indexes)"
        ).fetchall()


def test_a_backup_tells_whether_it_holds_the_keys_and_is_closed_to_others(new):
    assert (new.folder / "whole").stat().st_mode & 0o777 == 0o600
    assert (new.made["holds_keys"], new.made_with_keys["holds_keys"]) == (False, True)
    assert [name for name in inside(new.folder / "plain") if "keys" in name] == []
    assert "files/keys/seal" in inside(new.folder / "whole")
    assert told(new.nivel("restore", new.folder / "whole", "--json", on="new", keys=""))["ok"] is True
    assert (new.folder / "new/keys/seal").read_text() == "1" * 64
    assert (new.folder / "new/keys/seal").stat().st_mode & 0o777 == 0o600


def inside(file) -> list[str]:
    with tarfile.open(file) as tar:
        return tar.getnames()


def test_without_the_keys_it_was_made_with_nothing_is_restored(new):
    refused = new.nivel("restore", new.folder / "plain", on="new", keys="2")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "holds no keys" in refused.stderr
    with new.connect("new") as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_full_database_is_replaced_only_by_force(new):
    refused = new.nivel("restore", new.folder / "plain", on="old")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert told(new.nivel("restore", new.folder / "plain", "--force", "--json", on="old"))["events"] == 3
    with new.connect("old") as connection:
        former = "SELECT count(*) FROM pg_namespace WHERE nspname = 'nivel_before_restore'"
        assert connection.execute(former).fetchone() == (0,), "what stepped aside is gone"


def test_a_changed_row_in_the_backup_is_found(new):
    change(new.folder / "plain", new.folder / "changed", b"clients.open", b"clients.list")
    failed = new.nivel("restore", new.folder / "changed", on="new")
    assert failed.returncode == 1
    assert "access_accessevent" in failed.stderr


def test_no_backup_is_written_over(new):
    refused = new.nivel("backup", new.folder / "plain", on="old")
    assert (refused.returncode, "is there already" in refused.stderr) == (2, True)


@pytest.mark.parametrize("content", [b"", b"no tar at all", gzip.compress(b"nor this", mtime=0)])
def test_a_file_that_is_no_backup_is_refused(new, tmp_path, content):
    (tmp_path / "b").write_bytes(content)
    refused = new.nivel("restore", tmp_path / "b", on="new")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", ["../outside", "/tmp/nivel-outside", "files/../../outside"])
def test_a_backup_that_would_write_elsewhere_is_refused(new, name):
    change(new.folder / "plain", new.folder / "changed", b"", b"", add=name)
    refused = new.nivel("restore", new.folder / "changed", on="new")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "no part of one" in refused.stderr


def change(source, target, before: bytes, after: bytes, add: str = "") -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w") as changed:
        if add:
            changed.addfile(tarfile.TarInfo(add), io.BytesIO())
        for entry in old:
            file = old.extractfile(entry) if entry.isfile() else None
            if before and entry.name == "database.sql":
                text = file.read().replace(before, after)
                entry.size = len(text)
                file = io.BytesIO(text)
            changed.addfile(entry, file)
