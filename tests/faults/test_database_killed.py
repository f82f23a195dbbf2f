"""What the database called saved is there after kill -9 of the server, and the supervisor brings it back itself."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from statistics import median

import psycopg
import pytest

from tests.factories.folders import open_folder
from tests.factories.served import Served, children_of, served, wait_until
from tests.factories.writers import Writers, found_in, make_ledger_table

pytestmark = pytest.mark.long
ROUNDS = 5
Show = Callable[[str], None]


def kill_whole_server(postmaster: int) -> None:
    """The server's first process and all that it started, at the same instant as far as a user can."""
    everyone = [postmaster, *(pid for pid, _ in children_of(postmaster))]
    for pid in everyone:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def kill_rounds(product: Served, writers: Writers, *, rounds: int) -> list[float]:
    """Kill the server at random moments; gives how long each healing took."""
    healed = []
    for _ in range(rounds):
        time.sleep(random.uniform(0.4, 1.6))
        before = product.children()["database"]
        kill_whole_server(before)
        healed.append(
            wait_until(lambda gone=before: product.children().get("database") not in {None, gone}, seconds=30)
            + wait_until(lambda: answers(writers.url), seconds=30)
        )
    time.sleep(0.5)
    return healed


def test_no_acknowledged_row_is_lost_when_the_server_is_killed_under_eight_writers(show: Show) -> None:
    with open_folder() as folder, served(folder / "var") as product:
        make_ledger_table(product.addresses.owner_url)

        with Writers(product.addresses.web_url) as writers:
            healed = kill_rounds(product, writers, rounds=ROUNDS)
        found = found_in(product.addresses.web_url)

        acknowledged = writers.ledger.acknowledged
        lost = acknowledged - found
        show(
            f"kill -9 of the server, {ROUNDS} rounds, 8 writers: acknowledged {len(acknowledged)}, "
            f"found {len(found)}, lost {len(lost)}, longest gap {writers.ledger.longest_gap():.2f} s, "
            f"healed in {', '.join(f'{seconds:.2f}' for seconds in healed)} s"
        )
        assert lost == set()
        assert len(acknowledged) > 100
        assert writers.failures >= ROUNDS
        assert median(healed) < 5


def test_control_acknowledged_rows_are_lost_when_commits_do_not_wait_for_the_log(show: Show) -> None:
    with open_folder() as folder, served(folder / "var") as product:
        make_ledger_table(product.addresses.owner_url)
        with psycopg.connect(product.addresses.administrator_url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
            connection.execute("ALTER SYSTEM SET wal_writer_flush_after = '64MB'")
            connection.execute("SELECT pg_reload_conf()")

        with Writers(product.addresses.web_url) as writers:
            kill_rounds(product, writers, rounds=ROUNDS)
        lost = writers.ledger.acknowledged - found_in(product.addresses.web_url)

        show(f"control, commits that do not wait: lost {len(lost)} of {len(writers.ledger.acknowledged)}")
        assert lost


def test_a_second_start_finds_the_data_and_the_same_passwords() -> None:
    with open_folder() as folder:
        with served(folder / "var") as product:
            make_ledger_table(product.addresses.owner_url)
            with psycopg.connect(product.addresses.web_url, autocommit=True) as connection:
                connection.execute("INSERT INTO written (writer, number) VALUES (1, 1)")
            os.kill(product.process.pid, signal.SIGKILL)
            product.process.wait(30)

        with served(folder / "var") as again:
            assert found_in(again.addresses.web_url) == {(1, 1)}
