"""From gathered evidence to fit against the signed definition."""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from backend.fit.enums import BAND_NOT_SIGNED
from backend.fit.errors import OneUnsignedDefinitionError
from backend.fit.models import DimensionFit, FitAssessment
from backend.fit.selectors.evidence import (
    PinnedDefinition,
    campaign_of,
    campaigns_of_definition,
    dimensions_to_sign,
    ended_sitting_of_plan,
    evidence_of,
    pinned_definition,
    scored_sittings,
    signed_definition,
)
from backend.fit.services.standing import NOTHING, DimensionEvidence, dimension_evidence
from backend.kernel.audit import Subject, record_audit_event
from backend.kernel.database.bulk import insert_rows
from backend.kernel.events import Event, publish
from backend.kernel.jobs import enqueue
from backend.kernel.tenancy import Actor
from scoring.congruence.fit import DimensionFit as FitOfDimension
from scoring.congruence.fit import FitTable, Positions
from scoring.congruence.fit import assess_fit as assess
from scoring.congruence.verdicts import NoVerdict


@dataclass(frozen=True)
class FitAssessed(Event):
    """A person's sitting has been held against the signed definition."""

    sitting_id: uuid.UUID


def assess_sitting(*, actor: Actor, sitting_id: uuid.UUID) -> FitAssessment | None:
    """Holds one scored sitting against its campaign's definition. Safe to run twice. Publishes `FitAssessed`.

    Gives None for a campaign without a definition, such as a pilot.
    """
    definition = pinned_definition(campaign_of(sitting_id))
    if definition is None:
        return None
    assessment = _assess(actor, campaign_of(sitting_id), definition, [sitting_id])[0]
    publish(FitAssessed(sitting_id=sitting_id))
    return assessment


def assess_rated(*, actor: Actor, plan_id: uuid.UUID) -> FitAssessment | None:
    """Holds a person anew after an exercise of theirs was scored. Safe to run twice. Publishes `FitAssessed`.

    While their sitting is open nothing happens: its end brings the ratings in together with the answers.
    """
    sitting_id = ended_sitting_of_plan(plan_id)
    return None if sitting_id is None else assess_sitting(actor=actor, sitting_id=sitting_id)


def assess_campaign(
    *, actor: Actor, campaign_id: uuid.UUID, definition_version_id: uuid.UUID | None = None
) -> list[FitAssessment]:
    """Holds every scored sitting of a campaign against its definition, or a pilot's against a named one."""
    definition = pinned_definition(campaign_id)
    if definition is None and definition_version_id is not None:
        definition = signed_definition(definition_version_id)
        if definition is None:
            raise OneUnsignedDefinitionError
    if definition is None:
        return []
    return _assess(actor, campaign_id, definition, scored_sittings(campaign_id))


def assess_anew(*, actor: Actor, version_id: uuid.UUID) -> int:  # noqa: ARG001 -- as all services
    """Lets campaigns be assessed against bands that have just been signed again. Gives how many."""
    campaigns = campaigns_of_definition(version_id)
    for campaign_id in campaigns:
        enqueue("fit.assess_campaign", campaign_id=campaign_id)
    return len(campaigns)


def _assess(
    actor: Actor, campaign_id: uuid.UUID, definition: PinnedDefinition, sitting_ids: Sequence[uuid.UUID]
) -> list[FitAssessment]:
    names = {target.name for target in definition.targets}
    evidence = {
        name: dimension_evidence(name, gathered, sitting_ids)
        for name, gathered in evidence_of(sitting_ids).items()
        if name in names
    }
    to_sign = dimensions_to_sign(campaign_id, definition)
    positions = {
        name: _held_back(found.positions.judged) if name in to_sign else found.positions.judged
        for name, found in evidence.items()
    }
    table = assess(definition.targets, positions, people=len(sitting_ids))
    assessments = _overall_rows(table, campaign_id, definition, sitting_ids)
    FitAssessment.objects.filter(sitting_id__in=sitting_ids, superseded=False).update(superseded=True)
    insert_rows(assessments)
    insert_rows(_dimension_rows(table, evidence, assessments, to_sign))
    record_audit_event(
        actor=actor,
        action="fit.assessed",
        subject=Subject("campaigns.campaign", campaign_id),
        details={"sittings": len(sitting_ids), "definition_version": str(definition.version_id)},
    )
    return assessments


