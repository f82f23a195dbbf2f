"""The server that comes along with the product: one call from "nothing there" to five addresses.

    with running_server(Path("var/postgres")) as addresses: ...

For a supervisor, which restarts a server that died, `prepared_server` gives the `Server` itself.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from backend.kernel.database import roles
from backend.kernel.database.account import place_for, serving_account, twin_of
from backend.kernel.database.addresses import ADMINISTRATOR, ServerAddresses
from backend.kernel.database.roles import Role
from backend.kernel.database.secrets import stored_secret
from backend.kernel.database.server import (
    HASTY_SETTINGS,
    Server,
    make_data_directory,
    reset_administrator_password,
)
from backend.kernel.orphans import OrphanGuard

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("ONCULTURE_VAR") or ROOT / "var")
DATA_DIRECTORY = VAR / "postgres"
SECRETS_DIRECTORY = VAR / "secrets"
SOCKET_PREFIX = "onculture-"


@contextmanager
def running_server(
    data_directory: Path = DATA_DIRECTORY,
    *,
    fsync: bool = True,
    settings: Mapping[str, str] | None = None,
    secrets_directory: Path | None = None,
) -> Iterator[ServerAddresses]:
    """A server with roles and database, for as long as the block lasts; the data stay.

    `fsync=False` is for tests that may lose everything in a crash.
    """
    with prepared_server(data_directory, fsync=fsync, settings=settings, secrets_directory=secrets_directory) as server:
        start_ready(server)
        yield server.addresses


@contextmanager
def temporary_server(*, settings: Mapping[str, str] | None = None) -> Iterator[ServerAddresses]:
    """A server for tests that leaves nothing behind and waits for no disk."""
    with tempfile.TemporaryDirectory(prefix="onculture-test-", dir="/tmp") as folder:
        serving_account().take(Path(folder))
        with running_server(Path(folder, "postgres"), fsync=False, settings=settings) as addresses:
            yield addresses


@contextmanager
def prepared_server(
    data_directory: Path = DATA_DIRECTORY,
    *,
    fsync: bool = True,
    settings: Mapping[str, str] | None = None,
    secrets_directory: Path | None = None,
    guard: OrphanGuard | None = None,
) -> Iterator[Server]:
    """The server, its data directory made, not yet started; stopped at the end of the block."""
    secrets = secrets_directory or data_directory.parent / "secrets"
    place = place_for(data_directory)
    administrator_is_known = (secrets / ADMINISTRATOR).exists()
    passwords = {name: stored_secret(secrets, name) for name in (ADMINISTRATOR, *Role)}
    if not (place.data / "PG_VERSION").exists():
        make_data_directory(place, password=passwords[ADMINISTRATOR], sync=fsync)
    elif not administrator_is_known:
        reset_administrator_password(place, password=passwords[ADMINISTRATOR])
    own_guard = guard or OrphanGuard()
    socket_directory = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))
    place.account.take(socket_directory)
    server = Server(
        place=place,
        addresses=ServerAddresses(socket_directory, passwords),
        log=data_directory.parent / "log" / f"{data_directory.name}.log",
        guard=own_guard,
        settings={**({} if fsync else HASTY_SETTINGS), **(settings or {})},
    )
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(socket_directory, ignore_errors=True)
        if guard is None:
            own_guard.close()


def start_ready(server: Server) -> None:
    """Start, wait, and make sure that roles, passwords, database and grants are there."""
    server.start()
    server.wait_until_ready()
    ensure_database(server.addresses)


def ensure_database(addresses: ServerAddresses) -> None:
    """Roles, passwords, database and grants, each made where it is missing."""
    with psycopg.connect(addresses.for_database("postgres").administrator_url, autocommit=True) as administrator:
        roles.ensure_roles(administrator, addresses.passwords)
        _ensure_passwords(administrator, addresses)
    create_database_with_grants(addresses.for_database("postgres").administrator_url)


def create_database_with_grants(administrator_url: str, name: str = roles.DATABASE_NAME) -> bool:
    """Make the database, if it is missing, and its grants; gives whether it was made.

    The grants are repeated every time: whoever stopped us between the two would leave a database without them.
    """
    with psycopg.connect(administrator_url, autocommit=True) as administrator:
        found = administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            administrator.execute(roles.create_database(name))
    with psycopg.connect(make_conninfo(administrator_url, dbname=name)) as administrator:
        if not _grants_are_there(administrator):
            for statement in roles.grant_privileges(name):
                administrator.execute(statement)
    return found is None


def _grants_are_there(administrator: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """All are made in one transaction, so that one tells of all."""
    question = "SELECT count(*) FROM pg_default_acl WHERE defaclrole = %s::regrole"
    row = administrator.execute(question, [roles.OWNER.value]).fetchone()
    return row is not None and row != (0,)


def grant_in(addresses: ServerAddresses) -> None:
    """The grants inside one database (a test database made from template0 needs them too)."""
    with psycopg.connect(addresses.administrator_url) as administrator:
        for statement in roles.grant_privileges(addresses.database):
            administrator.execute(statement)


def _ensure_passwords(administrator: "psycopg.Connection[tuple[object, ...]]", addresses: ServerAddresses) -> None:
    for role in Role:
        try:
            psycopg.connect(addresses.for_database("postgres").url(role)).close()
        except psycopg.OperationalError:
            roles.set_password(administrator, role, addresses.passwords[role])


def reset_data(data_directory: Path = DATA_DIRECTORY) -> list[Path]:
    """Delete a data directory and its twin outside the checkout; gives what was deleted."""
    gone = [path for path in (data_directory, twin_of(data_directory)) if path.exists()]
    for path in gone:
        shutil.rmtree(path)
    return gone


def embedded_is_asked_for() -> bool:
    """Whether the product runs on its own server: nobody named another one."""
    return not os.environ.get("DATABASE_URL")
