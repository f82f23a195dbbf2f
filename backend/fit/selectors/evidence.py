"""What stands behind fit: the signed definition of a campaign, and current scores by dimension."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from backend.campaigns.models import Campaign
from backend.cultures.enums import VersionStatus
from backend.cultures.models import DefinitionVersion
from backend.cultures.selectors import engine_targets
from backend.fit.models import FitAssessment
from backend.scores.models import ScaleScore
from backend.sittings.models import Sitting
from scoring.congruence.definition import Target


@dataclass(frozen=True)
class ScoredScale:
    """One current score as fit needs it."""

    sitting_id: uuid.UUID
    dimension: str
    method: str
    mean: float | None
    se: float | None
    basis: str
    status: str
    n_answered: int
    n_items: int


@dataclass(frozen=True)
class PinnedDefinition:
    """A signed definition version with its targets on the engine's scale."""

    version_id: uuid.UUID
    targets: tuple[Target, ...]


def pinned_definition(campaign_id: uuid.UUID) -> PinnedDefinition | None:
    """The signed definition that a campaign is pinned to; None for a campaign that has none."""
    version_id = Campaign.objects.values_list("definition_version_id", flat=True).get(pk=campaign_id)
    return signed_definition(version_id) if version_id else None


def signed_definition(version_id: uuid.UUID) -> PinnedDefinition | None:
    """A signed version's targets; None where it is not signed."""
    if not DefinitionVersion.objects.filter(pk=version_id, status=VersionStatus.SIGNED).exists():
        return None
    return PinnedDefinition(version_id, engine_targets(version_id))


def scored_sittings(campaign_id: uuid.UUID) -> list[uuid.UUID]:
    """Sittings of a campaign that have current scores, by id."""
    rows = ScaleScore.objects.filter(sitting__campaign_id=campaign_id, superseded=False)
    return sorted(set(rows.values_list("sitting_id", flat=True)))


def campaign_of(sitting_id: uuid.UUID) -> uuid.UUID:
    return Sitting.objects.values_list("campaign_id", flat=True).get(pk=sitting_id)


def evidence_of(sitting_ids: Iterable[uuid.UUID]) -> dict[str, list[ScoredScale]]:
    """Current scores by dimension."""
    rows = ScaleScore.objects.filter(sitting_id__in=list(sitting_ids), superseded=False).values_list(
        "sitting_id", "dimension", "method", "mean", "se", "basis", "status", "n_answered", "n_items"
    )
    found: dict[str, list[ScoredScale]] = defaultdict(list)
    for row in rows.order_by("sitting_id", "dimension", "method", "unit"):
        found[row[1]].append(ScoredScale(*row))
    return found


def is_assessed(sitting_id: uuid.UUID) -> bool:
    """Whether a sitting's report can be read: by its taker and by the employer from the same moment on."""
    return FitAssessment.objects.filter(sitting_id=sitting_id, superseded=False).exists()
