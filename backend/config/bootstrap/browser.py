"""A browser for the browser tests: named, on the path, from apt as root, or Playwright's own."""

import os
import shutil
from pathlib import Path

from backend.config.bootstrap.errors import StepFailedError
from backend.config.bootstrap.paths import VENV_PYTHON
from backend.config.bootstrap.shell import output_of, run, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = "set CHROMIUM=/path/to/chromium, or: sudo apt-get install chromium fonts-noto-core"
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)


def find_browser() -> str | None:
    """The program to drive, got if need be; None when there is no way to get one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return _on_path() or _from_apt() or _from_playwright()


def _on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name)) is not None), None)


def _from_apt() -> str | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    say("browser: asking apt for chromium")
    try:
        run(["apt-get", "update", "-q"])
        run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-core"])
    except StepFailedError:
        return None
    return _on_path()


def _from_playwright() -> str | None:
    say("browser: asking Playwright for its own")
    try:
        run([VENV_PYTHON, "-m", "playwright", "install", "chromium"])
    except StepFailedError:
        return None
    path = (output_of([VENV_PYTHON, "-c", _ASK_PLAYWRIGHT]) or "").strip()
    return path if path and Path(path).exists() else None
