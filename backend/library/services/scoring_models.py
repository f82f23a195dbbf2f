"""Publishing scoring models: the assumed one with every instrument, others as the text of a MODEL.json."""

import uuid
from collections.abc import Sequence
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.enums import ModelBasis
from backend.library.errors import ModelRefusedError
from backend.library.models import FrameworkVersion, InstrumentVersion, ScoringModelVersion
from backend.library.selectors.instruments import instrument, published_definition, scale_layouts
from scoring.definitions.exercises import Exercise
from scoring.definitions.hashing import FormInstrument, Instrument
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.standing import OriginCounts
from scoring.judgement.keys import key_from_document
from scoring.models.cold_start import assumed_model
from scoring.models.files import model_text, parse_model
from scoring.models.protocol import ScoringModel
from scoring.models.situational_regression import assumed_situational_model

NOBODY = OriginCounts()


def publish_model(
    *,
    actor: Actor,
    instrument_id: uuid.UUID,
    text: str,
    predecessor: ScoringModelVersion | None = None,
    units_to_sign: Sequence[str] = (),
) -> ScoringModelVersion:
    """Publishes a scoring model (the text of a MODEL.json) for an instrument. Needs `publish_instrument`.

    A model of basis "data" must rest on real answers alone; the database refuses any other as well.
    `units_to_sign` are scales whose line has moved so far that bands on it must be signed anew.
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    row = instrument(actor, instrument_id)
    model = parse_model(text).model
    _refuse_foreign_items(model, published_definition(row))
    origin = getattr(model, "origin", NOBODY)
    basis = ModelBasis(model.basis)
    if basis == ModelBasis.DATA and (origin.simulated or not origin.real):
        raise ModelRefusedError(
            f"A model from data must rest on real answers alone; this one has {origin.simulated} simulated rows.",
            "Calibrate it on real answers.",
        )
    stored = _stored_model(
        row,
        model,
        text=text,
        organisation_id=actor.organisation_id,
        basis=basis,
        origin=origin,
        predecessor=predecessor,
        units_to_sign=units_to_sign,
    )
    record_audit_event(
        actor=actor, action="scoring_model.published", subject=stored, details={"model_hash": stored.model_hash}
    )
    return stored


def publish_assumed_model(row: InstrumentVersion, definition: Instrument) -> ScoringModelVersion | None:
    """The assumed model of an instrument that has just been published; `None` for an exercise."""
    # An exercise is scored by the variances of its ratings, whose assumed figures stand in the engine.
    if isinstance(definition, Exercise):
        return None
    model = _assumed(definition)
    card = {"instrument": row.code, "version": row.version, "structure_hash": row.structure_hash}
    return _stored_model(
        row,
        model,
        text=model_text(model, card),
        organisation_id=row.organisation_id,
        basis=ModelBasis.ASSUMED,
        origin=NOBODY,
    )


def _assumed(definition: FormInstrument) -> ScoringModel:
    if isinstance(definition, Questionnaire):
        return assumed_model(scale_layouts(definition))
    return assumed_situational_model(key_from_document(definition.scoring_key.model_dump(mode="json")))


def _stored_model(
    row: InstrumentVersion,
    model: ScoringModel,
    *,
    text: str,
    organisation_id: uuid.UUID | None,
    basis: str,
    origin: OriginCounts,
    predecessor: ScoringModelVersion | None = None,
    units_to_sign: Sequence[str] = (),
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
        predecessor=predecessor,
        units_to_sign=list(units_to_sign),
    )
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
    except IntegrityError:
        same = published_rows(ScoringModelVersion, organisation_id).filter(instrument=row, model_hash=model.model_hash)
        return same.get()
    return stored


Published = TypeVar("Published", FrameworkVersion, InstrumentVersion, ScoringModelVersion)


def published_rows(kind: type[Published], organisation_id: uuid.UUID | None) -> QuerySet[Published]:
    """Rows of one organisation, or, without one, what is shipped: that is compared outside any context."""
    return kind.shipped.all() if organisation_id is None else kind.objects.filter(organisation_id=organisation_id)


def _refuse_foreign_items(model: ScoringModel, definition: Instrument) -> None:
    strangers = sorted(set(model.items) - _items_of(definition))
    if strangers:
        raise ModelRefusedError(
            f'The model scores item "{strangers[0]}", which the instrument does not have.',
            "Publish it for the instrument it was calibrated on.",
        )


def _items_of(definition: Instrument) -> set[str]:
    if isinstance(definition, Questionnaire):
        return {item.code for item in definition.items}
    if isinstance(definition, Exercise):
        return set()
    return {option for scenario in definition.scenarios for option in scenario.options}
