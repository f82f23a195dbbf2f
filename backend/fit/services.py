"""From positions to fit against the signed definition; and the decisions of named people."""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.fit.enums import ANSWERS_THE_CANDIDATE, Outcome
from backend.fit.errors import (
    EvidenceNotOpenedError,
    NotAssessedYetError,
    OneUnsignedDefinitionError,
    ReasonTooShortError,
)
from backend.fit.models import Decision, DimensionFit, EvidenceOpening, FitAssessment
from backend.fit.selectors.candidates import candidate
from backend.fit.selectors.decisions import last_opening, open_promises_to
from backend.fit.selectors.evidence import (
    PinnedDefinition,
    ScoredScale,
    campaign_of,
    evidence_of,
    pinned_definition,
    scored_sittings,
    signed_definition,
)
from backend.kernel.audit import Subject, record_audit_event
from backend.kernel.database.bulk import insert_rows
from backend.kernel.events import Event, publish
from backend.kernel.jobs import enqueue
from backend.kernel.mail import queue_mail
from backend.kernel.tenancy import Actor
from backend.people.services import CANDIDATE
from backend.promises.services import close_promise
from backend.scores.selectors import sittings_of_candidate
from scoring.congruence.fit import FitTable, Positions
from scoring.congruence.fit import assess_fit as assess
from scoring.definitions.standing import Basis, Status
from scoring.evidence.combining import combine_one_method, position_for_fit
from scoring.evidence.pieces import Evidence, unshrink

LEAST_REASON = 20


@dataclass(frozen=True)
class FitAssessed(Event):
    """A person's sitting has been held against the signed definition."""

    sitting_id: uuid.UUID


@dataclass(frozen=True)
class DecisionRecorded(Event):
    """A named person has decided about a candidate."""

    decision_id: uuid.UUID


@dataclass(frozen=True)
class Standing:
    """What stands behind one dimension of one person, for the stored row."""

    methods: tuple[str, ...]
    basis: str
    status: str
    n_answered: int
    n_items: int


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


def _assess(
    actor: Actor, campaign_id: uuid.UUID, definition: PinnedDefinition, sitting_ids: Sequence[uuid.UUID]
) -> list[FitAssessment]:
    evidence = evidence_of(sitting_ids)
    names = {target.name for target in definition.targets}
    positions = {name: _positions(name, scores, sitting_ids) for name, scores in evidence.items() if name in names}
    table = assess(definition.targets, positions, people=len(sitting_ids))
    assessments = _overall_rows(table, campaign_id, definition, sitting_ids)
    FitAssessment.objects.filter(sitting_id__in=sitting_ids, superseded=False).update(superseded=True)
    insert_rows(assessments)
    insert_rows(_dimension_rows(table, evidence, assessments))
    record_audit_event(
        actor=actor,
        action="fit.assessed",
        subject=Subject("campaigns.campaign", campaign_id),
        details={"sittings": len(sitting_ids), "definition_version": str(definition.version_id)},
    )
    return assessments


def _positions(dimension: str, scores: Sequence[ScoredScale], sitting_ids: Sequence[uuid.UUID]) -> Positions:
    place = {sitting_id: index for index, sitting_id in enumerate(sitting_ids)}
    kinds = {(score.method, score.basis, score.status) for score in scores}
    if len(kinds) == 1 and len({score.sitting_id for score in scores}) == len(scores):
        return _positions_of_one_kind(dimension, scores, place)
    return _positions_of_many_kinds(dimension, scores, place)


def _positions_of_one_kind(dimension: str, scores: Sequence[ScoredScale], place: Mapping[uuid.UUID, int]) -> Positions:
    first = scores[0]
    basis, status = Basis(first.basis), Status(first.status)
    mean, se = (np.array([_nan(getattr(score, name)) for score in scores]) for name in ("mean", "se"))
    combined_mean, combined_se = combine_one_method(mean, se, method=first.method, basis=basis)
    where = np.array([place[score.sitting_id] for score in scores])
    assessed = np.zeros(len(place), dtype=np.bool_)
    assessed[where] = True
    full_mean, full_se = np.full(len(place), np.nan), np.full(len(place), np.nan)
    full_mean[where], full_se[where] = combined_mean, combined_se
    on_data = assessed & (basis is Basis.DATA)
    return Positions(
        dimension=dimension,
        mean=full_mean,
        se=full_se,
        assessed=assessed,
        on_data=on_data,
        eligible=on_data & status.eligible,
    )


def _positions_of_many_kinds(
    dimension: str, scores: Sequence[ScoredScale], place: Mapping[uuid.UUID, int]
) -> Positions:
    people = len(place)
    mean, se = np.full(people, np.nan), np.full(people, np.nan)
    assessed, on_data, eligible = (np.zeros(people, dtype=np.bool_) for _ in range(3))
    pieces: dict[int, list[Evidence]] = {}
    for score in scores:
        person = place[score.sitting_id]
        assessed[person] = True
        if score.mean is not None and score.se is not None:
            pieces.setdefault(person, []).append(_piece(score))
    for person, found in pieces.items():
        judged = position_for_fit(found).judged
        mean[person], se[person] = judged.mean, judged.se
        on_data[person], eligible[person] = judged.basis is Basis.DATA, judged.eligible
    return Positions(dimension=dimension, mean=mean, se=se, assessed=assessed, on_data=on_data, eligible=eligible)


def _piece(score: ScoredScale) -> Evidence:
    y, v = unshrink(np.array([_nan(score.mean)]), np.array([_nan(score.se)]))
    return Evidence(
        method=score.method, y=float(y[0]), v=float(v[0]), basis=Basis(score.basis), status=Status(score.status)
    )


