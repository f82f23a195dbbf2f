"""A backup restores all of it or nothing, and every table is then what it was."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from backend.kernel.database.addresses import ServerAddresses
from backend.kernel.database.archives import contents_of, read_backup, write_backup
from backend.kernel.database.embedded import temporary_server
from backend.kernel.database.errors import ArchiveError, DatabaseInUseError, NotEmptyError

ROWS_OF_TWO = """
    CREATE TABLE rows_of_two (organisation_id int, name text);
    ALTER TABLE rows_of_two ENABLE ROW LEVEL SECURITY;
    ALTER TABLE rows_of_two FORCE ROW LEVEL SECURITY;
    CREATE POLICY one ON rows_of_two USING (organisation_id = 1);
    INSERT INTO rows_of_two SELECT 1 + n % 2, 'Person ' || n || ' — عميل' FROM generate_series(1, 5000) AS n;
    CREATE SCHEMA protected;
    CREATE TABLE protected.answers AS SELECT 42 AS answer;
    CREATE TABLE appended (number int);
    REVOKE UPDATE, DELETE ON appended FROM onculture_web;
"""


@pytest.fixture(scope="module")
def source() -> Iterator[ServerAddresses]:
    with temporary_server() as addresses:
        with psycopg.connect(addresses.owner_url) as owner:
            owner.execute(ROWS_OF_TWO)
        yield addresses


@pytest.fixture
def target() -> Iterator[ServerAddresses]:
    with temporary_server() as addresses:
        yield addresses


@pytest.fixture
def backup(source: ServerAddresses, tmp_path: Path) -> Path:
    write_backup(source.owner_url, tmp_path / "all.dump")
    return tmp_path / "all.dump"


def test_every_table_of_a_restored_server_has_the_same_rows_grants_and_walls(
    source: ServerAddresses, target: ServerAddresses, backup: Path
) -> None:
    read_backup(target.owner_url, backup)

    assert contents_of(target.owner_url) == contents_of(source.owner_url)
    assert contents_of(target.owner_url)["public.rows_of_two"].rows == 5000
    with psycopg.connect(target.web_url) as web:
        assert web.execute("SELECT count(*) FROM rows_of_two").fetchone() == (2500,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("DELETE FROM appended")


def test_control_a_dump_by_the_web_role_is_refused_rather_than_short(source: ServerAddresses, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="permission denied"):
        write_backup(source.web_url, tmp_path / "short.dump")

    assert list(tmp_path.iterdir()) == []


def test_a_digest_tells_one_changed_letter(source: ServerAddresses) -> None:
    before = contents_of(source.owner_url)["public.rows_of_two"]
    with psycopg.connect(source.owner_url, autocommit=True) as owner:
        owner.execute("UPDATE rows_of_two SET name = 'person 7 — عميل' WHERE name LIKE 'Person 7 —%'")
        after = contents_of(source.owner_url)["public.rows_of_two"]
        owner.execute("UPDATE rows_of_two SET name = 'Person 7 — عميل' WHERE name LIKE 'person 7 —%'")

    assert (after.rows, after.digest == before.digest) == (before.rows, False)
    assert contents_of(source.owner_url)["public.rows_of_two"] == before


def test_a_database_that_holds_tables_is_replaced_only_when_asked(target: ServerAddresses, backup: Path) -> None:
    with psycopg.connect(target.owner_url) as owner:
        owner.execute("CREATE TABLE precious AS SELECT 1 AS number")

    with pytest.raises(NotEmptyError, match="--replace"):
        read_backup(target.owner_url, backup)
    assert "public.precious" in contents_of(target.owner_url)

    read_backup(target.owner_url, backup, replace=True)
    assert "public.precious" not in contents_of(target.owner_url)


def test_a_damaged_file_is_refused_and_the_database_is_as_it_was(target: ServerAddresses, backup: Path) -> None:
    with psycopg.connect(target.owner_url) as owner:
        owner.execute("CREATE TABLE precious AS SELECT 1 AS number")
    whole = backup.read_bytes()

    for damaged in (whole[: len(whole) * 2 // 3], b"", b"not a backup"):
        backup.write_bytes(damaged)
        with pytest.raises(ArchiveError, match="the database is as it was"):
            read_backup(target.owner_url, backup, replace=True)

    assert contents_of(target.owner_url)["public.precious"].rows == 1


def test_a_database_in_use_is_not_replaced(target: ServerAddresses, backup: Path) -> None:
    with psycopg.connect(target.web_url), pytest.raises(DatabaseInUseError, match="1 other connections"):
        read_backup(target.owner_url, backup)


def test_a_backup_is_readable_by_its_owner_only_and_bears_its_name_last(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["all.dump"]
