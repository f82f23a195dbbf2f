"""Whether this checkout is being served already, and the deletion of what it keeps."""

import fcntl
import json
import os
import shutil
from pathlib import Path

from backend.config.bootstrap.errors import BootstrapError
from backend.config.bootstrap.paths import LOCK, STATE, VAR
from backend.config.bootstrap.shell import say
from backend.kernel.database.account import twin_of


def running_address() -> str | None:
    """The address of the supervisor that serves this checkout; None when none holds the lock and is ready."""
    if not _lock_is_held():
        return None
    try:
        return str(json.loads(STATE.read_text())["address"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def reset() -> None:
    """Delete this checkout's var/ and its twin: database, secrets, mails, logs. Nothing else."""
    if os.environ.get("DATABASE_URL"):
        raise BootstrapError("RESET=1 deletes the embedded database only, and DATABASE_URL names another. Unset one.")
    if _lock_is_held():
        raise BootstrapError("This checkout is being served: stop it first (Ctrl-C where make runs), then RESET=1.")
    if VAR.is_symlink():
        raise BootstrapError(f"{VAR} is a link to elsewhere; RESET=1 deletes only what lies in the checkout.")
    for path in (VAR, twin_of(VAR / "postgres")):
        if path.exists():
            say(f"reset: deleting {path}")
            _delete(path)


def _delete(path: Path) -> None:
    """Rename first: if this is cut off, what is left does not look like data."""
    doomed = path.with_name(f"{path.name}.deleting")
    shutil.rmtree(doomed, ignore_errors=True)
    path.rename(doomed)
    shutil.rmtree(doomed)


def _lock_is_held() -> bool:
    try:
        descriptor = os.open(LOCK, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
