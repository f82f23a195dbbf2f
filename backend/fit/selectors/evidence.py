"""What stands behind fit: the signed definition of a campaign, and current scores by dimension."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from backend.campaigns.models import Campaign, CampaignInstrument
from backend.cultures.enums import VersionStatus
from backend.cultures.models import DefinitionVersion
from backend.cultures.selectors import engine_targets, said_before, said_on_the_new_line
from backend.fit.models import FitAssessment
from backend.library.selectors.instruments import definition_of
from backend.library.selectors.scoring_models import units_signed_before
from backend.ratings.models import ExercisePlan
from backend.scores.models import RatingScore, ScaleScore
from backend.sittings.enums import SittingStatus
from backend.sittings.models import Sitting
from scoring.congruence.definition import Target
from scoring.definitions.standing import Basis, Status
from scoring.evidence.pieces import Evidence, unshrink


@dataclass(frozen=True)
class Gathered:
    """What one source says about one person on one dimension: a piece on theta, or why there is none.

    A source is whatever was scored or rated by itself: a scale, a set of scenarios. `piece` is free of the prior and
    without the bias of its method, which is added where pieces combine.
    """

    sitting_id: uuid.UUID
    dimension: str
    method: str
    piece: Evidence | None
    basis: str
    status: str
    n_answered: int
    n_items: int
    reason: str


@dataclass(frozen=True)
class MethodEvidence:
    """What one method by itself says about one person on one dimension, as an entry of `DimensionFit.evidence`.

    `mean`, `se`: the position if this method were all there is. `weight`: its share in the judged position, 0 where
    that rests on other evidence alone. All three None, with `reason`, where there was nothing to score.
    """

    method: str
    mean: float | None
    se: float | None
    weight: float | None
    basis: str
    status: str
    n_answered: int
    n_items: int
    reason: str


@dataclass(frozen=True)
class ScoredScale:
    """One current score: the posterior mean and SD of a scale, the prior still in it."""

    sitting_id: uuid.UUID
    dimension: str
    method: str
    mean: float | None
    se: float | None
    basis: str
    status: str
    n_answered: int
    n_items: int
    reason: str

    def gathered(self) -> Gathered:
        """The score as evidence: un-shrunk, so that the prior enters once."""
        return Gathered(
            self.sitting_id,
            self.dimension,
            self.method,
            self._piece(),
            self.basis,
            self.status,
            self.n_answered,
            self.n_items,
            self.reason,
        )

    def _piece(self) -> Evidence | None:
        if self.mean is None or self.se is None:
            return None
        y, v = unshrink(np.array([self.mean]), np.array([self.se]))
        return Evidence(
            method=self.method, y=float(y[0]), v=float(v[0]), basis=Basis(self.basis), status=Status(self.status)
        )


@dataclass(frozen=True)
class PinnedDefinition:
    """A signed definition version with its targets on the engine's scale."""

    version_id: uuid.UUID
    targets: tuple[Target, ...]
    signed_at: datetime


def pinned_definition(campaign_id: uuid.UUID) -> PinnedDefinition | None:
    """The signed definition that a campaign is pinned to; None for a campaign that has none.

    Where its bands were signed again on the line of a new scoring model, those: the wishes are the same.
    """
    version_id = Campaign.objects.values_list("definition_version_id", flat=True).get(pk=campaign_id)
    return signed_definition(said_on_the_new_line(version_id)) if version_id else None


def campaigns_of_definition(version_id: uuid.UUID) -> list[uuid.UUID]:
    """Assessed campaigns that are pinned to a version, or to one whose bands it says again."""
    pinned = Campaign.objects.filter(definition_version_id__in=said_before(version_id)).values("pk")
    rows = FitAssessment.objects.filter(campaign_id__in=pinned, superseded=False)
    return sorted(set(rows.order_by().values_list("campaign_id", flat=True).distinct()))


