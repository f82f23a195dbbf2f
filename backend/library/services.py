"""Publishing instruments, dimension libraries and scoring models, and recording steps of the ladder."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.enums import CLIMB, FROM_DATA, LadderStatus, ModelBasis
from backend.library.errors import (
    DefinitionRefusedError,
    LadderStepRefusedError,
    ModelRefusedError,
    UnknownUnitError,
    VersionPublishedError,
)
from backend.library.models import FrameworkVersion, InstrumentVersion, LadderStep, ScoringModelVersion
from backend.library.policies import visible_frameworks
from backend.library.selectors import definition_of, instrument, latest_steps, library_of
from scoring.definitions.dimensions import DimensionLibrary
from scoring.definitions.files import definition_folders, load_dimension_library, load_instrument
from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.framework import dimension_findings
from scoring.definitions.hashing import Instrument, content_hash, structure_hash
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Questionnaire, Scale
from scoring.definitions.standing import OriginCounts
from scoring.models.cold_start import assumed_model
from scoring.models.files import model_text, parse_model
from scoring.models.layout import ItemLayout, ScaleLayout
from scoring.models.protocol import ScoringModel

NOBODY = OriginCounts()


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
        model = _publish_assumed_model(row, definition)
        if model is not None:
            record_audit_event(
                actor=actor, action="scoring_model.published", subject=model, details={"model_hash": model.model_hash}
            )
    return row


def publish_model(*, actor: Actor, instrument_id: uuid.UUID, text: str) -> ScoringModelVersion:
    """Publishes a scoring model (the text of a MODEL.json) for an instrument. Needs `publish_instrument`.

    A model of basis "data" must rest on real answers alone; the database refuses any other as well.
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    row = instrument(actor, instrument_id)
    model = parse_model(text).model
    _refuse_foreign_items(model, definition_of(row))
    origin = getattr(model, "origin", NOBODY)
    basis = _basis_of(model)
    if basis == ModelBasis.DATA and (origin.simulated or not origin.real):
        raise ModelRefusedError(
            f"A model from data must rest on real answers alone; this one has {origin.simulated} simulated rows.",
            "Calibrate it on real answers.",
        )
    stored = _stored_model(row, model, text=text, organisation_id=actor.organisation_id, basis=basis, origin=origin)
    record_audit_event(
        actor=actor, action="scoring_model.published", subject=stored, details={"model_hash": stored.model_hash}
    )
    return stored


