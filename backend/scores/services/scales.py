"""From submitted answers to positions with their error: for one sitting, for a campaign, and again years later."""

import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.kernel.audit import Subject, record_audit_event
from backend.kernel.database.bulk import insert_rows
from backend.kernel.events import Event, publish
from backend.kernel.jobs import enqueue
from backend.kernel.tenancy import Actor
from backend.scores.errors import NotSubmittedError
from backend.scores.models import ScaleScore
from backend.scores.selectors import (
    ScoredInstrument,
    answers_for_a_supplier,
    campaign_of_ended,
    campaigns_scored_with,
    current_scores,
    model_that_scored,
    model_that_scores,
    scored_instruments_of,
)
from backend.sittings.selectors.answers import InstrumentAnswers, answers_hash, answers_of, answers_of_campaign
from scoring.linalg import FloatMatrix
from scoring.models.protocol import ScoreTable, ScoringModel

TOLERANCE = 1e-9


@dataclass(frozen=True)
class SittingScored(Event):
    """The scales of one sitting have positions."""

    sitting_id: uuid.UUID


@dataclass(frozen=True)
class CampaignScored(Event):
    """All ended sittings of a campaign have positions."""

    campaign_id: uuid.UUID


@dataclass(frozen=True)
class Difference:
    """A stored score that recomputation does not confirm."""

    score_id: uuid.UUID
    place: str
    stored: str
    recomputed: str


def score_sitting(*, actor: Actor, sitting_id: uuid.UUID) -> int:
    """Scores one ended sitting with the current models. Safe to run twice. Publishes `SittingScored`.

    Gives how many scales have a new current score; an unchanged one is not written again. Somebody who answers for
    a supplier has no position of their own.
    """
    if answers_for_a_supplier(sitting_id):
        return 0
    campaign_id = campaign_of_ended(sitting_id)
    if campaign_id is None:
        raise NotSubmittedError
    written = _score(answers_of(sitting_id), campaign_id)
    if written:
        record_audit_event(
            actor=actor,
            action="sitting.scored",
            subject=Subject("sittings.sitting", sitting_id),
            details={"scales": len(written), "models": sorted({score.model_hash for score in written})},
        )
    publish(SittingScored(sitting_id=sitting_id))
    return len(written)


def score_campaign(*, actor: Actor, campaign_id: uuid.UUID) -> int:
    """Scores every ended sitting of a campaign at once. Publishes `CampaignScored`."""
    answered = answers_of_campaign(campaign_id)
    written = _score(answered, campaign_id)
    if written:
        record_audit_event(
            actor=actor,
            action="campaign.scored",
            subject=Subject("campaigns.campaign", campaign_id),
            details={
                "sittings": len({one.sitting_id for one in answered}),
                "models": sorted({score.model_hash for score in written}),
            },
        )
    publish(CampaignScored(campaign_id=campaign_id))
    return len(written)


def score_instrument(*, actor: Actor, instrument_version_id: uuid.UUID) -> int:  # noqa: ARG001 -- as all services
    """Lets every campaign with scores of an instrument be scored anew: its model or its standing has changed.

    Gives how many campaigns; each is a job of its own.
    """
    campaigns = campaigns_scored_with(instrument_version_id)
    for campaign_id in campaigns:
        enqueue("scores.score_campaign", campaign_id=campaign_id)
    return len(campaigns)


def _score(answered: Sequence[InstrumentAnswers], campaign_id: uuid.UUID) -> list[ScaleScore]:
    rows = []
    for instrument in scored_instruments_of(campaign_id):
        of_instrument = [one for one in answered if one.instrument_version_id == instrument.id]
        for language in sorted({one.language for one in of_instrument}):
            in_language = [one for one in of_instrument if one.language == language]
            model = model_that_scores(instrument, language)
            rows.extend(_rows(instrument, in_language, model.score(answer_matrix(model, in_language))))
    return _store(rows)


def answer_matrix(model: ScoringModel, answered: Sequence[InstrumentAnswers]) -> FloatMatrix:
    """Answers as they were given, (people, items of the model); a missing answer, or "cannot know", is NaN."""
    return np.array([[_figure(one.answers.get(item)) for item in model.items] for one in answered], dtype=np.float64)


def _figure(answer: int | str | None) -> float:
    return float(answer) if isinstance(answer, int) else math.nan


