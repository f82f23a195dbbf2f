"""What `make check`, `make test` and `make test-long` run, one after the other, to the end even if one fails."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from backend.config.bootstrap.paths import FRONTEND, ROOT, VENV, VENV_PYTHON
from backend.config.bootstrap.shell import run_watched, say

SUMMARY = re.compile(r"^(=+ )?(\d+ \w+, )*\d+ (passed|failed|errors?|deselected)\b.* in [\d.]+s")
LIMIT_SECONDS = 1800.0
LONG_LIMIT_SECONDS = 3000.0


@dataclass(frozen=True)
class Check:
    """One command line, and under which name it counts."""

    name: str
    command: Sequence[str | Path]
    folder: Path = ROOT
    extra: dict[str, str] = field(default_factory=dict)
    seconds: float = LIMIT_SECONDS


@dataclass(frozen=True)
class Outcome:
    """How one check ended, with pytest's own last lines where it was pytest."""

    name: str
    exit_code: int
    seconds: float
    summary: list[str]


def static_checks() -> list[Check]:
    programs = str(VENV / "bin")
    return [
        Check("ruff", [f"{programs}/ruff", "check", "."]),
        Check("ruff format", [f"{programs}/ruff", "format", "--check", "."]),
        Check("mypy", [f"{programs}/mypy"]),
        Check("imports", [f"{programs}/lint-imports"]),
    ]


def drift_checks() -> list[Check]:
    backend = [str(VENV_PYTHON), "-m", "backend"]
    return [
        Check("generated files", [*backend, "generate", "--check"]),
        Check("migrations", [*backend, "makemigrations", "--check", "--dry-run"]),
    ]


def front_end_checks(*scripts: str) -> list[Check]:
    return [Check(f"front end {script}", ["npm", "run", "--silent", script], FRONTEND) for script in scripts]


def python_tests(marks: str, name: str, *, processes: int = 0, browser: str = "", long: bool = False) -> Check:
    """A run of pytest over the tests with these marks."""
    command: list[str | Path] = [VENV_PYTHON, "-m", "pytest", "-q", "-m", marks, "--durations=10"]
    if processes:
        command += ["-n", str(processes), "--dist", "loadfile"]
    extra = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if browser:
        extra["CHROMIUM"] = browser
    return Check(name, command, extra=extra, seconds=LONG_LIMIT_SECONDS if long else LIMIT_SECONDS)


def benchmarks() -> list[Check]:
    python = str(VENV_PYTHON)
    return [
        Check("engine", [python, "-m", "scoring", "bench", "--table"], extra={"OPENBLAS_NUM_THREADS": "1"}),
        Check("engine against R", [python, "tests/oracles/speed/race.py"]),
        Check("autosave", [python, "tests/faults/bench_autosave.py"]),
    ]


def run_checks(checks: list[Check]) -> list[Outcome]:
    """Run all; each one's words to the terminal."""
    outcomes = []
    for check in checks:
        say(f"\n--- {check.name}")
        started = time.monotonic()
        code, lines = run_watched(check.command, folder=check.folder, extra=check.extra, seconds=check.seconds)
        summary = [line for line in lines[-5:] if SUMMARY.match(line)]
        outcomes.append(Outcome(check.name, code, time.monotonic() - started, summary))
    return outcomes


def report(outcomes: list[Outcome], *, started: float) -> int:
    """Times and results, pytest's own summary lines last; gives the exit code."""
    say("\n--- results")
    for outcome in outcomes:
        word = "ok" if outcome.exit_code == 0 else f"FAILED ({outcome.exit_code})"
        say(f"{outcome.seconds:8.1f} s  {outcome.name}: {word}")
    say(f"{time.time() - started:8.1f} s  all")
    for outcome in outcomes:
        for line in outcome.summary:
            say(line)
    return 0 if all(outcome.exit_code == 0 for outcome in outcomes) else 1
