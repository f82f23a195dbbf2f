"""Folders that behave like another machine's: reachable by every user, of another size."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.kernel.database.account import twin_of


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder under /tmp that every user may enter (pytest's own are root's alone)."""
    folder = Path(tempfile.mkdtemp(prefix="onculture-test-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(twin_of(folder / "var" / "postgres"), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """The folder as a disk of its own with little room. Needs the right to mount (root)."""
    folder.mkdir(exist_ok=True)
    options = f"size={megabytes}m,mode=755,uid={os.geteuid()},gid={os.getegid()}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
