"""Steps of the validation ladder: recorded with their evidence, one at a time, and never by simulated answers."""

import uuid
from collections.abc import Mapping
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.enums import CLIMB, FROM_DATA, LadderStatus
from backend.library.errors import LadderStepRefusedError, ShortFormCarriesNoCutError, UnknownUnitError
from backend.library.models import InstrumentVersion, LadderStep
from backend.library.selectors.instruments import instrument, published_definition
from backend.library.selectors.ladder import latest_steps
from backend.library.selectors.summaries import units_in
from scoring.definitions.exercises import Exercise
from scoring.definitions.standing import OriginCounts, Status

NOBODY = OriginCounts()


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
    starts again at "reviewed". Simulated answers never promote, and a scale of a short form goes no further than
    "piloted".
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    row = instrument(actor, instrument_id)
    _refuse_unknown_unit(row, unit, language)
    refuse_short_form(row, status)
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


def refuse_short_form(row: InstrumentVersion, status: str) -> None:
    """Keeps scales of a short form from every step whose evidence may enter a figure, a cut or an ordering."""
    definition = published_definition(row)
    if isinstance(definition, Exercise) or not Status(status).eligible:
        return
    long = definition.header.short_form_of
    if long is not None:
        raise ShortFormCarriesNoCutError(row.code, row.version, f"{long.code} {long.version}")


def _refuse_unknown_unit(row: InstrumentVersion, unit: str, language: str) -> None:
    definition = published_definition(row)
    units = definition.units
    if unit not in units:
        raise UnknownUnitError(unit, ", ".join(units))
    if language not in row.content_hashes or unit not in units_in(definition, language):
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
