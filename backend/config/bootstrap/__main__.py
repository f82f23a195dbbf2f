"""`python -m backend.config.bootstrap TARGET`: what each target of the Makefile does."""

import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backend.config.bootstrap import browser, checks, environment, frontend, machine
from backend.config.bootstrap.errors import BootstrapError, StepFailedError
from backend.config.bootstrap.paths import ROOT, VENV_PYTHON
from backend.config.bootstrap.running import reset, running_address
from backend.config.bootstrap.shell import clean_environment, say

STARTED = time.time()


def prepare(locked_set: str, *, build: bool = True) -> None:
    """Everything that is needed and not there yet: environment, packages, build."""
    with _only_one():
        # While another one was installing we waited: ask again what is missing.
        missing = _missing(locked_set, build=build)
        if missing:
            machine.refuse_full_disk()
            machine.refuse_old_node()
        for step in missing:
            _timed(step)


def _missing(locked_set: str, *, build: bool) -> list[Callable[[], None]]:
    steps: list[Callable[[], None]] = []
    if not environment.is_installed(locked_set):
        steps.append(lambda: environment.install(locked_set))
    if not frontend.packages_are_installed():
        steps.append(frontend.install_packages)
    if build and (steps or not frontend.is_built()):
        steps.append(frontend.build)
    return steps


def _timed(step: Callable[[], None]) -> None:
    started = time.monotonic()
    step()
    if time.monotonic() - started > 1:
        say(f"  {time.monotonic() - started:.0f} s")


@contextmanager
def _only_one() -> Iterator[None]:
    """One installation at a time in a checkout; the kernel frees the lock however we end."""
    descriptor = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def serve(*arguments: str, locked_set: str = "run") -> int:
    """Prepare, then become the supervisor."""
    if os.environ.get("RESET") == "1":
        reset()
    address = running_address()
    if address is not None:
        say(f"already running\nready: {address}")
        return 0
    prepare(locked_set)
    once = ["--once"] if os.environ.get("ONCE") == "1" else []
    _become("serve", *arguments, *once)
    return 1


def _become(*arguments: str) -> None:
    sys.stdout.flush()
    given = clean_environment({"ONCULTURE_STARTED": str(STARTED)})
    os.chdir(ROOT)
    os.execve(VENV_PYTHON, [str(VENV_PYTHON), "-m", "backend", *arguments], given)  # noqa: S606 -- our own command


def demo() -> int:
    return serve("--demo")


def check() -> int:
    prepare("dev", build=False)
    return checks.report(
        checks.run_checks([*checks.static_checks(), *checks.front_end_checks("lint", "types")]), started=STARTED
    )


def test() -> int:
    """Everything that fits in a quarter of an hour."""
    prepare("dev")
    program = browser.find_browser()
    if program is None and os.environ.get("CI"):
        raise BootstrapError(f"No browser for the browser tests. How to get one: {browser.HOW}")
    steps = [*checks.static_checks(), *checks.drift_checks(), *checks.front_end_checks("check")]
    steps.append(checks.python_tests("not long and not browser", "python tests", processes=2))
    if program is not None:
        steps.append(checks.python_tests("browser and not long", "browser tests", processes=2, browser=program))
    code = checks.report(checks.run_checks(steps), started=STARTED)
    if program is None:
        say(f"NOT RUN: browser tests ({browser.HOW})")
        return 1
    return code


def test_long() -> int:
    """Faults, studies, load, drills. None of them needs a browser."""
    prepare("dev")
    return checks.report(checks.run_checks([checks.python_tests("long", "long tests", long=True)]), started=STARTED)


def generate() -> int:
    prepare("dev", build=False)
    _become("generate")
    return 1


def bench() -> int:
    """The engine against its goals, autosave against a bare upsert."""
    prepare("dev")
    return checks.report(checks.run_checks(checks.benchmarks()), started=STARTED)


TARGETS: dict[str, Callable[[], int]] = {
    "demo": demo,
    "serve": serve,
    "dev": lambda: serve("--dev", locked_set="dev"),
    "check": check,
    "test": test,
    "test-long": test_long,
    "generate": generate,
    "bench": bench,
}


def main(arguments: list[str]) -> int:
    try:
        return TARGETS[arguments[0]]()
    except (BootstrapError, StepFailedError) as problem:
        say(f"make: {problem}")
        return problem.exit_code
    except KeyboardInterrupt:
        say("stopped; run make again to go on")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
