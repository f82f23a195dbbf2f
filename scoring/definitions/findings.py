"""What is wrong with a definition, where, and what to do about it.

A finding knows the document and the path inside it; `files` adds the line. Nothing here reads a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from scoring.errors import ScoringError

Pointer = tuple[str | int, ...]

SHOWN_VALUE_LENGTH = 120


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault of one definition: a stable code, the place, the value found there, and the remedy."""

    code: str
    file: str
    pointer: Pointer = ()
    value: str = ""
    message: str
    remedy: str
    line: int | None = None

    @property
    def place(self) -> str:
        """File and line where the line is known, else file and path inside the document."""
        if self.line is not None:
            return f"{self.file}:{self.line}"
        return f"{self.file} {pointer_text(self.pointer)}".rstrip()

    def __str__(self) -> str:
        return f"{self.code} {self.place} {self.message} {self.remedy}"

    def in_file(self, file: str) -> "Finding":
        """The same finding, said of `file`."""
        return replace(self, file=file)

    def at_line(self, line: int | None) -> "Finding":
        """The same finding with its line."""
        return replace(self, line=line)


class UnusableDefinitionError(ScoringError):
    """A definition that cannot be used, with every finding and not only the first."""

    code = "unusable_definition"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        more = f" (1 of {len(self.findings)} findings)" if len(self.findings) > 1 else ""
        super().__init__(
            f"{first.code} {first.message}{more}", place=first.place, value=first.value, remedy=first.remedy
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process borders; the findings hold all the rest.
        return type(self), (self.findings,)


def pointer_text(pointer: Pointer) -> str:
    """A path inside a document as people write it: `items[3].scale`."""
    text = ""
    for step in pointer:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def shown(value: object) -> str:
    """A value short enough to stand in a message."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= SHOWN_VALUE_LENGTH else text[: SHOWN_VALUE_LENGTH - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known one, or the list of those that exist."""
    names = sorted(set(known))
    near = get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not names:
        return "None is defined yet: define it first."
    return f"Write one of: {', '.join(names[:12])}{', …' if len(names) > 12 else ''}."


def repeated(codes: Iterable[str]) -> Mapping[int, str]:
    """Position and code of every entry whose code stood earlier in the list."""
    seen: set[str] = set()
    again: dict[int, str] = {}
    for position, code in enumerate(codes):
        if code in seen:
            again[position] = code
        seen.add(code)
    return again
