"""A report as typed blocks, read alike by the page in the console and by the PDF.

Every figure block carries its own error, so that no renderer can show a position without it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Heading:
    text: str
    level: int = 1
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, kw_only=True)
class Text:
    text: str
    type: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence that must not be overlooked."""

    text: str
    type: Literal["note"] = "note"


@dataclass(frozen=True, kw_only=True)
class Bullets:
    items: tuple[str, ...]
    type: Literal["bullets"] = "bullets"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Pairs of label and value."""

    pairs: tuple[tuple[str, str], ...]
    type: Literal["facts"] = "facts"


@dataclass(frozen=True, kw_only=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    type: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True)
class Strip:
    """A position on one dimension: mean with 90 % interval on T = 50 + 10 theta, against the signed band.

    `left` and `right` name the poles; for a standard they are low and high. Without a position, mean, lower
    and upper are None and `words` says why. `band` is None where nothing is signed to be judged by.
    """

    label: str
    left: str
    right: str
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    band: tuple[float, float] | None
    words: str
    provisional: bool
    type: Literal["strip"] = "strip"


@dataclass(frozen=True, kw_only=True)
class Dots:
    """A group's level on an answer scale: mean with 90 % interval, everybody a dot, against the carried-over band.

    Without a level, mean, lower and upper are None, there are no dots, and `words` says why.
    """

    label: str
    left: str
    right: str
    minimum: float
    maximum: float
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    band: tuple[float, float] | None
    dots: tuple[float, ...]
    words: str
    provisional: bool
    type: Literal["dots"] = "dots"


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Lines to sign on, or the signatures that were given."""

    names: tuple[tuple[str, str], ...]
    type: Literal["signatures"] = "signatures"


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """One choice among boxes to tick on paper: label and, under it, words for each."""

    label: str
    help: str
    options: tuple[tuple[str, str], ...]
    type: Literal["boxes"] = "boxes"


@dataclass(frozen=True, kw_only=True)
class WritingLines:
    """Lines to write on, under a label; and a box for "there was nothing to write"."""

    label: str
    columns: tuple[str, str]
    lines: int
    none: str
    type: Literal["writing_lines"] = "writing_lines"


Block = Heading | Text | Note | Bullets | Facts | Table | Strip | Dots | Signatures | Boxes | WritingLines


@dataclass(frozen=True, kw_only=True)
class ReportDocument:
    """One report. `dated` is the day its figures were made, never the day of printing."""

    title: str
    subtitle: str
    language: str
    dated: date
    organisation: str
    footer: str
    simulated: bool
    blocks: tuple[Block, ...]

    def as_json(self) -> Mapping[str, Any]:
        """The document for the page."""
        return {**asdict(self), "dated": self.dated.isoformat()}
