"""A step is done when its stamp holds the hash of its inputs; the stamp is written last, so Ctrl-C never lies."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from backend.config.bootstrap.paths import ROOT

LEFT_OUT = {"node_modules", "dist", "__pycache__", ".stamps"}


def hash_of(paths: Iterable[Path], *words: str) -> str:
    """One digest over files, folders (without what builds leave in them) and words."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(f"{word}\0".encode())
    for path in sorted(_files_in(paths)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_done(stamp: Path, digest: str) -> bool:
    try:
        return stamp.read_text() == digest
    except FileNotFoundError:
        return False


def mark_done(stamp: Path, digest: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_suffix(".new")
    draft.write_text(digest)
    draft.replace(stamp)


def _files_in(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from _files_in(child for child in path.iterdir() if child.name not in LEFT_OUT)
        elif path.is_file():
            yield path
