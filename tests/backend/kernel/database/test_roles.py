"""Web and worker refuse a role that could look past row-level security, and say what the server needs."""

import subprocess
from collections.abc import Iterator

import psycopg
import pytest

from backend.kernel.database.addresses import ServerAddresses
from backend.kernel.database.binaries import installed_binaries
from backend.kernel.database.embedded import temporary_server
from backend.kernel.database.errors import BypassingRoleError
from backend.kernel.database.roles import Role, lines_for_external_server, refuse_bypassing_role


@pytest.fixture(scope="module")
def server() -> Iterator[ServerAddresses]:
    with temporary_server() as addresses:
        with psycopg.connect(addresses.owner_url) as connection:
            connection.execute("CREATE TABLE rows_of_all (number int)")
        yield addresses


@pytest.mark.parametrize("role", [Role.WEB, Role.CALIBRATOR, Role.AUDITOR])
def test_a_role_that_row_level_security_binds_is_accepted(server: ServerAddresses, role: Role) -> None:
    with psycopg.connect(server.url(role)) as connection:
        refuse_bypassing_role(connection)


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (Role.OWNER, "BYPASSRLS through onculture_owner"),
        (Role.MAINTENANCE, "BYPASSRLS through onculture_maintenance"),
        ("onculture_administrator", "superuser through onculture_administrator"),
    ],
)
def test_a_role_that_could_bypass_is_refused_with_the_lines_to_type(
    server: ServerAddresses, role: str, way: str
) -> None:
    with psycopg.connect(server.url(role)) as connection, pytest.raises(BypassingRoleError) as refusal:
        refuse_bypassing_role(connection)

    assert way in str(refusal.value)
    assert 'CREATE ROLE "onculture_web" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS' in str(refusal.value)


def test_a_role_that_is_a_member_of_the_owner_is_refused(server: ServerAddresses) -> None:
    with psycopg.connect(server.administrator_url, autocommit=True) as administrator:
        administrator.execute("CREATE ROLE sly LOGIN PASSWORD 'sly'; GRANT onculture_owner TO sly")
    sly = ServerAddresses(server.socket_directory, {**server.passwords, "sly": "sly"})

    with psycopg.connect(sly.url("sly")) as connection, pytest.raises(BypassingRoleError, match="onculture_owner"):
        refuse_bypassing_role(connection)


def test_web_may_write_rows_and_may_not_change_tables(server: ServerAddresses) -> None:
    with psycopg.connect(server.web_url, autocommit=True) as connection:
        connection.execute("INSERT INTO rows_of_all VALUES (1)")
        for forbidden in ("DROP TABLE rows_of_all", "CREATE TABLE own (number int)", "TRUNCATE rows_of_all"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


def test_the_auditor_reads_nothing_that_was_not_granted(server: ServerAddresses) -> None:
    with psycopg.connect(server.auditor_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM rows_of_all")


def test_the_printed_lines_ready_a_server_of_your_own() -> None:
    passwords = {role: f"password-of-{role.name}" for role in Role}
    with temporary_server() as made:
        with psycopg.connect(made.for_database("postgres").administrator_url, autocommit=True) as administrator:
            administrator.execute("DROP DATABASE onculture")
            for role in Role:
                administrator.execute(f"DROP ROLE {role.value}")

        psql = next(binaries for binaries in installed_binaries()).program("psql")
        subprocess.run(
            [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", made.for_database("postgres").administrator_url],
            input=lines_for_external_server(passwords),
            text=True,
            check=True,
        )
        own = ServerAddresses(made.socket_directory, {role.value: passwords[role] for role in Role})
        with psycopg.connect(own.owner_url) as owner:
            owner.execute("CREATE TABLE rows_of_all (number int)")
        with psycopg.connect(own.web_url) as web:
            web.execute("INSERT INTO rows_of_all VALUES (1)")
            refuse_bypassing_role(web)
