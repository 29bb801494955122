"""Varmuuskopio: the whole state in one file, and out of it again.

A backup is a tar file: `manifest.json`, `database.sql`, the files beside the database, and the keys when asked for. The
manifest counts and sums every table as the dump saw it, so that a restore can prove that nothing is missing.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from nivel.site import keys, postgres
from nivel.site.answer import Failed, Refused
from nivel.site.cluster import account_for, binaries

FORMAT = 1
HEAD = "access-head"
# Not part of the state: the cluster itself, locks, what is made anew, and the keys, which go by their own rule.
LEFT_OUT = ("postgres", "keys", "static", "cache")
# Known to PostgreSQL 17 and newer only; psql's own guard words are for psql.
FORMER = "nivel_before_restore"
STEP_ASIDE = (
    f"DO $$BEGIN IF to_regnamespace('public') IS NOT NULL THEN ALTER SCHEMA public RENAME TO {FORMER}; END IF; END$$;\n".encode()
)
PSQL = ("-X", "-q", "-v", "ON_ERROR_STOP=1")
NEWER_WORDS = (b"SET transaction_timeout",)


@dataclass(frozen=True)
class Sum:
    """Tarkistussumma: how many rows a table has and the sum of their hashes, whatever their order."""

    rows: int
    sum: str


def back_up(target: Path, *, with_keys: bool, at: datetime) -> dict[str, Any]:
    """Writes the backup and returns its manifest. The database is read in one snapshot while others go on working."""
    with tempfile.TemporaryDirectory(prefix="nivel-backup-") as scratch, connected() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        dump = Path(scratch) / "database.sql"
        manifest = {
            "format": FORMAT,
            "made_at": at.isoformat(timespec="seconds"),
            "postgres": connection.info.server_version // 10000,
            "access_head": access_head(connection),
            "holds_keys": with_keys,
            "keys": fingerprints(),
            "tables": {name: vars(found) for name, found in sums(connection).items()},
        }
        dump_database(connection, dump)
        write_file(target, manifest, dump, with_keys=with_keys)
    return manifest


def write_file(target: Path, manifest: dict[str, Any], dump: Path, *, with_keys: bool) -> None:
    """Whole or not at all, and for its owner's eyes only."""
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
            add_text(tar, "manifest.json", json.dumps(manifest, indent=1))
            tar.add(dump, "database.sql")
            for path in state_files():
                tar.add(path, f"files/{path.name}")
            for name in key_names() if with_keys else ():
                add_text(tar, f"files/keys/{name}", keys.text(name))
        draft.replace(target)
    except OSError as error:
        raise Failed(f"The backup could not be written to {target}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(text.encode()), 0o600
    tar.addfile(entry, io.BytesIO(text.encode()))


def state_files() -> list[Path]:
    folder = postgres.data_dir()
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith((*LEFT_OUT, HEAD, ".")))


