"""Two registries by which low rooms ask high ones without importing them. Wired in `config`.

`dependants_of` answers "what does a change of this version affect?"; `erase` asks every app that keeps
something about a person to remove it, and is done only when all have reported.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Dependant:
    """A thing that relies on another: what it is, its id, and words for the screen."""

    kind: str
    id: uuid.UUID
    words: str


FindDependants = Callable[[str, uuid.UUID], Iterable[Dependant]]
Eraser = Callable[[str, uuid.UUID], int]

_finders: dict[str, FindDependants] = {}
_erasers: dict[str, Eraser] = {}


def register_dependants(app: str, finder: FindDependants) -> None:
    _finders[app] = finder


def register_eraser(app: str, eraser: Eraser) -> None:
    """Called for the lowest app first."""
    _erasers[app] = eraser


def dependants_of(kind: str, identifier: uuid.UUID) -> list[Dependant]:
    """Everything that would be affected by a change of this thing, app by app."""
    return [dependant for app in sorted(_finders) for dependant in _finders[app](kind, identifier)]


def erase(kind: str, identifier: uuid.UUID) -> dict[str, int]:
    """Rows removed per app, the highest app first, as it hangs on the lower ones' rows.

    An eraser that fails stops the whole: half an erasure is none.
    """
    return {app: _erasers[app](kind, identifier) for app in reversed(_erasers)}


def erasing_apps() -> frozenset[str]:
    return frozenset(_erasers)