def _held_back(found: Positions) -> Positions:
    """A position whose band was signed on another line: shown, but nothing is said or counted by it."""
    nobody = np.zeros_like(found.on_data)
    return replace(found, on_data=nobody, eligible=nobody)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _overall_rows(
    table: FitTable, campaign_id: uuid.UUID, definition: PinnedDefinition, sitting_ids: Sequence[uuid.UUID]
) -> list[FitAssessment]:
    overall = table.overall
    rows = []
    for person, sitting_id in enumerate(sitting_ids):
        has_figure = overall.reasons[person] is None
        rows.append(
            FitAssessment(
                sitting_id=sitting_id,
                campaign_id=campaign_id,
                definition_version_id=definition.version_id,
                expected_count=float(overall.count.expected[person]) if has_figure else None,
                count_lower=int(overall.count.lower[person]) if has_figure else None,
                count_upper=int(overall.count.upper[person]) if has_figure else None,
                points_expected=float(overall.points.expected[person]) if has_figure else None,
                points_lower=int(overall.points.lower[person]) if has_figure else None,
                points_upper=int(overall.points.upper[person]) if has_figure else None,
                points_possible=int(overall.possible_points[person]),
                assessed=int(overall.assessed[person]),
                of=overall.of,
                reason=overall.reasons[person] or "",
            )
        )
    return rows


def _dimension_rows(
    table: FitTable,
    evidence: Mapping[str, DimensionEvidence],
    assessments: Sequence[FitAssessment],
    to_sign: frozenset[str],
) -> list[DimensionFit]:
    return [
        DimensionFit(
            assessment=assessment,
            position=position,
            **_words_of(fit, person, to_sign=fit.target.name in to_sign),
            **_evidence_of(evidence.get(fit.target.name), person),
        )
        for position, fit in enumerate(table.dimensions)
        for person, assessment in enumerate(assessments)
    ]


def _words_of(fit: FitOfDimension, person: int, *, to_sign: bool) -> dict[str, Any]:
    """What is wished for, where the person stands, and the word for it."""
    verdict, reason = fit.verdicts[person], fit.reasons[person]
    held_back = to_sign and reason == NoVerdict.ASSUMED_PARAMETERS
    return {
        "dimension": fit.target.name,
        "kind": str(fit.target.kind),
        "band_lower": fit.target.lower,
        "band_upper": fit.target.upper,
        "cut": fit.target.cut,
        "weight": fit.target.weight,
        "mean": _number(fit.mean[person]),
        "se": _number(fit.se[person]),
        "lower": _number(fit.lower[person]),
        "upper": _number(fit.upper[person]),
        "probability": _number(fit.probability[person]),
        "verdict": str(verdict) if verdict else "",
        "reason": BAND_NOT_SIGNED if held_back else str(reason or ""),
        "eligible": bool(fit.eligible[person]),
    }


def _evidence_of(found: DimensionEvidence | None, person: int) -> dict[str, Any]:
    """What stands behind the position, method by method, and how far it hangs on what is assumed about methods."""
    behind = found.behind(person) if found else NOTHING
    columns: dict[str, Any] = {
        "basis": behind.basis,
        "status": behind.status,
        "methods": list(behind.methods),
        "n_answered": behind.n_answered,
        "n_items": behind.n_items,
    }
    if found is None or math.isnan(found.positions.everything_mean[person]):
        return columns | {"evidence": found.methods(person) if found else []}
    moved, gap = found.positions.sensitivity(person), found.say_do(person)
    return columns | {
        "evidence": found.methods(person),
        "everything_mean": float(found.positions.everything_mean[person]),
        "everything_se": float(found.positions.everything_se[person]),
        "half_bias_mean": moved.half_mean,
        "half_bias_se": moved.half_se,
        "double_bias_mean": moved.double_mean,
        "double_bias_se": moved.double_se,
        "say_do_difference": gap.difference if gap else None,
        "say_do_se": gap.se if gap else None,
        "say_do_word": (gap.word or "") if gap else "",
    }
