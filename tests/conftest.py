"""One PostgreSQL server for the run, one template database made as owner, one clone a worker, tests as web.

The template is made once by the process that starts the run; workers of pytest-xdist clone it. A test with
the marker `real_commits` gets a clone of its own, because it commits.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TEMPLATE = "onculture_template"
NEEDS_DATABASE = ("backend", "contracts", "e2e", "faults")

_stack = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server in the controlling process; workers find its addresses in the environment."""
    if os.environ.get("ONCULTURE_TEST_ADDRESSES") or not _wants_database(config):
        return
    from backend.kernel.database.embedded import temporary_server
    from backend.kernel.database.roles import Role

    addresses = _stack.enter_context(temporary_server())
    with psycopg.connect(addresses.administrator_url, autocommit=True) as connection:
        names = sql.Identifier(TEMPLATE), sql.Identifier(Role.OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(*names))
    _grant(addresses.for_database(TEMPLATE))
    template = addresses.for_database(TEMPLATE)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.test",
        **template.environment_for_owner(),
    }
    subprocess.run([sys.executable, "-m", "backend", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    publish = [sys.executable, "-m", "backend", "publish_shipped_instruments"]
    subprocess.run(publish, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    os.environ["ONCULTURE_TEST_ADDRESSES"] = addresses.administrator_url
    os.environ["DATABASE_URL"] = template.url(Role.WEB)
    for role in Role:
        os.environ[f"ONCULTURE_TEST_{role.name}"] = addresses.url(role)


def pytest_unconfigure(config: pytest.Config) -> None:
    _stack.close()


def _wants_database(config: pytest.Config) -> bool:
    if hasattr(config, "workerinput"):
        return False
    chosen = [Path(argument.split("::")[0]).resolve() for argument in config.args]
    rooms = [ROOT / "tests" / name for name in NEEDS_DATABASE]
    return any(path == room or path in room.parents or room in path.parents for path in chosen for room in rooms)


def _grant(addresses: Any) -> None:
    from backend.kernel.database.embedded import grant_in

    grant_in(addresses)


class Clones:
    """Databases cloned from the template."""

    def __init__(self, administrator_url: str) -> None:
        self.administrator_url = administrator_url
        self.current = TEMPLATE

    def make(self) -> str:
        name = f"onculture_test_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.administrator_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE))
            )
        return name

    def drop(self, name: str) -> None:
        with psycopg.connect(self.administrator_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def as_role(self, role: str) -> Iterator[None]:
        """The test's own connection as another role: OWNER shows what only the database's wall holds back."""
        _point_to(self.current, role)
        try:
            yield
        finally:
            _point_to(self.current)

    def url(self, name: str, role: str = "WEB") -> str:
        """The address of a clone for a role: WEB, OWNER, MAINTENANCE, CALIBRATOR or AUDITOR."""
        return os.environ[f"ONCULTURE_TEST_{role}"].replace("/onculture?", f"/{name}?")


@pytest.fixture(scope="session")
def clones() -> Clones:
    return Clones(os.environ["ONCULTURE_TEST_ADDRESSES"])


@pytest.fixture(scope="session")
def django_db_setup(clones: Clones, django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: a clone of the template, opened as the web role."""
    name = clones.make()
    with django_db_blocker.unblock():
        _point_to(name)
    yield
    with django_db_blocker.unblock():
        _point_to(TEMPLATE)
    clones.drop(name)


def _point_to(name: str, role: str = "WEB") -> None:
    from django.db import connections

    from backend.config.settings.base import database_from_url

    connections["default"].close()
    address = database_from_url(os.environ[f"ONCULTURE_TEST_{role}"])
    changes = {key: address[key] for key in ("USER", "PASSWORD", "HOST", "PORT")} | {"NAME": name}
    connections["default"].settings_dict.update(changes)
    connections.settings["default"].update(changes)


@pytest.fixture
def committed(clones: Clones, django_db_setup: None, django_db_blocker: Any) -> Iterator[Clones]:
    """A clone of one test's own, in which commits are real. Use with the marker `real_commits`."""
    from django.db import connections

    former = connections["default"].settings_dict["NAME"]
    name = clones.make()
    with django_db_blocker.unblock():
        _point_to(name)
        clones.current = name
        yield clones
        _point_to(former)
    clones.drop(name)


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Runs every waiting job in this process, in the test's own transaction; gives how many ran."""
    from tests.factories.jobs import run_waiting_jobs

    return run_waiting_jobs
