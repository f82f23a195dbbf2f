"""Copies of the checkout in which nothing is installed yet."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "dist", "__pycache__", ".*_cache", ".hypothesis", "mutants", "tests"
)


def copy_checkout(folder: Path) -> Path:
    """The whole product without what installing and building leave in it."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT, symlinks=True)
    return folder


def make(checkout: Path, *arguments: str, path: str = "", **extra: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        env=bare_environment(path, extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=900,
    )


def bare_environment(path: str, extra: Mapping[str, str]) -> dict[str, str]:
    """This machine's settings, without what a running test adds to them."""
    left_out = (
        "ONCULTURE_",
        "DATABASE_",
        "DJANGO_",
        "PYTEST_",
        "VIRTUAL_ENV",
        "MAKE",
        "MFLAGS",
        "COLUMNS",
        "ONCE",
        "RESET",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, **({"PATH": path} if path else {}), **extra}