def _rows(instrument: ScoredInstrument, answered: Sequence[InstrumentAnswers], table: ScoreTable) -> list[ScaleScore]:
    hashes = [answers_hash(one.answers) for one in answered]
    rows = []
    for scores in table.scales:
        if scores.scale not in instrument.dimension_of:
            continue
        for position, one in enumerate(answered):
            scored = bool(scores.scored[position])
            rows.append(
                ScaleScore(
                    sitting_id=one.sitting_id,
                    instrument_version_id=instrument.id,
                    unit=scores.scale,
                    dimension=instrument.dimension_of[scores.scale],
                    method=instrument.method,
                    mean=float(scores.mean[position]) if scored else None,
                    se=float(scores.se[position]) if scored else None,
                    reason=str(scores.reason(position) or ""),
                    n_answered=int(scores.n_answered[position]),
                    n_items=scores.n_items,
                    basis=str(scores.basis),
                    status=str(scores.status),
                    model_hash=table.model_hash,
                    structure_hash=instrument.structure_hash,
                    answers_hash=hashes[position],
                )
            )
    return rows


def _store(rows: Sequence[ScaleScore]) -> list[ScaleScore]:
    """Writes what is new; what says the same as the current row is left alone."""
    current = {
        (score.sitting_id, score.instrument_version_id, score.unit): score
        for score in current_scores({row.sitting_id for row in rows})
    }
    key = [(row.sitting_id, row.instrument_version_id, row.unit) for row in rows]
    changed = [row for row, place in zip(rows, key, strict=True) if not _says_the_same(current.get(place), row)]
    outdated = [
        current[(row.sitting_id, row.instrument_version_id, row.unit)].pk
        for row in changed
        if (row.sitting_id, row.instrument_version_id, row.unit) in current
    ]
    ScaleScore.objects.filter(pk__in=outdated).update(superseded=True)
    insert_rows(changed)
    return changed


def _says_the_same(stored: ScaleScore | None, fresh: ScaleScore) -> bool:
    if stored is None:
        return False
    names = ("model_hash", "answers_hash", "structure_hash", "status", "basis", "mean", "se", "reason")
    return all(getattr(stored, name) == getattr(fresh, name) for name in names)


def recompute_scales(*, campaign_id: uuid.UUID) -> tuple[int, list[Difference]]:
    """Computes every current score of a campaign's sittings again, from what is stored. Writes nothing.

    Gives how many scores were checked, and those whose hashes differ or whose figures differ by more than 1e-9.
    """
    everything = answers_of_campaign(campaign_id)
    checked, differences = 0, []
    for instrument in scored_instruments_of(campaign_id):
        answered = {one.sitting_id: one for one in everything if one.instrument_version_id == instrument.id}
        stored = current_scores(answered).filter(instrument_version_id=instrument.id)
        for model_hash in sorted({score.model_hash for score in stored}):
            same_model = [score for score in stored if score.model_hash == model_hash]
            differences.extend(_differences(instrument, model_hash, same_model, answered))
            checked += len(same_model)
    return checked, differences


def _differences(
    instrument: ScoredInstrument,
    model_hash: str,
    stored: Sequence[ScaleScore],
    answered: dict[uuid.UUID, InstrumentAnswers],
) -> list[Difference]:
    model = model_that_scored(instrument, model_hash)
    people = [answered[identifier] for identifier in sorted({score.sitting_id for score in stored})]
    table = model.score(answer_matrix(model, people))
    fresh = {(row.sitting_id, row.unit): row for row in _rows(instrument, people, table)}
    return [difference for score in stored for difference in _compare(score, fresh[(score.sitting_id, score.unit)])]


def _compare(stored: ScaleScore, fresh: ScaleScore) -> list[Difference]:
    names = ["model_hash", "structure_hash", "answers_hash", "n_answered"]
    if stored.reason:  # blank in rows that are older than the column
        names.append("reason")
    found = [
        Difference(stored.pk, name, str(getattr(stored, name)), str(getattr(fresh, name)))
        for name in names
        if getattr(stored, name) != getattr(fresh, name)
    ]
    for name in ("mean", "se"):
        old, new = getattr(stored, name), getattr(fresh, name)
        if (old is None) != (new is None) or (old is not None and abs(old - new) > TOLERANCE):
            found.append(Difference(stored.pk, name, repr(old), repr(new)))
    return found