def _nan(value: float | None) -> float:
    return math.nan if value is None else value


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
    table: FitTable, evidence: Mapping[str, Sequence[ScoredScale]], assessments: Sequence[FitAssessment]
) -> list[DimensionFit]:
    rows = []
    for position, fit in enumerate(table.dimensions):
        standing = _standings(evidence.get(fit.target.name, ()))
        for person, assessment in enumerate(assessments):
            behind = standing.get(assessment.sitting_id, Standing((), "", "", 0, 0))
            verdict, reason = fit.verdicts[person], fit.reasons[person]
            rows.append(
                DimensionFit(
                    assessment=assessment,
                    position=position,
                    dimension=fit.target.name,
                    kind=str(fit.target.kind),
                    band_lower=fit.target.lower,
                    band_upper=fit.target.upper,
                    cut=fit.target.cut,
                    weight=fit.target.weight,
                    mean=_number(fit.mean[person]),
                    se=_number(fit.se[person]),
                    lower=_number(fit.lower[person]),
                    upper=_number(fit.upper[person]),
                    probability=_number(fit.probability[person]),
                    verdict=str(verdict) if verdict else "",
                    reason=str(reason) if reason else "",
                    basis=behind.basis,
                    status=behind.status,
                    eligible=bool(fit.eligible[person]),
                    methods=list(behind.methods),
                    n_answered=behind.n_answered,
                    n_items=behind.n_items,
                )
            )
    return rows


def _standings(scores: Sequence[ScoredScale]) -> dict[uuid.UUID, Standing]:
    found: dict[uuid.UUID, Standing] = {}
    for score in scores:
        former = found.get(score.sitting_id)
        methods = (*former.methods, score.method) if former else (score.method,)
        found[score.sitting_id] = Standing(
            tuple(dict.fromkeys(methods)),
            score.basis if former is None or former.basis == score.basis else str(Basis.DATA),
            score.status if former is None else min(former.status, score.status, key=_rung),
            score.n_answered + (former.n_answered if former else 0),
            score.n_items + (former.n_items if former else 0),
        )
    return found


def _rung(status: str) -> int:
    order = [Status.SUSPENDED, Status.DRAFT, Status.REVIEWED, Status.PILOTED, Status.STRUCTURE_CONFIRMED, Status.IN_USE]
    return order.index(Status(status))


def open_evidence(*, actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> EvidenceOpening | None:
    """Notes that a member has a candidate's evidence before them. Needs `view_results`. Tokens open nothing."""
    require(actor, Capability.VIEW_RESULTS)
    view = candidate(actor, campaign_id, candidate_id)
    if actor.membership_id is None or actor.kind != "member":
        return None
    opening = EvidenceOpening.objects.create(
        campaign_id=campaign_id,
        candidate_id=candidate_id,
        membership_id=actor.membership_id,
        assessment_id=view.assessment_id,
    )
    record_audit_event(
        actor=actor,
        action="evidence.opened",
        subject=Subject("people.candidate", candidate_id),
        details={"campaign": str(campaign_id), "assessment": str(view.assessment_id or "")},
    )
    return opening


def record_decision(
    *,
    actor: Actor,
    campaign_id: uuid.UUID,
    candidate_id: uuid.UUID,
    outcome: str,
    reason: str,
    words_to_candidate: str = "",
) -> Decision:
    """A named person's decision. Needs `decide`, a reason, and the evidence as it is now opened by the same person.

    Publishes `DecisionRecorded`, after which the candidate is answered.
    """
    require(actor, Capability.DECIDE)
    view = candidate(actor, campaign_id, candidate_id)
    if view.sitting_status in {"invited", "started", "paused"}:
        raise NotAssessedYetError
    if actor.membership_id is None or actor.kind != "member":
        raise EvidenceNotOpenedError
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonTooShortError(LEAST_REASON)
    opening = last_opening(campaign_id, candidate_id, actor.membership_id, view.assessment_id)
    if opening is None:
        raise EvidenceNotOpenedError
    decision = Decision.objects.create(
        campaign_id=campaign_id,
        candidate_id=candidate_id,
        decided_by_id=actor.membership_id,
        outcome=Outcome(outcome),
        reason=reason.strip(),
        words_to_candidate=words_to_candidate.strip(),
        evidence_opened_at=opening.created_at,
        assessment_id=view.assessment_id,
    )
    record_audit_event(
        actor=actor,
        action="decision.recorded",
        subject=decision,
        details={"candidate": str(candidate_id), "campaign": str(campaign_id), "outcome": outcome},
    )
    if decision.outcome in ANSWERS_THE_CANDIDATE:
        mail = queue_mail(kind="answer", recipient=view.email, subject_kind="fit.decision", subject_id=decision.pk)
        enqueue("fit.send_answer", decision_id=decision.pk, mail_id=mail.pk)
    publish(DecisionRecorded(decision_id=decision.pk))
    return decision


def keep_answer_promises(*, actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> int:
    """Closes what was promised to a candidate in a campaign, once the answer has gone out."""
    owed = open_promises_to(candidate_id, campaign_id)
    for promise_id in owed:
        close_promise(actor=actor, promise_id=promise_id)
    return len(owed)


def erase_own_rows(kind: str, candidate_id: uuid.UUID) -> int:
    """Decisions, openings and assessments of a candidate. Registered as an eraser in `config`."""
    if kind != CANDIDATE:
        return 0
    sittings = sittings_of_candidate(candidate_id)
    removed = Decision.objects.filter(candidate_id=candidate_id).delete()[0]
    removed += EvidenceOpening.objects.filter(candidate_id=candidate_id).delete()[0]
    removed += DimensionFit.objects.filter(assessment__sitting_id__in=sittings).delete()[0]
    return removed + FitAssessment.objects.filter(sitting_id__in=sittings).delete()[0]
