"""Make can be killed at any moment, and the next make goes on; it needs room, and says so when there is none."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.factories.bare_checkout import bare_environment, copy_checkout, make
from tests.factories.folders import open_folder, small_disk

pytestmark = pytest.mark.long
MOMENTS = 3
# A shell's background job ignores SIGINT, and so would all that it starts.
HEARING_CTRL_C = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture
def checkout() -> Iterator[Path]:
    with open_folder() as folder:
        yield copy_checkout(folder / "checkout")


def kill_after(checkout: Path, seconds: float, number: int) -> int | None:
    """Start make, wait, and send the signal to everything that a terminal's Ctrl-C would reach."""
    with (checkout.parent / "make.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", HEARING_CTRL_C, "make", "serve", "ONCE=1"],
            cwd=checkout,
            env=bare_environment("", {"ONCULTURE_PORT": "18700"}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        time.sleep(seconds)
        if process.poll() is None:
            os.killpg(process.pid, number)
        return process.wait(60)


def test_make_goes_on_after_it_was_killed_at_three_random_moments(checkout: Path, show: Callable[[str], None]) -> None:
    moments = [random.uniform(1, 75) for _ in range(MOMENTS)]
    for seconds, number in zip(moments, (signal.SIGKILL, signal.SIGINT, signal.SIGKILL), strict=True):
        kill_after(checkout, seconds, number)

    started = time.monotonic()
    done = make(checkout, "serve", "ONCE=1", ONCULTURE_PORT="18700")

    show(
        f"make killed after {', '.join(f'{seconds:.0f}' for seconds in moments)} s; "
        f"the next one was ready after {time.monotonic() - started:.0f} s"
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "once: every page answered, no job failed" in done.stdout


def test_too_little_room_is_said_before_anything_is_installed() -> None:
    with open_folder() as folder, small_disk(folder / "disk", megabytes=100) as disk:
        bare = copy_checkout(disk / "checkout")

        refused = make(bare, "demo")

        assert refused.returncode == 2
        assert "GB are free where this checkout lies; 3 GB are needed" in refused.stdout
        assert not (bare / ".venv").exists()
