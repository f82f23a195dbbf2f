"""What the machine must bring, asked before anything is downloaded: space, Node, and a Python that makes venvs."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from backend.config.bootstrap.errors import BootstrapError
from backend.config.bootstrap.paths import ROOT, VENV
from backend.config.bootstrap.shell import output_of, run, succeeds

FREE_BYTES = 3_000_000_000
OLDEST_NODE = (20, 19)
VERSIONS = ("3.14", "3.13", "3.12", "3.11")


def refuse_full_disk() -> None:
    """The environment and node_modules take about 2 GB, the database wants air."""
    free = shutil.disk_usage(ROOT).free
    if free < FREE_BYTES:
        raise BootstrapError(
            f"Only {free / 1e9:.1f} GB are free where this checkout lies; {FREE_BYTES / 1e9:.0f} GB are needed. "
            "Free some space and run make again."
        )


def refuse_old_node() -> None:
    told = output_of(["node", "--version"])
    if told is None or not succeeds(["npm", "--version"]):
        raise BootstrapError("Node and npm were not found. Install Node 20.19 or newer (nodejs.org), then run again.")
    if node_version(told) < OLDEST_NODE:
        raise BootstrapError(f"Node is {told.strip()}; 20.19 or newer is needed. Install it, then run again.")


def node_version(told: str) -> tuple[int, int]:
    """(20, 20) of "v20.20.2"."""
    numbers = re.match(r"v?(\d+)\.(\d+)", told.strip())
    return (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)


def candidate_pythons() -> Iterator[str]:
    """Every Python from 3.14 down to 3.11 on this machine that runs, the newest first; one asked for before all."""
    names = [os.environ.get("PYTHON", ""), *(f"python{version}" for version in VERSIONS), "python3"]
    seen: set[str] = set()
    for name in filter(None, names):
        for path in _all_on_path(name):
            real = _executable_of(path)
            if real is not None and real not in seen and not Path(real).is_relative_to(VENV):
                seen.add(real)
                yield real


def install_venv_package(python: str) -> bool:
    """As root on Debian: have apt bring what `python -m venv` lacks; gives whether it did."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None or not python.startswith("/usr/bin/"):
        return False
    try:
        run(["apt-get", "update", "-q"])
        run(["apt-get", "install", "-y", "-q", venv_package(python)])
    except Exception:  # noqa: BLE001 -- whatever apt's trouble is, the caller says what to type
        return False
    return True


def venv_package(python: str) -> str:
    version = output_of([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) or "3"
    return f"python{version.strip()}-venv"


def _all_on_path(name: str) -> Iterator[str]:
    if os.sep in name:
        yield name
        return
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = Path(folder or ".", name)
        if os.access(path, os.X_OK) and path.is_file():
            yield str(path)


def _executable_of(path: str) -> str | None:
    """The Python behind a name, if it runs and is of a version that we lock for; a dead shim gives None."""
    question = "import sys; print(sys.executable if (3, 11) <= sys.version_info[:2] <= (3, 14) else '')"
    told = output_of([path, "-c", question])
    return (told or "").strip() or None