def record_ladder_step(
    *,
    actor: Actor,
    instrument_id: uuid.UUID,
    unit: str,
    language: str,
    status: str,
    reason: str,
    evidence: Mapping[str, Any] | None = None,
    origin: OriginCounts = NOBODY,
) -> LadderStep:
    """Records that a unit has come one step further, or was suspended. Needs `publish_instrument`.

    One step at a time upwards, each with its evidence; "suspended" from anywhere; after a suspension the unit
    starts again at "reviewed". Simulated answers never promote.
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    row = instrument(actor, instrument_id)
    _refuse_unknown_unit(row, unit, language)
    last = latest_steps(actor, {row.structure_hash}).get((row.structure_hash, unit, language))
    _refuse_step(
        LadderStatus(last.status) if last else LadderStatus.DRAFT, LadderStatus(status), origin, evidence or {}
    )
    step = LadderStep.objects.create(
        organisation_id=actor.organisation_id,
        instrument=row,
        structure_hash=row.structure_hash,
        content_hash=row.content_hashes[language],
        unit=unit,
        language=language,
        status=status,
        reason=reason,
        evidence=dict(evidence or {}),
        origin_real=origin.real,
        origin_simulated=origin.simulated,
        decided_by_id=actor.membership_id,
    )
    record_audit_event(
        actor=actor,
        action=f"ladder.{status}",
        subject=step,
        details={"structure_hash": row.structure_hash, "unit": unit, "language": language},
    )
    return step


def suspend_unit(*, actor: Actor, instrument_id: uuid.UUID, unit: str, language: str, reason: str) -> LadderStep:
    """Takes a unit out of use, because a person says so. Needs `publish_instrument`."""
    return record_ladder_step(
        actor=actor,
        instrument_id=instrument_id,
        unit=unit,
        language=language,
        status=LadderStatus.SUSPENDED,
        reason=reason,
    )


def publish_shipped(root: Path) -> list[str]:
    """Publishes every dimension library and instrument under `root` for all organisations; says what is new.

    Runs as the owner of the database: the running product cannot write rows without an organisation.
    """
    new: list[str] = []
    folders = definition_folders(root)
    for path in sorted(folders, key=lambda folder: (folder.parts[-3] != "dimensions", folder)):
        if path.parts[-3] == "dimensions":
            library = load_dimension_library(path)
            code, version, is_new = library.code, library.version, _store_framework(library)
        else:
            definition = load_instrument(path)
            row, is_new = _stored_instrument(definition, organisation_id=None)
            if is_new:
                _publish_assumed_model(row, definition)
            code, version = row.code, row.version
        if is_new:
            new.append(f"{code} {version}")
    return new


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
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        same = _rows(InstrumentVersion, organisation_id).filter(code=header.code, version=header.version)
        existing = same.get()
        if existing.document != fresh.document:
            raise VersionPublishedError(header.code, header.version) from None
        return existing, False
    return fresh, True


Published = TypeVar("Published", FrameworkVersion, InstrumentVersion, ScoringModelVersion)


def _rows(kind: type[Published], organisation_id: uuid.UUID | None) -> QuerySet[Published]:
    # Shipped rows are written and compared outside any organisation's context.
    return kind.shipped.all() if organisation_id is None else kind.objects.filter(organisation_id=organisation_id)


def _store_framework(library: DimensionLibrary) -> bool:
    document = library.model_dump(mode="json")
    existing = _rows(FrameworkVersion, None).filter(code=library.code, version=library.version).first()
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


def _publish_assumed_model(row: InstrumentVersion, definition: Instrument) -> ScoringModelVersion | None:
    # Situational tests are scored by the regression on their key, whose assumed figures stand in the engine's policy.
    if not isinstance(definition, Questionnaire):
        return None
    model = assumed_model([_layout(definition, scale) for scale in definition.scales])
    card = {"instrument": row.code, "version": row.version, "structure_hash": row.structure_hash}
    return _stored_model(
        row,
        model,
        text=model_text(model, card),
        organisation_id=row.organisation_id,
        basis=ModelBasis.ASSUMED,
        origin=NOBODY,
    )


def _layout(questionnaire: Questionnaire, scale: Scale) -> ScaleLayout:
    items = []
    for item in questionnaire.items_of(scale.code):
        values = questionnaire.header.format_of(item.section).values
        items.append(
            ItemLayout(
                name=item.code,
                lowest=values[0],
                highest=values[-1],
                reversed=item.key == "b",
                category_of=tuple(range(len(values))),
            )
        )
    return ScaleLayout(name=scale.code, items=tuple(items))


def _stored_model(
    row: InstrumentVersion,
    model: ScoringModel,
    *,
    text: str,
    organisation_id: uuid.UUID | None,
    basis: str,
    origin: OriginCounts,
) -> ScoringModelVersion:
    stored = ScoringModelVersion(
        organisation_id=organisation_id,
        instrument=row,
        kind=model.kind,
        basis=basis,
        model_hash=model.model_hash,
        text=text,
        origin_real=origin.real,
        origin_simulated=origin.simulated,
    )
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
    except IntegrityError:
        same = _rows(ScoringModelVersion, organisation_id).filter(instrument=row, model_hash=model.model_hash)
        return same.get()
    return stored


def _basis_of(model: ScoringModel) -> str:
    bases = {str(scale.basis) for scale in getattr(model, "scales", ())}
    return ModelBasis.DATA if ModelBasis.DATA in bases else ModelBasis.ASSUMED


def _refuse_foreign_items(model: ScoringModel, definition: Instrument) -> None:
    known = {item.code for item in definition.items} if isinstance(definition, Questionnaire) else set()
    strangers = sorted(set(model.items) - known)
    if strangers:
        raise ModelRefusedError(
            f'The model scores item "{strangers[0]}", which the instrument does not have.',
            "Publish it for the instrument it was calibrated on.",
        )


def _refuse_unknown_dimensions(actor: Actor, definition: Instrument) -> None:
    # An organisation may measure dimensions of its own; where it names a published library, it must keep to it.
    reference = definition.header.framework
    library = visible_frameworks(actor).filter(code=reference.code, version=reference.version).first()
    findings = dimension_findings(definition, library_of(library).kinds) if library else []
    if findings:
        raise DefinitionRefusedError(findings)


def _refuse_unknown_unit(row: InstrumentVersion, unit: str, language: str) -> None:
    units = definition_of(row).units
    if unit not in units:
        raise UnknownUnitError(unit, ", ".join(units))
    if language not in row.content_hashes:
        raise UnknownUnitError(f"{unit} in {language}", ", ".join(f"{unit} in {known}" for known in row.content_hashes))


def _refuse_step(now: LadderStatus, to: LadderStatus, origin: OriginCounts, evidence: Mapping[str, Any]) -> None:
    if to == LadderStatus.SUSPENDED:
        if now == LadderStatus.SUSPENDED:
            raise LadderStepRefusedError("The unit is suspended already.", "Nothing needs to be done.")
        return
    expected = LadderStatus.REVIEWED if now == LadderStatus.SUSPENDED else _next(now)
    if to != expected:
        raise LadderStepRefusedError(
            f"From {now.label} the next step is {expected.label if expected else 'none'}, not {to.label}.",
            "Take one step at a time, each with its evidence.",
        )
    if not evidence:
        raise LadderStepRefusedError("A step up needs its evidence.", "Give the figures of its gates.")
    if to in FROM_DATA and (origin.simulated or not origin.real):
        raise LadderStepRefusedError(
            f"{origin.real} real and {origin.simulated} simulated answers cannot promote anything.",
            "Collect real answers.",
        )


def _next(status: LadderStatus) -> LadderStatus | None:
    place = CLIMB.index(status) + 1
    return CLIMB[place] if place < len(CLIMB) else None
