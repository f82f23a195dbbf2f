"""Publishing instruments and dimension libraries, an organisation's own and those that are shipped."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.errors import DefinitionRefusedError, VersionPublishedError
from backend.library.models import FrameworkVersion, InstrumentVersion, ScoringModelVersion
from backend.library.policies import visible_frameworks
from backend.library.selectors.frameworks import library_of
from backend.library.services.scoring_models import publish_assumed_model, published_rows
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.files import definition_folders, load_dimension_library, load_instrument
from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.framework import dimension_findings
from scoring.definitions.hashing import Instrument, content_hash, structure_hash
from scoring.definitions.parsing import parse_instrument


def publish_instrument(*, actor: Actor, documents: Mapping[str, Any]) -> InstrumentVersion:
    """Publishes an instrument of the organisation's own, with its assumed scoring model.

    Needs `publish_instrument`. `documents` are those of a definition's folder, by file name. The same content
    again gives the version that exists; other content under the same version is refused.
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    try:
        definition = parse_instrument(documents)
    except UnusableDefinitionError as error:
        raise DefinitionRefusedError(error.findings) from error
    _refuse_unknown_dimensions(actor, definition)
    row, is_new = _stored_instrument(definition, organisation_id=actor.organisation_id)
    if is_new:
        record_audit_event(
            actor=actor,
            action="instrument.published",
            subject=row,
            details={"code": row.code, "version": row.version, "structure_hash": row.structure_hash},
        )
        model = publish_assumed_model(row, definition)
        if model is not None:
            record_audit_event(
                actor=actor, action="scoring_model.published", subject=model, details={"model_hash": model.model_hash}
            )
    return row


def publish_shipped(root: Path) -> list[str]:
    """Publishes every dimension library and instrument under `root` for all organisations; says what is new.

    Runs as the owner of the database: the running product cannot write rows without an organisation.
    """
    new: list[str] = []
    folders = definition_folders(root)
    for path in sorted(folders, key=_place_in_publishing):
        if path.parts[-3] == "dimensions":
            library = load_dimension_library(path)
            code, version, is_new = library.code, library.version, _store_framework(library)
        else:
            definition = load_instrument(path)
            row, is_new = _stored_instrument(definition, organisation_id=None)
            # What was published before instruments of its kind had a model gets one now.
            if is_new or not ScoringModelVersion.shipped.filter(instrument=row).exists():
                publish_assumed_model(row, definition)
            code, version = row.code, row.version
        if is_new:
            new.append(f"{code} {version}")
    return new


def _place_in_publishing(folder: Path) -> tuple[bool, Path, tuple[str, ...]]:
    """Dimension libraries before instruments, and old versions before new ones: the newest is published last."""
    return folder.parts[-3] != "dimensions", folder.parent, tuple(part.zfill(6) for part in folder.name.split("."))


def _stored_instrument(definition: Instrument, *, organisation_id: uuid.UUID | None) -> tuple[InstrumentVersion, bool]:
    header = definition.header
    fresh = InstrumentVersion(
        organisation_id=organisation_id,
        code=header.code,
        version=header.version,
        kind=header.kind,
        document=definition.model_dump(mode="json"),
        structure_hash=structure_hash(definition),
        content_hashes={language: content_hash(definition, language) for language in definition.locales},
    )
    same = published_rows(InstrumentVersion, organisation_id).filter(code=header.code, version=header.version)
    existing = same.first()
    if existing is None:
        try:
            with transaction.atomic():
                fresh.save(force_insert=True)
        except IntegrityError:
            existing = same.get()  # somebody published it at the same moment
        else:
            return fresh, True
    if existing.document != fresh.document:
        raise VersionPublishedError(header.code, header.version)
    return existing, False


def _store_framework(library: DimensionLibrary) -> bool:
    document = library.model_dump(mode="json")
    existing = published_rows(FrameworkVersion, None).filter(code=library.code, version=library.version).first()
    if existing is not None:
        if existing.document != document:
            raise VersionPublishedError(library.code, library.version)
        return False
    FrameworkVersion(
        code=library.code,
        version=library.version,
        document=document,
        structure_hash=structure_hash(library),
        content_hashes={language: content_hash(library, language) for language in library.locales},
    ).save(force_insert=True)
    return True


def _refuse_unknown_dimensions(actor: Actor, definition: Instrument) -> None:
    # An organisation may measure dimensions of its own; where it names a published library, it must keep to it.
    reference = definition.header.framework
    library = visible_frameworks(actor).filter(code=reference.code, version=reference.version).first()
    findings = dimension_findings(definition, library_of(library).kinds) if library else []
    if findings:
        raise DefinitionRefusedError(findings)
