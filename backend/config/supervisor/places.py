"""Where a checkout keeps what its running processes need to know of one another."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass

from backend.kernel.database.embedded import VAR

RUN = VAR / "run"
LOG = VAR / "log"
LOCK = RUN / "supervisor.lock"
STATE = RUN / "serve.json"


@dataclass(frozen=True)
class Running:
    """What a supervisor writes down once its web server answers."""

    address: str
    pid: int
    started_at: str
    socket_directory: str | None


class LockedError(Exception):
    """Another process of this checkout holds the lock."""


@contextmanager
def sole_holder() -> Iterator[None]:
    """Hold the checkout's lock: one supervisor, or one command with a server of its own, at a time.

    The kernel lets go of it however the process ends, so that it can never be stale.

    Raises
    ------
    LockedError : somebody else holds it.
    """
    RUN.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise LockedError from problem
        forget_running()  # what a killed supervisor left behind
        yield
    finally:
        os.close(descriptor)


def write_running(running: Running) -> None:
    draft = STATE.with_suffix(".new")
    draft.write_text(json.dumps(asdict(running), indent=1))
    draft.replace(STATE)


def read_running() -> Running | None:
    """What the last supervisor wrote down; the lock tells whether it still lives."""
    try:
        return Running(**json.loads(STATE.read_text()))
    except FileNotFoundError:
        return None


def forget_running() -> None:
    with suppress(FileNotFoundError):
        STATE.unlink()
