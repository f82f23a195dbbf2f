"""Passwords and keys of this installation: made once at random, kept in files that only the owner reads."""

import os
import secrets
import tempfile
from pathlib import Path


def stored_secret(directory: Path, name: str) -> str:
    """The secret of that name; a new random one is written the first time (file 0600, folder 0700)."""
    path = directory / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        _write_once(path)
        return path.read_text().strip()


def _write_once(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes files 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # fails when another process was first: then its secret is the one
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
