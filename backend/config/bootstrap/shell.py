"""Running other programs: their words to the terminal, the locale ours, no way for a setting to leak in."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from backend.config.bootstrap.errors import StepFailedError
from backend.config.bootstrap.paths import ROOT

KEPT_OUT = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- make talks to a terminal


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment in UTF-8, without what would make our Python another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in KEPT_OUT}
    kept.setdefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    return {**kept, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PYTHONNOUSERSITE": "1", **(extra or {})}


def run(command: Sequence[str | Path], *, folder: Path = ROOT, extra: Mapping[str, str] | None = None) -> None:
    """Run to the end.

    Raises
    ------
    StepFailedError : it did not end with 0.
    """
    done = subprocess.run([str(part) for part in command], cwd=folder, env=clean_environment(extra), check=False)
    if done.returncode != 0:
        raise StepFailedError(f"`{_short(command)}` ended with {done.returncode}.")


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether a program is there, runs and ends with 0; says nothing."""
    return output_of(command) is not None


def output_of(command: Sequence[str | Path]) -> str | None:
    """What a program prints; None when it is not there or fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=False, env=clean_environment()
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def run_watched(
    command: Sequence[str | Path], *, folder: Path, extra: Mapping[str, str], seconds: float
) -> tuple[int, list[str]]:
    """Run to the end within a time limit, showing what it prints; gives exit code and lines (124: out of time)."""
    lines: list[str] = []
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=clean_environment(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    old = signal.signal(signal.SIGALRM, lambda *_: _kill(process))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    started = time.monotonic()
    try:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line.rstrip("\n"))
        code = process.wait()
    except BaseException:  # Ctrl-C reached us, not the other session
        _kill(process)
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    return (124 if time.monotonic() - started >= seconds else code), lines


def _kill(process: "subprocess.Popen[str]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
        time.sleep(2)
        os.killpg(process.pid, signal.SIGKILL)


def _short(command: Sequence[str | Path]) -> str:
    return " ".join(str(part).removeprefix(f"{ROOT}/") for part in command)[:200]
