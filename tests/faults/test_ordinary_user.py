"""The database of an ordinary user: their own process, their own files, no system user and no twin."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend.kernel.database.account import Account, serving_account, twin_of
from tests.factories.folders import open_folder

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys, psycopg
from pathlib import Path
from backend.kernel.database.account import place_for, twin_of
from backend.kernel.database.embedded import running_server
data = Path(sys.argv[1])
with running_server(data) as addresses:
    with psycopg.connect(addresses.web_url) as connection:
        print(connection.execute("SELECT current_user").fetchone()[0])
place = place_for(data)
print(place.data == data, place.account.uid == os.geteuid(), data.stat().st_uid == os.geteuid(), twin_of(data).exists())
"""


@contextmanager
def python_that_anybody_may_run(folder: Path) -> Iterator[Path]:
    """Our Python's installation, mounted where every user may enter (root's home is closed to others)."""
    folder.mkdir()
    subprocess.run(["mount", "--bind", sys.base_prefix, folder], check=True)
    try:
        yield folder / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def run_as(account: Account, python: Path, data: Path, home: Path) -> list[str]:
    paths = [str(ROOT), sysconfig.get_paths()["purelib"]]
    done = subprocess.run(
        [python, "-c", PROGRAM, data],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONPATH": ":".join(paths),
            "PYTHONUTF8": "1",
            "LD_LIBRARY_PATH": str(python.parents[1] / "lib"),
        },
        capture_output=True,
        text=True,
        check=False,
        **account.popen_arguments(),  # type: ignore[call-overload]  # user, group or nothing
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_an_ordinary_user_runs_the_server_in_a_home_of_their_own() -> None:
    account = serving_account()
    with open_folder() as folder, python_that_anybody_may_run(folder / "python") as python:
        home = folder / "home"
        home.mkdir(mode=0o700)
        account.take(home)
        data = home / "checkout" / "var" / "postgres"

        told = run_as(account, python, data, home)

        assert told == ["onculture_web", "True", "True", "True", "False"]
        assert not twin_of(data).exists()
