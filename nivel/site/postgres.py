"""The embedded database: started by the first process that needs it, stopped by the last one that leaves.

`ensure_server()` is for fronts (command line, server, tests); settings call `database_settings()`, which starts nothing.
Two locks lie in NIVEL_DATA_DIR: `postgres.start.lock` is held while somebody starts or stops the server, and
`postgres.users.lock` is shared by every process that uses it, so the kernel itself forgets a process that was killed.
A keeper process (`nivel.site.keeper`) stops the server when nobody is left, also after a kill.
"""

import atexit
import fcntl
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from nivel.site.cluster import NAME, PATIENCE, PORT, Cluster, ServerFailed

__all__ = ["Server", "ServerFailed", "data_dir", "database_settings", "ensure_server", "external_url"]

START_LOCK = "postgres.start.lock"
USERS_LOCK = "postgres.users.lock"
KEEPER_LOCK = "postgres.keeper.lock"


def data_dir() -> Path:
    """NIVEL_DATA_DIR, where the database, files and keys of this installation lie."""
    return Path(os.environ.get("NIVEL_DATA_DIR") or "data").absolute()


def external_url() -> str:
    """NIVEL_DATABASE_URL: a server of one's own in place of the embedded one; empty when there is none."""
    return os.environ.get("NIVEL_DATABASE_URL", "").strip()


def database_settings() -> dict[str, dict]:
    """Django's DATABASES with the alias "default". Starts nothing and touches nothing."""
    url = external_url()
    return {"default": settings_from_url(url) if url else settings_of(Cluster(data_dir()))}


def settings_of(cluster: Cluster) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": NAME,
        "PASSWORD": "",
        "HOST": str(cluster.socket_dir),
        "PORT": PORT,
        "OPTIONS": {},
    }


def settings_from_url(url: str) -> dict:
    """postgresql://user:password@host:port/name?sslmode=require; the query's `host` may name a socket folder."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ServerFailed("NIVEL_DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or PORT)),
        "OPTIONS": options,
    }


# Keepers that go on for the other users after this process has left; held, since nobody here waits for their end.
OUTLIVING: list[subprocess.Popen] = []


class Server:
    """A use of the running database. `stop()` gives it up, and stops the server when this was the last use."""

    def __init__(self, cluster: Cluster, users, *, started_here: bool, keeper: subprocess.Popen | None):
        self.cluster = cluster
        self.started_here = started_here
        self.settings = settings_of(cluster)
        self._users = users
        self._keeper = keeper
        self._process = os.getpid()  # a forked child leaves by its own door, not by ours
        atexit.register(self.stop)

    def stop(self) -> None:
        if self._users is None or self._process != os.getpid():
            return
        users, self._users = self._users, None
        atexit.unregister(self.stop)
        with locked(self.cluster.data_dir / START_LOCK):
            users.close()
            unused = stop_unused(self.cluster)
        if self._keeper is None:
            return
        if unused:
            self._keeper.terminate()
            self._keeper.wait()
        else:
            OUTLIVING.append(self._keeper)


def ensure_server(folder: Path | None = None, *, options: dict[str, str] | None = None) -> Server:
    """Makes the cluster when there is none, starts it when it does not run, and counts this process among its users."""
    folder = folder or data_dir()
    with clear_refusals(folder):
        cluster = Cluster(folder)
        cluster.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(cluster.data_dir / START_LOCK):
            start = not (cluster.pid() and cluster.answers())
            if start:
                cluster.prepare(options or {})
                cluster.start()
            users = open_lock(cluster.data_dir / USERS_LOCK)
            fcntl.flock(users, fcntl.LOCK_SH)
            return Server(cluster, users, started_here=start, keeper=watched(cluster))


@contextmanager
def clear_refusals(folder: Path):
    try:
        yield
    except PermissionError as error:
        raise ServerFailed(f"NIVEL_DATA_DIR cannot be used: no right to {error.filename or folder}.") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise ServerFailed(f"NIVEL_DATA_DIR must be a folder: {folder}.") from error


def stop_unused(cluster: Cluster) -> bool:
    """Stops the server when no process uses it. Needs the start lock."""
    with open_lock(cluster.data_dir / USERS_LOCK) as users, suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        cluster.stop()
        return True
    return False


def watched(cluster: Cluster) -> subprocess.Popen | None:
    """Starts the keeper unless one is there."""
    with open_lock(cluster.data_dir / KEEPER_LOCK) as lock, suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(lock, fcntl.LOCK_UN)
        nothing = subprocess.DEVNULL  # a keeper on our pipes would keep our reader waiting
        return subprocess.Popen(
            [sys.executable, "-m", "nivel.site.keeper", str(cluster.data_dir)],
            stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True,
        )  # fmt: skip
    return None


@contextmanager
def locked(path: Path):
    """Holds the lock file alone; another process gets as long as a start may take, twice."""
    with open_lock(path) as lock:
        deadline = time.monotonic() + 2 * PATIENCE + 60
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ServerFailed(f"Another process has been starting the database for too long: {path}") from None
                time.sleep(0.05)
        yield


def open_lock(path: Path):
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
