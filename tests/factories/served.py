"""The product as a newcomer starts it, `python -m backend serve`, in a var folder of the test's own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from backend.config.supervisor.health import free_port
from backend.kernel.database.addresses import ADMINISTRATOR, ServerAddresses
from backend.kernel.database.roles import Role
from backend.kernel.database.secrets import stored_secret

ROOT = Path(__file__).resolve().parents[2]


def own_environment(var: Path, **extra: str) -> dict[str, str]:
    """The environment of a machine on which no test runs."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ONCULTURE_", "DATABASE_", "DJANGO_", "PYTEST_"))
    }
    return {**kept, "ONCULTURE_VAR": str(var), "ONCULTURE_WEB_PROCESSES": "1", **extra}


@dataclass
class Served:
    """A running supervisor, what it said so far, and where it serves."""

    process: "subprocess.Popen[str]"
    var: Path
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text()

    @property
    def state(self) -> dict[str, str]:
        return dict(json.loads((self.var / "run" / "serve.json").read_text()))

    @property
    def address(self) -> str:
        return self.state["address"]

    @property
    def addresses(self) -> ServerAddresses:
        passwords = {name: stored_secret(self.var / "secrets", name) for name in (ADMINISTRATOR, *Role)}
        return ServerAddresses(Path(self.state["socket_directory"]), passwords)

    def children(self) -> dict[str, int]:
        """Process ids of the supervisor's children by what they are: database, web, worker."""
        found: dict[str, int] = {}
        for pid, line in children_of(self.process.pid):
            for name, sign in {"database": "/postgres -D", "web": "granian", "worker": "backend worker"}.items():
                if sign in line:
                    found[name] = pid
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def served(var: Path, *arguments: str, port: int = 0, **extra: str) -> Iterator[Served]:
    """The product served until the block ends; ready when the block begins."""
    started = start_serving(var, "--port", str(port or free_port("127.0.0.1", 18000 + os.getpid() % 2000)), **extra)
    try:
        wait_until(lambda: "ready: " in started.said or started.process.poll() is not None, seconds=240)
        assert "ready: " in started.said, started.said + logs_of(var)
        yield started
    finally:
        started.stop()


def start_serving(var: Path, *arguments: str, **extra: str) -> Served:
    var.mkdir(parents=True, exist_ok=True)
    output = var / f"terminal-{time.monotonic_ns()}.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "backend", "serve", *arguments],
            cwd=ROOT,
            env=own_environment(var, **extra),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            text=True,
        )
    return Served(process, var, output)


def run_backend(var: Path, *arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "backend", *arguments],
        cwd=ROOT,
        env=own_environment(var, **extra),
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def children_of(pid: int) -> list[tuple[int, str]]:
    """Process id and command line of each direct child."""
    table = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()]
    return [(int(row[0]), row[2]) for row in rows if len(row) == 3 and int(row[1]) == pid]


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    state = subprocess.run(["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def wait_until(condition: "object", *, seconds: float) -> float:
    """Wait for a condition; gives how long it took, in seconds."""
    started = time.monotonic()
    while not condition():  # type: ignore[operator]
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.02)
    return time.monotonic() - started


def logs_of(var: Path) -> str:
    return "\n".join(f"--- {path}\n{path.read_text()[-3000:]}" for path in sorted((var / "log").glob("*.log")))
