"""Dimension libraries and their words."""

from dataclasses import dataclass

from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import FrameworkVersion
from backend.library.policies import visible_frameworks
from scoring.definitions.dimensions import DimensionLibrary, DimensionWords


def framework(actor: Actor, code: str, version: str = "") -> FrameworkVersion:
    """A dimension library; the newest published version unless one is named."""
    rows = visible_frameworks(actor).filter(code=code)
    row = (rows.filter(version=version) if version else rows).order_by("-created_at", "-id").first()
    if row is None:
        raise NotFoundError("There is no such dimension library.", "framework")
    return row


def library_of(framework: FrameworkVersion) -> DimensionLibrary:
    """The dimension library as the engine's frozen class."""
    return DimensionLibrary.model_validate(framework.document)


@dataclass(frozen=True)
class DimensionEntry:
    """One dimension of a library with its words in one language."""

    code: str
    kind: str
    words: DimensionWords


def dimension_entries(library: DimensionLibrary, language: str) -> list[DimensionEntry]:
    """Every dimension of a library in one language, or in its default language where that has none."""
    return [DimensionEntry(code, kind, library.words_for(code, language)) for code, kind in library.kinds.items()]
