"""How far units have come, by the steps that were recorded."""

import uuid

from django.db.models import F, QuerySet

from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion, LadderStep
from backend.library.policies import visible_ladder_steps
from backend.library.selectors.instruments import instrument, published_definition
from scoring.definitions.standing import Status


def latest_steps(actor: Actor, structure_hashes: set[str]) -> dict[tuple[str, str, str], LadderStep]:
    """The last step of every unit that has one, by (structure hash, unit, language)."""
    rows = (
        visible_ladder_steps(actor)
        .filter(structure_hash__in=structure_hashes)
        .order_by("structure_hash", "unit", "language", "-created_at", "-id")
        .distinct("structure_hash", "unit", "language")
    )
    return {(row.structure_hash, row.unit, row.language): row for row in rows}


def ladder_statuses(instrument: InstrumentVersion, language: str) -> dict[str, Status]:
    """Status of every unit of an instrument in one language, for scoring: a unit without a step is a draft."""
    rows = (
        LadderStep.objects.filter(structure_hash=instrument.structure_hash, language=language)
        .order_by("unit", "-created_at", "-id")
        .distinct("unit")
    )
    recorded = {row.unit: Status(row.status) for row in rows}
    return {unit: recorded.get(unit, Status.DRAFT) for unit in published_definition(instrument).units}


def ladder(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[LadderStep]:
    """Every recorded step of an instrument's structure, newest first, shipped ones included."""
    row = instrument(actor, instrument_id)
    steps = visible_ladder_steps(actor).filter(structure_hash=row.structure_hash)
    return steps.annotate(decider=F("decided_by__name"))
