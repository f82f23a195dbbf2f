"""One child process of the supervisor: started, looked after, restarted with growing pauses, stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from backend.kernel.database.embedded import ROOT
from backend.kernel.database.server import Server
from backend.kernel.orphans import OrphanGuard

FIRST_PAUSE = 0.2
STEADY_SECONDS = 10.0
STOP_SECONDS = 30.0  # longer than what web server and worker allow themselves
NEVER_HANDED_DOWN = ("DATABASE_OWNER_URL", "DATABASE_MAINTENANCE_URL", "DATABASE_CALIBRATOR_URL")


@dataclass
class Command:
    """A child that is a command line of ours, in a session of its own."""

    arguments: list[str]
    environment: Mapping[str, str]
    guard: OrphanGuard
    log: Path | None = None
    output: int | None = None  # an open file for what it prints, instead of a log
    folder: Path = ROOT
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with _opened(self.log) as log:
            self._process = subprocess.Popen(
                self.arguments,
                stdin=subprocess.DEVNULL,
                stdout=log if self.output is None else self.output,
                stderr=log,
                cwd=self.folder,
                env=dict(self.environment),
                start_new_session=True,
            )
        self.guard.watch(self._process.pid)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process is not None else None

    def ask_to_stop(self) -> None:
        if self._process is not None and self.is_running():
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Ask, wait, and then kill the whole group: a web server has workers of its own."""
        self.ask_to_stop()
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.reap()

    def reap(self) -> None:
        """After its end, or by force: nothing of the child's group stays behind."""
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self.guard.release(self._process.pid)


@dataclass
class Kept:
    """A child that must live: started again when it has died, at once at first, then after doubling pauses."""

    name: str
    process: "Command | Server"
    say: Callable[[str], None]
    longest_pause: float = 10.0
    steady_seconds: float = STEADY_SECONDS  # who lived this long did not fail to start: the pauses begin anew
    _pause: float = FIRST_PAUSE
    _started: float = 0.0
    _due: float | None = None
    restarts: int = field(default=0)

    def start(self) -> None:
        self.process.start()
        self._started = time.monotonic()

    def look_after(self) -> None:
        """Called in a loop, never blocks: notes a death, and starts again when the pause is over."""
        now = time.monotonic()
        if self.process.is_running():
            return
        if self._due is None:
            if now - self._started > self.steady_seconds:
                self._pause = FIRST_PAUSE
            self.process.reap()
            self.say(f"{self.name} has died; starting it again in {self._pause:.1f} s")
            self._due = now + self._pause
            self._pause = min(2 * self._pause, self.longest_pause)
        elif now >= self._due:
            self._due = None
            self.restarts += 1
            self.start()


def _opened(log: Path | None) -> AbstractContextManager["IO[bytes] | None"]:
    """The log, opened for appending; nothing (the terminal) when there is none."""
    if log is None:
        return nullcontext()
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("ab")


def environment_of_children(extra: Mapping[str, str]) -> dict[str, str]:
    """Our environment without the mighty addresses, in UTF-8 whatever the machine says, plus what is given.

    One thread for linear algebra: web and worker are several processes, which would fight over the cores.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in NEVER_HANDED_DOWN}
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**threads, **inherited, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1", **extra}