def dimensions_to_sign(campaign_id: uuid.UUID, definition: PinnedDefinition) -> frozenset[str]:
    """Dimensions whose scale got another line after the bands were signed: no verdict before they are signed again."""
    rows = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    battery = {row.instrument_version_id: definition_of(row.instrument_version) for row in rows}
    return frozenset(
        scale.dimension
        for instrument_id, unit in units_signed_before(battery, definition.signed_at)
        for scale in getattr(battery[instrument_id], "scales", ())
        if scale.code == unit
    )


def signed_definition(version_id: uuid.UUID) -> PinnedDefinition | None:
    """A signed version's targets; None where it is not signed."""
    signed = DefinitionVersion.objects.filter(pk=version_id, status=VersionStatus.SIGNED)
    signed_at = signed.values_list("signed_at", flat=True).first()
    return PinnedDefinition(version_id, engine_targets(version_id), signed_at) if signed_at else None


def scored_sittings(campaign_id: uuid.UUID) -> list[uuid.UUID]:
    """Sittings of a campaign that have current scores, by id."""
    rows = ScaleScore.objects.filter(sitting__campaign_id=campaign_id, superseded=False)
    return sorted(set(rows.values_list("sitting_id", flat=True)))


def campaign_of(sitting_id: uuid.UUID) -> uuid.UUID:
    return Sitting.objects.values_list("campaign_id", flat=True).get(pk=sitting_id)


def scored_scales(sitting_ids: Iterable[uuid.UUID]) -> list[ScoredScale]:
    """Current scores, sitting by sitting."""
    rows = ScaleScore.objects.filter(sitting_id__in=list(sitting_ids), superseded=False).values_list(
        "sitting_id", "dimension", "method", "mean", "se", "basis", "status", "n_answered", "n_items", "reason"
    )
    return [ScoredScale(*row) for row in rows.order_by("sitting_id", "dimension", "method", "unit")]


def evidence_of(sitting_ids: Iterable[uuid.UUID]) -> dict[str, list[Gathered]]:
    """Everything there is about these people, by dimension: what fit combines."""
    wanted = list(sitting_ids)
    found: dict[str, list[Gathered]] = defaultdict(list)
    for source in [*scored_scales(wanted), *rated_blocks(wanted)]:
        found[source.dimension].append(source.gathered())
    return found


def rated_blocks(sitting_ids: Iterable[uuid.UUID]) -> list[ScoredScale]:
    """Current positions from the exercises of the same people in the same campaigns, each at its person's sitting.

    A grade that is no position (how well a style was handled) is no evidence of where somebody stands.
    """
    sittings = Sitting.objects.filter(pk__in=list(sitting_ids), invitation__isnull=False)
    people = {
        (campaign, candidate): sitting
        for sitting, campaign, candidate in sittings.values_list("pk", "campaign_id", "invitation__candidate_id")
    }
    rows = RatingScore.objects.filter(
        superseded=False, mean__isnull=False, plan__candidate_id__in={candidate for _, candidate in people}
    ).select_related("plan")
    return [
        ScoredScale(
            people[(row.plan.campaign_id, row.plan.candidate_id)],
            row.dimension,
            row.method,
            row.mean,
            row.se,
            row.basis,
            row.status,
            row.n_views,
            row.n_raters,
            "",
        )
        for row in rows.order_by("plan__starts_at", "plan_id", "unit", "dimension", "mark")
        if (row.plan.campaign_id, row.plan.candidate_id) in people
    ]


def ended_sitting_of_plan(plan_id: uuid.UUID) -> uuid.UUID | None:
    """The sitting of whoever did an exercise, in its campaign, once that sitting has ended; None before."""
    plan = ExercisePlan.objects.filter(pk=plan_id).first()
    if plan is None:
        return None
    ended = Sitting.objects.filter(
        campaign_id=plan.campaign_id,
        invitation__candidate_id=plan.candidate_id,
        status__in=[SittingStatus.SUBMITTED, SittingStatus.EXPIRED],
    )
    return ended.values_list("pk", flat=True).first()


def is_assessed(sitting_id: uuid.UUID) -> bool:
    """Whether a sitting's report can be read: by its taker and by the employer from the same moment on."""
    return FitAssessment.objects.filter(sitting_id=sitting_id, superseded=False).exists()
