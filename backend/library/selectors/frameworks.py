"""Dimension libraries and their words."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import FrameworkVersion
from backend.library.policies import visible_frameworks
from scoring.definitions.dimensions import DimensionLibrary, DimensionWords
from scoring.definitions.instruments import FrameworkReference

_parsed: dict[uuid.UUID, DimensionLibrary] = {}


def framework(actor: Actor, code: str, version: str = "") -> FrameworkVersion:
    """A dimension library; the newest published version unless one is named."""
    rows = visible_frameworks(actor).filter(code=code)
    row = (rows.filter(version=version) if version else rows).order_by("-created_at", "-id").first()
    if row is None:
        raise NotFoundError("There is no such dimension library.", "framework")
    return row


def library_of(framework: FrameworkVersion) -> DimensionLibrary:
    """The dimension library as the engine's frozen class. Published rows never change, so each is parsed once."""
    known = _parsed.get(framework.pk)
    if known is None:
        known = _parsed[framework.pk] = DimensionLibrary.model_validate(framework.document)
    return known


def libraries_of(references: Iterable[FrameworkReference]) -> Mapping[FrameworkReference, DimensionLibrary]:
    """The libraries that instruments name, in one query; an organisation's own before what is shipped.

    For those who may see the instruments: what an instrument measures is part of it.
    """
    wanted = set(references)
    if not wanted:
        return {}
    named = Q()
    for reference in wanted:
        named |= Q(code=reference.code, version=reference.version)
    rows = FrameworkVersion.objects.filter(named).order_by(F("organisation").asc(nulls_first=True))
    return {FrameworkReference(code=row.code, version=row.version): library_of(row) for row in rows}


@dataclass(frozen=True)
class DimensionEntry:
    """One dimension of a library with its words in one language."""

    code: str
    kind: str
    words: DimensionWords


def dimension_entries(library: DimensionLibrary, language: str) -> list[DimensionEntry]:
    """Every dimension of a library in one language, or in its default language where that has none."""
    return [DimensionEntry(code, kind, library.words_for(code, language)) for code, kind in library.kinds.items()]
