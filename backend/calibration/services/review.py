"""Content review: whether judges assign every item to its scale, before anybody answers."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.errors import ReauthenticationRequiredError
from backend.accounts.policies import require
from backend.accounts.selectors import member_name
from backend.calibration.errors import GatesNotPassedError
from backend.kernel.errors import FieldError
from backend.kernel.tenancy import Actor
from backend.library.enums import LadderStatus
from backend.library.errors import UnknownUnitError
from backend.library.selectors.instruments import definition_of, instrument
from backend.library.services import record_ladder_step
from scoring.definitions.questionnaires import Questionnaire
from scoring.judgement.panel import retranslation_result
from scoring.ladder.documents import gate_as_document
from scoring.ladder.gates import GateReport
from scoring.ladder.rating_scales import ReviewFigures, review_gates

COLUMNS = ("judge", "group", "item", "dimension")


def review_scales(
    *,
    actor: Actor,
    instrument_id: uuid.UUID,
    language: str,
    units: Sequence[str],
    reason: str,
    recently_authenticated: bool,
    judgements: Sequence[Mapping[str, str]] = (),
    taken_over_from: str = "",
) -> list[uuid.UUID]:
    """Takes scales from draft to reviewed, by what judges said, or by the review of a published instrument.

    For a psychometrician who has just proved who they are. `judgements`: who (judge, group expert or customer) assigned
    which item to which dimension. `taken_over_from` names the publication whose authors assigned the items; it stands
    in the step and in the manual, and nobody is told that judges of one's own were asked.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    row = instrument(actor, instrument_id)
    if actor.kind != "member" or not recently_authenticated:
        raise ReauthenticationRequiredError
    definition = definition_of(row)
    if not isinstance(definition, Questionnaire) or language not in row.content_hashes:
        raise UnknownUnitError(language, ", ".join(row.content_hashes))
    strangers = [unit for unit in units if unit not in definition.units]
    if strangers:
        raise UnknownUnitError(strangers[0], ", ".join(definition.units))
    reports = {} if taken_over_from else _reports(definition, units, judgements)
    _refuse_stopped(reports)
    evidence = {"taken_over_from": taken_over_from} if taken_over_from else {"judgements": len(judgements)}
    return [
        record_ladder_step(
            actor=actor,
            instrument_id=instrument_id,
            unit=unit,
            language=language,
            status=LadderStatus.REVIEWED,
            reason=reason,
            evidence={
                **evidence,
                "psychometrician": member_name(actor),
                "gates": [gate_as_document(gate) for gate in reports[unit].gates] if unit in reports else [],
            },
        ).pk
        for unit in units
    ]


def _reports(
    definition: Questionnaire, units: Sequence[str], judgements: Sequence[Mapping[str, str]]
) -> dict[str, GateReport]:
    columns = {name: [row[name] for row in judgements] for name in COLUMNS}
    dimension_of = {scale.code: scale.dimension for scale in definition.scales}
    columns["intended"] = [dimension_of.get(_scale_of(definition, row["item"]), "") for row in judgements]
    found = retranslation_result(columns)
    shares: dict[str, Any] = {item.item: item.share for item in found.items}
    return {
        unit: review_gates(
            ReviewFigures(
                scale=unit,
                item_shares={item.code: float(shares.get(item.code) or 0.0) for item in definition.items_of(unit)},
                judges=found.judges,
                customers=found.customers,
                open_findings=0,
            )
        )
        for unit in units
    }


def _scale_of(definition: Questionnaire, code: str) -> str:
    return next((item.scale or "" for item in definition.items if item.code == code), "")


def _refuse_stopped(reports: Mapping[str, GateReport]) -> None:
    errors = [
        FieldError(
            f"units.{unit}",
            gate.gate,
            f"{gate.gate} ({gate.part}): {gate.observed}; required {gate.operator} {gate.required:g}.",
            "Ask more judges, or rewrite the item.",
        )
        for unit, report in reports.items()
        for gate in report.stopped_by
    ]
    if errors:
        raise GatesNotPassedError(errors)
