"""A database for one command: the one that was named, the running supervisor's, or our own for as long as it lasts."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.config.supervisor.places import RUN, LockedError, read_running, sole_holder
from backend.kernel.database.addresses import ADMINISTRATOR, ServerAddresses
from backend.kernel.database.embedded import (
    DATA_DIRECTORY,
    SECRETS_DIRECTORY,
    embedded_is_asked_for,
    running_server,
)
from backend.kernel.database.errors import ServerInUseError
from backend.kernel.database.roles import Role
from backend.kernel.database.secrets import stored_secret

WITHOUT_DATABASE = frozenset(
    {
        "",
        "help",
        "--help",
        "-h",
        "version",
        "--version",
        "check",
        "generate",
        "makemigrations",
        "compilemessages",
        "database_roles",
    }
)
OF_OWNER = frozenset(
    {
        "migrate",
        "upgrade",
        "backup",
        "restore",
        "createcachetable",
        "lintmigrations",
        "sqlmigrate",
        "publish_shipped_instruments",
    }
)
WAIT_SECONDS = 60.0


@contextmanager
def database_for_command(command: str) -> Iterator[None]:
    """Put into the environment what the command signs in with; nothing for one that needs no database."""
    if command in WITHOUT_DATABASE:
        yield
        return
    if not embedded_is_asked_for():
        _prefer_owner(command)
        yield
        return
    with server_of_checkout() as addresses:
        given = addresses.environment_for_owner() if command in OF_OWNER else addresses.environment_for_web()
        os.environ.update(given)
        yield


@contextmanager
def server_of_checkout() -> Iterator[ServerAddresses]:
    """The embedded server of this checkout: the running one, or one started for the length of the block.

    Raises
    ------
    ServerInUseError : another command has held it for a minute.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with sole_holder(), running_server() as addresses:
                yield addresses
                return
        except LockedError:
            running = _running_addresses()
        if running is not None:
            yield running
            return
        if time.monotonic() > deadline:
            raise ServerInUseError(
                f"Another command of this checkout is using the database (lock in {RUN}).",
                remedy="wait for it to end, or start `make serve`, which commands can share.",
            )
        time.sleep(0.2)


def _running_addresses() -> ServerAddresses | None:
    running = read_running()
    if running is None or running.socket_directory is None:
        return None
    passwords = {name: stored_secret(SECRETS_DIRECTORY, name) for name in (ADMINISTRATOR, *Role)}
    return ServerAddresses(Path(running.socket_directory), passwords)


def _prefer_owner(command: str) -> None:
    owner = os.environ.get("DATABASE_OWNER_URL")
    if command in OF_OWNER and owner:
        os.environ["DATABASE_URL"] = owner
    elif command not in OF_OWNER:
        os.environ.pop("DATABASE_OWNER_URL", None)


__all__ = ["DATA_DIRECTORY", "database_for_command", "server_of_checkout"]
