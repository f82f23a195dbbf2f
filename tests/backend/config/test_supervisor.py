"""`python -m backend serve` as its user sees it: one address, children that come back, nothing left behind."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.config.supervisor.children import environment_of_children
from backend.config.supervisor.health import free_port, status_of
from tests.factories.folders import open_folder
from tests.factories.served import Served, is_alive, run_backend, served, start_serving, wait_until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port("127.0.0.1", 17000 + os.getpid() % 900)))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture(scope="module")
def product(busy_port: int) -> Iterator[Served]:
    with open_folder() as folder, served(folder / "var", port=busy_port) as running:
        yield running


def environment_of(pid: int) -> str:
    """A process's environment as the system keeps it."""
    return subprocess.run(
        ["ps", "eww", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=True
    ).stdout


def test_a_busy_port_is_said_and_the_next_free_one_is_bound(product: Served, busy_port: int) -> None:
    assert f"port {busy_port} is busy: serving on " in product.said
    assert product.address != f"http://127.0.0.1:{busy_port}"
    assert status_of(f"{product.address}/readyz") == 200


def test_the_last_line_says_where_it_is_and_the_code_of_the_first_owner_stands_above(product: Served) -> None:
    lines = product.said.splitlines()

    assert lines[-1] == f"ready: {product.address}"
    assert any(line.startswith(f"first owner: open {product.address}/first-owner and enter") for line in lines)


def test_a_second_start_prints_the_address_and_ends_well(product: Served) -> None:
    second = run_backend(product.var, "serve")

    assert second.returncode == 0
    assert second.stdout.splitlines()[-1] == f"ready: {product.address}"


def test_no_serving_process_holds_the_address_of_the_owner(product: Served) -> None:
    password = product.addresses.passwords["onculture_owner"]
    children = product.children()

    assert "DATABASE_URL=postgresql://onculture_web" in environment_of(children["worker"])
    for name in ("web", "worker"):
        assert password not in environment_of(children[name])


def test_children_do_not_inherit_the_addresses_of_mightier_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OWNER", "MAINTENANCE", "CALIBRATOR"):
        monkeypatch.setenv(f"DATABASE_{name}_URL", "postgresql://mighty")

    given = environment_of_children({"DATABASE_URL": "postgresql://onculture_web@/onculture"})

    assert {name: value for name, value in given.items() if name.startswith("DATABASE_")} == {
        "DATABASE_URL": "postgresql://onculture_web@/onculture"
    }
    assert (given["PYTHONUTF8"], given["LC_ALL"]) == ("1", "C.UTF-8")


def test_a_command_shares_the_running_database(product: Served) -> None:
    done = run_backend(product.var, "backup", str(product.var / "shared.dump"))

    assert done.returncode == 0, done.stderr
    assert (product.var / "shared.dump").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["web", "worker", "database"])
def test_a_child_that_is_killed_is_started_again(product: Served, name: str) -> None:
    before = product.children()[name]

    os.kill(before, signal.SIGKILL)

    wait_until(lambda: product.children().get(name) not in {None, before}, seconds=20)
    wait_until(lambda: status_of(f"{product.address}/readyz") == 200, seconds=30)
    assert f"{name} has died; starting it again" in product.said


def test_a_role_that_could_bypass_is_refused_with_the_lines_to_type(product: Served) -> None:
    for part in ([], ["--web"], ["--worker"]):
        refused = run_backend(product.var / "other", "serve", *part, DATABASE_URL=product.addresses.owner_url)

        assert refused.returncode == 1
        assert 'CREATE ROLE "onculture_web"' in refused.stdout


def test_a_part_needs_a_database_to_share(product: Served) -> None:
    alone = run_backend(product.var / "other", "serve", "--web")

    assert alone.returncode == 1
    assert "DATABASE_URL is not set" in alone.stdout


def test_a_part_serves_on_a_database_that_is_named(product: Served) -> None:
    port = str(free_port("127.0.0.1", 16000 + os.getpid() % 900))
    part = start_serving(product.var / "part", "--web", "--port", port, DATABASE_URL=product.addresses.web_url)
    try:
        wait_until(lambda: status_of(f"http://127.0.0.1:{port}/readyz") == 200, seconds=60)
    finally:
        assert part.stop() == 0


def test_pending_migrations_are_refused_without_the_owner() -> None:
    from backend.kernel.database.embedded import temporary_server

    with open_folder() as folder, temporary_server() as addresses:
        refused = run_backend(folder / "var", "serve", DATABASE_URL=addresses.web_url)

        assert refused.returncode == 1
        assert "DATABASE_OWNER_URL" in refused.stdout + refused.stderr


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGKILL,
        pytest.param(signal.SIGTERM, marks=pytest.mark.long),
        pytest.param(signal.SIGINT, marks=pytest.mark.long),
    ],
)
def test_nothing_is_left_behind_however_the_supervisor_ends(number: int) -> None:
    with open_folder() as folder, served(folder / "var") as product:
        children = product.children()
        socket_directory = Path(product.state["socket_directory"])
        assert set(children) == {"database", "web", "worker"}

        code = product.stop(number)

        wait_until(lambda: not any(is_alive(pid) for pid in children.values()), seconds=30)
        if number != signal.SIGKILL:
            assert code == 0
            assert not (folder / "var" / "run" / "serve.json").exists()
            assert not socket_directory.exists()
