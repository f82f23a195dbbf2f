"""One PostgreSQL server as our own foreground child: made once, started, asked, stopped."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from backend.kernel.database.account import ServerPlace
from backend.kernel.database.addresses import ADMINISTRATOR, PORT, ServerAddresses
from backend.kernel.database.errors import ServerDidNotStartError
from backend.kernel.orphans import OrphanGuard

READY_SECONDS = 300.0  # after a crash the server first replays its log
STOP_SECONDS = 60.0
LOG_BYTES = 10_000_000
QUIET_SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # No statement, no key value: answers and names do not belong in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
HASTY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Server:
    """The server of one data directory. `start` may be called again whenever it has died."""

    place: ServerPlace
    addresses: ServerAddresses
    log: Path
    guard: OrphanGuard
    settings: Mapping[str, str] = field(default_factory=dict)
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start the foreground process; returns before it answers (see `wait_until_ready`)."""
        stop_leftover(self.place)
        for remnant in self.addresses.socket_directory.glob(".s.PGSQL.*"):
            remnant.unlink()  # the folder is ours alone: what lies there is of a server that was killed
        self.log.parent.mkdir(parents=True, exist_ok=True)
        _shorten(self.log)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=server_environment(),
                start_new_session=True,  # Ctrl-C in the terminal is for the supervisor alone
                **self.place.account.popen_arguments(),  # type: ignore[call-overload]  # user, group or nothing
            )
        self.guard.watch(self._process.pid, stop_signal=signal.SIGINT)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def answers(self) -> bool:
        """Whether somebody can sign in now."""
        try:
            psycopg.connect(self.addresses.for_database("postgres").administrator_url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until somebody can sign in.

        Raises
        ------
        ServerDidNotStartError : the process ended, or the time passed; with the end of its log.
        """
        deadline = time.monotonic() + seconds
        while not self.answers():
            if not self.is_running() or time.monotonic() > deadline:
                raise ServerDidNotStartError(
                    f"PostgreSQL in {self.place.data} did not start. Its last words:\n{_tail(self.log)}",
                    remedy=f"see {self.log}; a full disk must be freed, a damaged directory restored from a backup.",
                )
            time.sleep(0.05)

    def stop(self, stop_signal: int = signal.SIGINT) -> None:
        """Stop in order (SIGINT: clients are cut off, nothing is lost); by force when that takes too long."""
        if self._process is None:
            return
        for number, patience in ((stop_signal, STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if self.is_running():
                with suppress(ProcessLookupError):
                    self._process.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(patience)
        self.reap()

    def reap(self) -> None:
        """Note that the process has ended, however it did."""
        if self._process is not None and not self.is_running():
            self.guard.release(self._process.pid)
            self._process = None

    def _command(self) -> list[str]:
        settings = {
            **QUIET_SETTINGS,
            "unix_socket_directories": str(self.addresses.socket_directory),
            "port": str(PORT),
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.place.binaries.program("postgres"), "-D", str(self.place.data), *options]


def make_data_directory(place: ServerPlace, *, password: str, sync: bool = True) -> None:
    """Make a new data directory beside its place and move it there last, so that half of one never counts."""
    draft = place.data.with_name(place.data.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    place.account.take(draft)
    command = [place.binaries.program("initdb"), "-D", str(draft), "--username", ADMINISTRATOR]
    command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums", *_locale(place)]
    with tempfile.TemporaryDirectory(prefix="onculture-", dir="/tmp") as folder:
        place.account.take(Path(folder))
        password_file = Path(folder, "password")
        password_file.write_text(password)
        place.account.take(password_file)
        _run(place, [*command, "--pwfile", str(password_file), *([] if sync else ["--no-sync"])])
    if place.data.is_dir():
        place.data.rmdir()  # an empty one; anything else is refused here
    draft.rename(place.data)


def reset_administrator_password(place: ServerPlace, *, password: str) -> None:
    """Give the superuser a new password while the server is down: for when var/secrets was lost, the data not."""
    statement = f"ALTER ROLE {ADMINISTRATOR} PASSWORD '{password}'\n"  # our own URL-safe random text
    _run(place, [place.binaries.program("postgres"), "--single", "-D", str(place.data), "postgres"], stdin=statement)


def stop_leftover(place: ServerPlace) -> None:
    """Stop a server of this directory that outlived its supervisor, and clear what it left in the way."""
    pid_file = place.data / "postmaster.pid"
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return
    if lines and _is_server_of(int(lines[0]), place.data):
        _run(place, [place.binaries.program("pg_ctl"), "stop", "-D", str(place.data), "-m", "fast", "-w"])
    elif not group_of_server_is_there(lines):
        # The number may belong to a stranger now, and PostgreSQL would not start for fear of it.
        pid_file.unlink(missing_ok=True)


def group_of_server_is_there(lines: list[str]) -> bool:
    """Whether the process named by a postmaster.pid is a PostgreSQL at all (of whatever directory)."""
    return bool(lines) and "postgres" in _command_line(int(lines[0]))


def server_environment() -> dict[str, str]:
    """Little: neither a PG* variable nor a locale of the machine may change how the server behaves."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _is_server_of(pid: int, data: Path) -> bool:
    line = _command_line(pid)
    return "postgres" in line and str(data) in line


def _command_line(pid: int) -> str:
    return subprocess.run(
        ["ps", "-ww", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    ).stdout


def _locale(place: ServerPlace) -> list[str]:
    """Sort by code point, fold case by Unicode, on every machine alike; before version 17 the C library must do."""
    if place.binaries.major >= 17:
        return ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
    return ["--locale", "C"]


def _run(place: ServerPlace, command: list[str], *, stdin: str = "") -> None:
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=server_environment(),
        **place.account.popen_arguments(),  # type: ignore[call-overload]  # user, group or nothing
    )
    if done.returncode != 0:
        raise ServerDidNotStartError(
            f"{Path(command[0]).name} on {place.data} failed:\n{done.stdout}{done.stderr}",
            remedy="the lines above name the cause; a full disk must be freed, a missing permission given.",
        )


def _tail(log: Path, lines: int = 12) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return "(no log)"


def _shorten(log: Path) -> None:
    with suppress(FileNotFoundError):
        if log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
