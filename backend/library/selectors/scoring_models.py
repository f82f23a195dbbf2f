"""Published scoring models, what they moved, and the norm groups that came with them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion, NormGroup, ScoringModelVersion
from backend.library.policies import visible_norm_groups, visible_scoring_models
from backend.library.selectors.instruments import instrument
from scoring.models.files import parse_model
from scoring.models.protocol import ScoringModel


def scoring_models(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[ScoringModelVersion]:
    """Scoring models of an instrument, newest first. Needs `view_keys`."""
    require(actor, Capability.VIEW_KEYS)
    return (
        visible_scoring_models(actor).filter(instrument=instrument(actor, instrument_id)).order_by("-created_at", "id")
    )


def scoring_model(actor: Actor, model_id: uuid.UUID) -> ScoringModelVersion:
    """One published scoring model, or `NotFoundError`."""
    row = visible_scoring_models(actor).filter(pk=model_id).first()
    if row is None:
        raise NotFoundError
    return row


def current_scoring_model(instrument_id: uuid.UUID) -> ScoringModelVersion:
    """The model that scores an instrument now: the organisation's newest, else the newest that is shipped.

    For scoring in the open organisation's context; it is not shown to anybody.
    """
    row = (
        ScoringModelVersion.objects.filter(instrument_id=instrument_id)
        .order_by(F("organisation_id").desc(nulls_last=True), "-created_at", "-id")
        .first()
    )
    if row is None:
        raise NotFoundError("The instrument has no scoring model.", "instrument")
    return row


def scoring_model_by_hash(instrument_id: uuid.UUID, model_hash: str) -> ScoringModelVersion:
    """The model with which something was scored."""
    row = ScoringModelVersion.objects.filter(instrument_id=instrument_id, model_hash=model_hash).first()
    if row is None:
        raise NotFoundError("There is no scoring model with this hash.", "model_hash")
    return row


def model_of(row: ScoringModelVersion) -> ScoringModel:
    """The engine's model; its hash is checked while it is read."""
    return parse_model(row.text, place=f"scoring model {row.pk}").model


def bases_of(rows: list[InstrumentVersion]) -> dict[uuid.UUID, str]:
    """What the newest model of each instrument stands on; instruments without a model are left out."""
    models = ScoringModelVersion.objects.filter(instrument__in=rows).order_by("created_at", "id")
    return {row.instrument_id: row.basis for row in models.only("instrument_id", "basis")}


def units_signed_before(instrument_ids: Iterable[uuid.UUID], signed_at: datetime) -> set[tuple[uuid.UUID, str]]:
    """Scales, by instrument, whose line moved after that moment: bands signed before it stand on another line."""
    rows = ScoringModelVersion.objects.filter(instrument_id__in=list(instrument_ids), created_at__gt=signed_at)
    listed = rows.values_list("instrument_id", "units_to_sign")
    return {(instrument_id, unit) for instrument_id, units in listed for unit in units}


def norm_groups(actor: Actor, instrument_id: uuid.UUID, unit: str, language: str) -> QuerySet[NormGroup]:
    """Norm groups of one scale, newest first."""
    rows = visible_norm_groups(actor).filter(instrument_id=instrument_id, unit=unit, language=language)
    return rows.order_by("-created_at", "id")
