"""The Python environment in `.venv`: made by a Python that can, filled from the hash locks."""

import shutil
import sys

from backend.config.bootstrap.errors import BootstrapError
from backend.config.bootstrap.machine import candidate_pythons, install_venv_package, venv_package
from backend.config.bootstrap.paths import REQUIREMENTS, VENV, VENV_PYTHON
from backend.config.bootstrap.shell import output_of, run, say, succeeds
from backend.config.bootstrap.steps import hash_of, is_done, mark_done

UNFINISHED = VENV / ".installing"  # stands while pip writes: a package that was cut in half looks installed to pip
SOURCE_ONLY = "factor-analyzer"


def lock_digest(name: str) -> str:
    """What the installed set depends on: its lock, what builds it, and the Python."""
    locks = [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{name}.txt"]
    version = output_of([VENV_PYTHON, "-c", "import sys; print(sys.version)"]) or ""
    return hash_of(locks, version.strip())


def is_installed(name: str) -> bool:
    return not UNFINISHED.exists() and is_done(VENV / ".stamps" / name, lock_digest(name))


def install(name: str) -> None:
    """Have the locked set `run` or `dev` in `.venv`; nothing else on the machine changes."""
    if UNFINISHED.exists() or not succeeds([VENV_PYTHON, "-m", "pip", "--version"]):
        _make_environment()
    digest = lock_digest(name)
    say(f"python: installing requirements/{name}.txt")
    UNFINISHED.touch()
    _pip("--only-binary=:all:", "-r", str(REQUIREMENTS / "build.txt"))
    binary = ("--no-build-isolation", "--only-binary=:all:", f"--no-binary={SOURCE_ONLY}")
    _pip("--no-deps", *binary, "-r", str(REQUIREMENTS / f"{name}.txt"))
    UNFINISHED.unlink()
    mark_done(VENV / ".stamps" / name, digest)


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--require-hashes")
    run([VENV_PYTHON, "-m", "pip", "install", *quiet, *arguments])


def _make_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    tried: list[str] = []
    for python in candidate_pythons():
        say(f"python: making .venv with {python}")
        if _makes_environment(python) or (install_venv_package(python) and _makes_environment(python)):
            return
        tried.append(python)
    last = tried[-1] if tried else sys.executable
    raise BootstrapError(
        f"No Python here can make a virtual environment (tried {', '.join(tried) or 'none'}). "
        f"Type: sudo apt-get install {venv_package(last)}"
    )


def _makes_environment(python: str) -> bool:
    if succeeds([python, "-m", "venv", VENV]) and succeeds([VENV_PYTHON, "-m", "pip", "--version"]):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    return False
