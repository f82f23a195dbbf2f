"""No child outlives the process that started it, however that process ends.

A guard process holds the reading end of a pipe whose writing end only the parent has. When the parent dies,
even by kill -9, the pipe ends, and the guard stops every process group that the parent had registered.
(Linux's parent-death signal is not used: it is Linux only, and is lost when the child changes its user.)
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

GRACE_SECONDS = 10.0


@dataclass
class OrphanGuard:
    """The parent's end of the pipe: register a process group after starting it, release it after it has ended."""

    _process: "subprocess.Popen[str] | None" = None
    _watched: dict[int, int] = field(default_factory=dict)

    def watch(self, group: int, *, stop_signal: int = signal.SIGTERM) -> None:
        """From now on this process group is stopped when we die."""
        self._watched[group] = int(stop_signal)
        self._tell(f"watch {group} {int(stop_signal)}")

    def release(self, group: int) -> None:
        """This process group has ended; its number may be given to a stranger."""
        if self._watched.pop(group, None) is not None:
            self._tell(f"release {group}")

    def close(self) -> None:
        """Send the guard home; whatever is still registered is stopped."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
            self._process.wait()
            self._process = None

    def look_after(self) -> None:
        """Start another guard if somebody killed this one. Called in the parent's loop."""
        if self._watched and (self._process is None or self._process.poll() is not None):
            self._start_anew()

    def _tell(self, line: str) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start_anew()
            return
        try:
            _write(self._process, line)
        except OSError:  # it died between the two lines above
            self._start_anew()

    def _start_anew(self) -> None:
        """A guard that learns everything that is to be watched."""
        self._process = _start_guard()
        for group, stop_signal in self._watched.items():
            _write(self._process, f"watch {group} {stop_signal}")


def _write(process: "subprocess.Popen[str]", line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(line + "\n")
        process.stdin.flush()


def _start_guard() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-I", "-S", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        text=True,
        start_new_session=True,  # what kills the parent's whole group must spare the guard
    )


def guard() -> None:
    """What the guard process does: learn the groups until the pipe ends, then stop those that are left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: dict[int, int] = {}
    for line in sys.stdin:
        verb, *numbers = line.split()
        if verb == "watch":
            groups[int(numbers[0])] = int(numbers[1])
        else:
            groups.pop(int(numbers[0]), None)
    first, leaning = dict(list(groups.items())[:1]), dict(list(groups.items())[1:])
    stop_groups(leaning)
    stop_groups(first)  # what was started first is what the others lean on: the database


def stop_groups(groups: dict[int, int], *, grace_seconds: float = GRACE_SECONDS) -> None:
    """Ask every group's leader to stop, then kill what is left after the grace time."""
    for group, stop_signal in groups.items():
        with suppress(ProcessLookupError, PermissionError):
            os.kill(group, stop_signal)
    deadline = time.monotonic() + grace_seconds
    while time.monotonic() < deadline and any(group_lives(group) for group in groups):
        time.sleep(0.05)
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def group_lives(group: int) -> bool:
    """Whether any process of the group is there (a stranger's group counts as gone)."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    guard()
