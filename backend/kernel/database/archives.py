"""Backups: one file per database in PostgreSQL's custom format, written and read by the server's own programs.

Both need the owner's address: row-level security would silently leave rows out of anybody else's dump.
"""

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from backend.kernel.database.binaries import Binaries, installed_binaries
from backend.kernel.database.embedded import VAR
from backend.kernel.database.errors import (
    ArchiveError,
    DatabaseInUseError,
    NoServerBinariesError,
    NotEmptyError,
)

BACKUPS = VAR / "backups"
_OWN_SCHEMAS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"


@dataclass(frozen=True)
class TableContent:
    """How many rows a table holds, and a digest of all of them that does not depend on their order."""

    rows: int
    digest: str


def new_backup_path(reason: str = "onculture") -> Path:
    return BACKUPS / f"{reason}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump"


def write_backup(owner_url: str, path: Path) -> None:
    """Write everything of the database to a file that only its owner can read; half a file never bears the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _run([_binaries_for(owner_url).program("pg_dump"), "--format=custom", f"--file={draft}"], owner_url)
        _sync(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_backup(owner_url: str, path: Path, *, replace: bool = False) -> None:
    """Put a backup in the place of everything in the database, in one transaction: all of it or nothing.

    Raises
    ------
    NotEmptyError : the database holds tables and `replace` was not said.
    DatabaseInUseError : somebody else is connected.
    ArchiveError : the file is not a whole backup; the database is as it was.
    """
    if not path.is_file():
        raise ArchiveError(f"There is no file {path}.", remedy="name a file written by `python -m backend backup`.")
    _refuse_company(owner_url)
    if not replace and contents_of(owner_url):
        raise NotEmptyError(
            "The database is not empty.", remedy="say --replace; what it holds is backed up first, then replaced."
        )
    binaries = _binaries_for(owner_url)
    reading = [binaries.program("pg_restore"), f"--file={os.devnull}", str(path)]
    _run(reading, owner_url)  # a damaged file is found before anything is touched
    _replace_all(binaries, owner_url, path)


def _replace_all(binaries: Binaries, owner_url: str, path: Path) -> None:
    """Drop and read in one transaction, streaming: the backup never lies in memory."""
    environment = {**os.environ, **_client_environment(owner_url)}
    clearing = [f"--command={line}" for line in [*_drop_lines(owner_url), "CREATE SCHEMA public"]]
    psql = [binaries.program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    source = [binaries.program("pg_restore"), "--file=-", str(path)]
    with subprocess.Popen(source, stdout=subprocess.PIPE, env=environment) as reader:
        _run([*psql, f"--output={os.devnull}", *clearing, "--file=-"], owner_url, stdin=reader.stdout)


def contents_of(owner_url: str) -> dict[str, TableContent]:
    """Count and digest of every table: equal before and after a restore, or something was lost."""
    with psycopg.connect(owner_url) as connection:
        tables = connection.execute(
            "SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "  # noqa: S608
            f"WHERE relkind = 'r' AND {_OWN_SCHEMAS} ORDER BY 1, 2"
        ).fetchall()
        return {f"{schema}.{table}": _content_of(connection, schema, table) for schema, table in tables}


def _content_of(connection: "psycopg.Connection[tuple[object, ...]]", schema: str, table: str) -> TableContent:
    question = sql.SQL(
        "SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line), ''), 'UTF8')), "
        "'hex') FROM (SELECT encode(sha256(convert_to(whole::text, 'UTF8')), 'hex') AS line FROM {} AS whole) AS lines"
    ).format(sql.Identifier(schema, table))
    row = connection.execute(question).fetchone()
    if row is None:
        raise ArchiveError(f"{schema}.{table} cannot be read.", remedy="use the owner's address.")
    return TableContent(rows=int(str(row[0])), digest=str(row[1]))


def _refuse_company(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    if row is not None and row[0]:
        raise DatabaseInUseError(
            f"{row[0]} other connections use the database.",
            remedy="stop web and worker first (Ctrl-C where `make serve` runs).",
        )


def _drop_lines(owner_url: str) -> list[str]:
    with psycopg.connect(owner_url) as connection:
        found = connection.execute(f"SELECT nspname FROM pg_namespace WHERE {_OWN_SCHEMAS}").fetchall()  # noqa: S608
        names = [sql.Identifier(name).as_string(connection) for (name,) in found]
    return ["SET client_min_messages = warning", *(f"DROP SCHEMA {name} CASCADE" for name in names)]


def _binaries_for(url: str) -> Binaries:
    """The programs of the server's own major version, or the next newer ones: an older pg_dump refuses."""
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10_000
    fitting = sorted((b for b in installed_binaries() if b.major >= major), key=lambda b: b.major)
    for binaries in fitting:
        if all(os.access(binaries.program(name), os.X_OK) for name in ("pg_dump", "pg_restore", "psql")):
            return binaries
    raise NoServerBinariesError(
        f"The server is PostgreSQL {major}; no pg_dump of that version or newer is installed here.",
        remedy=f"install its client programs (Debian: apt-get install postgresql-client-{major}).",
    )


def _run(command: list[str], url: str, *, stdin: IO[bytes] | None = None) -> None:
    done = subprocess.run(
        command,
        stdin=stdin or subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **_client_environment(url)},
    )
    if done.returncode != 0:
        raise ArchiveError(
            f"{Path(command[0]).name} failed, and the database is as it was:\n{done.stderr.decode(errors='replace')}",
            remedy="the line above names the cause; check the file, the free space and DATABASE_OWNER_URL.",
        )


def _client_environment(url: str) -> dict[str, str]:
    """The address by environment, so that no list of processes shows the password."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    given = conninfo_to_dict(url)
    return {names[key]: str(value) for key, value in given.items() if key in names and value is not None}


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
