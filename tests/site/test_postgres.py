"""The embedded database starts, serves several processes, survives kills and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psycopg
import pytest

from nivel.site import cluster, postgres
from nivel.site.cluster import Cluster, ServerFailed
from nivel.site.postgres import ensure_server, settings_from_url
from tests.database import FAST, connect

USER = """
import sys, time
from pathlib import Path
from nivel.site.postgres import ensure_server
server = ensure_server(Path(sys.argv[1]), options={"fsync": "off"})
print("started" if server.started_here else "joined", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    """A data folder deeper than a socket's path may be; its server is stopped whatever the test did."""
    path = tmp_path / ("a" * 60) / ("b" * 60) / "data"
    yield path
    if path.exists():
        with postgres.locked(path / postgres.START_LOCK):
            Cluster(path).stop()


@pytest.fixture
def process(folder):
    """Another process that uses the server until its stdin is closed."""
    running = []

    def begin():
        pipe = subprocess.PIPE
        started = subprocess.Popen([sys.executable, "-c", USER, str(folder)], stdin=pipe, stdout=pipe, text=True)
        running.append(started)
        return started

    yield begin
    for each in running:
        with suppress(BrokenPipeError):
            each.communicate()


def eventually(holds, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def value(server, query: str):
    with connect(server.settings) as connection:
        return connection.execute(query).fetchone()[0]


def test_it_starts_answers_and_stops(folder):
    server = ensure_server(folder, options=FAST)
    assert server.started_here
    assert value(server, "SELECT datlocale FROM pg_database WHERE datname = 'nivel'") == "C.UTF-8"
    assert value(server, "SHOW listen_addresses") == ""
    assert os.stat(server.settings["HOST"]).st_mode & 0o777 == 0o700
    server.stop()
    assert server.cluster.pid() is None
    with pytest.raises(psycopg.OperationalError):
        connect(server.settings)


def test_what_was_written_is_there_at_the_next_start(folder):
    server = ensure_server(folder)
    with connect(server.settings) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    again = ensure_server(folder)
    assert value(again, "SELECT number FROM kept") == 7
    again.stop()


def test_processes_that_begin_together_share_one_server(process, folder):
    words = [each.stdout.readline().strip() for each in [process(), process(), process()]]
    assert sorted(words) == ["joined", "joined", "started"]


def test_the_last_one_out_stops_it_whoever_began(process, folder):
    first, second = process(), None
    assert first.stdout.readline() == "started\n"
    second = process()
    assert second.stdout.readline() == "joined\n"
    first.communicate()
    assert Cluster(folder).answers()
    second.communicate()
    assert Cluster(folder).pid() is None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_process_leaves_no_server_behind(process, folder, number):
    begun = process()
    assert begun.stdout.readline() == "started\n"
    begun.send_signal(number)
    begun.wait()
    assert eventually(lambda: Cluster(folder).pid() is None)


def test_a_killed_server_comes_back(folder):
    server = ensure_server(folder, options=FAST)
    killed = server.cluster.pid()
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: server.cluster.pid() not in {None, killed} and server.cluster.answers())
    server.stop()


def test_the_number_of_a_dead_server_may_belong_to_another_program(folder):
    ensure_server(folder, options=FAST).stop()
    (folder / "postgres/cluster/postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")
    server = ensure_server(folder, options=FAST)
    assert server.started_here
    server.stop()


def test_a_half_made_cluster_is_made_anew(folder):
    (folder / "postgres/draft").mkdir(parents=True)
    (folder / "postgres/draft/PG_VERSION").write_text("18\n")
    if os.geteuid() == 0:
        uid = cluster.unprivileged_uid()
        os.chown(folder / "postgres", uid, uid)
    server = ensure_server(folder, options=FAST)
    assert value(server, "SELECT 1") == 1
    server.stop()


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(ServerFailed, match="must be a folder"):
        ensure_server(tmp_path / "data")


def test_a_cluster_of_another_release_is_not_started(folder):
    ensure_server(folder, options=FAST).stop()
    (folder / "postgres/cluster/PG_VERSION").write_text("14\n")
    with pytest.raises(ServerFailed, match="made by PostgreSQL 14"):
        ensure_server(folder)


def test_a_socket_folder_of_somebody_else_is_refused(folder):
    place = Cluster(folder).socket_dir
    place.symlink_to(folder.parent)
    try:
        with pytest.raises(ServerFailed, match="belongs to somebody else"):
            ensure_server(folder)
    finally:
        place.unlink()


def test_a_damaged_cluster_fails_with_a_sentence_not_for_ever(folder, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    ensure_server(folder, options=FAST).stop()
    (folder / "postgres/cluster/global/pg_control").unlink()
    with pytest.raises(ServerFailed, match=r"did not start: .*pg_control"):
        ensure_server(folder)


def test_an_address_of_a_server_becomes_settings():
    found = settings_from_url("postgresql://nivel:s%40la@db.kunta.fi:5433/nivel?sslmode=require")
    told = [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")]
    assert told == ["nivel", "nivel", "s@la", "db.kunta.fi", "5433", {"sslmode": "require"}]
    assert settings_from_url("postgresql://nivel@/nivel?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://localhost", "nonsense"])
def test_an_address_of_nothing_is_refused(url):
    with pytest.raises(ServerFailed, match="NIVEL_DATABASE_URL"):
        settings_from_url(url)
