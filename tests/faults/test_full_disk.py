"""A full disk: 503 with Retry-After while it lasts, everything back by itself when there is room, nothing lost."""

import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.factories.folders import open_folder, small_disk
from tests.factories.served import served, wait_until
from tests.factories.writers import Writers, found_in, make_ledger_table

pytestmark = pytest.mark.long


def status_and_retry_after(address: str, body: dict[str, str] | None = None) -> tuple[int, str | None, str]:
    """Status, Retry-After and content type of a GET, or of a POST when there is a body."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.headers.get("Retry-After"), response.headers.get("Content-Type", "")
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers.get("Retry-After"), refusal.headers.get("Content-Type", "")


def fill(folder: Path) -> Path:
    """Write one file until nothing more fits."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            return ballast


def use_up_the_log(url: str) -> None:
    """Write to the server's log alone until the server stops itself: what it cannot log it must not do."""
    message = "SELECT pg_logical_emit_message(true, 'test', %s)"
    with psycopg.connect(url, autocommit=True) as connection, suppress(psycopg.OperationalError):
        while True:
            connection.execute(message, [secrets.token_hex(200_000)])


def test_a_full_disk_gives_503_and_the_product_comes_back_when_there_is_room(show: Callable[[str], None]) -> None:
    with open_folder() as folder, small_disk(folder / "disk", megabytes=256) as disk, served(disk / "var") as product:
        address = product.address
        make_ledger_table(product.addresses.owner_url)
        with Writers(product.addresses.web_url) as writers:
            time.sleep(1)
            ballast = fill(disk)
            use_up_the_log(product.addresses.web_url)

            wait_until(lambda: status_and_retry_after(f"{address}/readyz")[0] == 503, seconds=120)
            refused = status_and_retry_after(f"{address}/readyz")
            page = status_and_retry_after(f"{address}/api/v1/start")
            alive = status_and_retry_after(f"{address}/healthz")
            time.sleep(5)
            ballast.unlink()
            back = wait_until(lambda: status_and_retry_after(f"{address}/readyz")[0] == 200, seconds=60)
            count = len(writers.ledger.acknowledged)
            wait_until(lambda: len(writers.ledger.acknowledged) > count + 100, seconds=30)

        lost = writers.ledger.acknowledged - found_in(product.addresses.web_url)
        show(
            f"full disk, 8 writers: acknowledged {len(writers.ledger.acknowledged)}, lost {len(lost)}, "
            f"back {back:.1f} s after there was room again"
        )
        assert (refused[0], refused[2]) == (503, "application/problem+json")
        assert refused[1] is not None
        assert page[0] == 503
        assert page[1] is not None
        assert alive[0] == 200
        assert lost == set()
        assert product.process.poll() is None