def read_manifest(source: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as tar:
            file = tar.extractfile("manifest.json")
            manifest = json.load(file) if file else {}
    except FileNotFoundError:
        raise Refused(f"There is no file {source}.") from None
    except (OSError, tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise Refused(f"{source} is not a whole backup of Nivel.") from error
    if manifest.get("format") != FORMAT:
        raise Refused(f"{source} is a backup of another kind (format {manifest.get('format')}).")
    return manifest


def restore(source: Path, *, force: bool) -> dict[str, Any]:
    """Puts the state back in one transaction, checks every table's sum, then the files. Returns the manifest."""
    manifest = read_manifest(source)
    with tempfile.TemporaryDirectory(prefix="nivel-restore-") as scratch:
        unpack(source, Path(scratch))
        files = Path(scratch) / "files"
        check_keys(manifest, force=force)
        with connected() as connection:
            refuse_full(connection, force=force)
        load_database(Path(scratch) / "database.sql")
        with connected() as connection:
            check_sums(manifest, sums(connection))
        put_files(files)
    number, seal = manifest["access_head"]
    if number:
        (postgres.data_dir() / HEAD).write_text(f"{number} {seal}\n")
    return manifest


def unpack(source: Path, folder: Path) -> None:
    """Only plain files and folders, and only inside: `tarfile`'s own filter is missing in Debian's Python 3.11."""
    try:
        with tarfile.open(source) as tar:
            for entry in tar:
                unpack_entry(tar, entry, folder.resolve())
    except (OSError, tarfile.TarError, EOFError) as error:
        raise Refused(f"{source} is not a whole backup of Nivel: {error}.") from error


def unpack_entry(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    place = (folder / entry.name).resolve()
    content = tar.extractfile(entry) if entry.isfile() else None
    if not place.is_relative_to(folder) or not (content or entry.isdir()):
        raise Refused(f"The backup holds {entry.name!r}, which is no part of one: nothing was restored.")
    if content is None:
        place.mkdir(parents=True, exist_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with content, place.open("wb") as file:
        shutil.copyfileobj(content, file)


def refuse_full(connection: psycopg.Connection, *, force: bool) -> None:
    if not force and table_names(connection):
        raise Refused("The database is not empty: restore into an empty one, or say --force to replace everything in it.")


def check_keys(manifest: dict[str, Any], *, force: bool) -> None:
    """Without the very keys of the backup the identity codes cannot be read and the seal cannot be checked."""
    if manifest["holds_keys"]:
        if fingerprints() not in ({}, manifest["keys"]) and not force:
            raise Refused(f"{keys.folder()} holds other keys than the backup: say --force to replace them.")
    elif fingerprints() != manifest["keys"]:
        raise Refused(
            f"The backup holds no keys and those it was made with are not in {keys.folder()} or the environment: put them there first."
        )


def fingerprints() -> dict[str, str]:
    """Which keys are in use, without telling them and without making any."""
    return {name: hashlib.sha256(b"nivel-backup" + keys.secret(name)).hexdigest()[:16] for name in key_names()}


def key_names() -> list[str]:
    return [name for name in keys.NAMES if os.environ.get(f"NIVEL_KEY_{name.upper()}") or (keys.folder() / name).exists()]


def put_files(files: Path) -> None:
    """The restored files replace those of the same name."""
    target = postgres.data_dir()
    for path in sorted(files.rglob("*")) if files.is_dir() else ():
        place = target / path.relative_to(files)
        if path.is_dir():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            draft = place.with_name(f".{place.name}-{os.getpid()}")
            draft.write_bytes(path.read_bytes())
            draft.chmod(0o600)
            draft.replace(place)


@contextmanager
def connected():
    """A plain connection, without Django: settings would make keys before a restore could bring them."""
    settings = postgres.database_settings()["default"]
    words = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    given = {word: settings[name] for name, word in words.items() if settings[name]} | settings["OPTIONS"]
    try:
        connection = psycopg.connect(**given, options="-c TimeZone=UTC -c DateStyle=ISO -c extra_float_digits=1")
    except psycopg.OperationalError as error:
        raise Failed(f"The database does not answer: {str(error).splitlines()[0]}") from error
    with connection:
        yield connection


def table_names(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in rows]


def sums(connection: psycopg.Connection) -> dict[str, Sum]:
    query = "SELECT count(*), coalesce(sum(hashtextextended(row::text, 0)::numeric), 0)::text FROM {} AS row"
    found = {}
    for name in table_names(connection):
        for rows, total in connection.execute(sql.SQL(query).format(sql.Identifier("public", name))):
            found[name] = Sum(rows, total)
    return found


def check_sums(manifest: dict[str, Any], found: dict[str, Sum]) -> None:
    expected = {name: Sum(**row) for name, row in manifest["tables"].items()}
    wrong = sorted(name for name in expected | found if expected.get(name) != found.get(name))
    if wrong:
        raise Failed(f"The restored tables differ from the backup: {', '.join(wrong)}.")


def access_head(connection: psycopg.Connection) -> tuple[int, str]:
    if "access_accesshead" not in table_names(connection):
        return 0, ""
    return connection.execute("SELECT events, encode(seal, 'hex') FROM access_accesshead").fetchone() or (0, "")


def dump_database(connection: psycopg.Connection, target: Path) -> None:
    """pg_dump in the snapshot of the connection, so that dump and sums tell of the same moment."""
    for (snapshot,) in connection.execute("SELECT pg_export_snapshot()"):
        run_tool("pg_dump", "--no-owner", "--no-privileges", "--schema=public", f"--snapshot={snapshot}", "--file", str(target))


def load_database(dump: Path) -> None:
    """In one transaction: a failure leaves what was there.

    What was there only steps aside in it and is dropped afterwards: to drop and to make so many tables at once would take more
    locks than a server has as it is installed.
    """
    ready = dump.with_name("ready.sql")
    with dump.open("rb") as source, ready.open("wb") as target:
        target.write(STEP_ASIDE)
        target.writelines(line for line in source if not line.startswith(NEWER_WORDS))
    drop_former()
    run_tool("psql", *PSQL, "-1", "-o", os.devnull, "-f", str(ready))
    drop_former()


def drop_former() -> None:
    """Also what a restore that was cut off has left."""
    run_tool("psql", *PSQL, "-o", os.devnull, "-c", f"DROP SCHEMA IF EXISTS {FORMER} CASCADE")


def run_tool(program: str, *args: str) -> None:
    """The wheel's tools serve every older server too; they get the password by the environment, where `ps` does not show it."""
    settings = postgres.database_settings()["default"]
    environment = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {word: settings[name] for word, name in environment.items() if settings[name]}
    given |= {f"PG{name.upper()}": value for name, value in settings["OPTIONS"].items()}
    path = binaries(account_for(postgres.data_dir() / "postgres")) / program
    done = subprocess.run(
        [path, *args], env={"PATH": os.environ.get("PATH", ""), **given}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "error" in line.lower()), done.stderr.strip())
        raise Failed(f"{program} failed: {reason}")
