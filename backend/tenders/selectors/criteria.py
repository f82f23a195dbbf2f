"""What a tender can be judged by: dimensions of the signed definition, and the scales that ask about them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from backend.campaigns.models import Campaign, CampaignInstrument
from backend.cultures.models import DimensionTarget
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import definition_of
from backend.library.selectors.ladder import ladder_statuses
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.response_formats.rating_scale import RatingScale


@dataclass(frozen=True)
class SupplierScale:
    """One scale of a questionnaire for suppliers, as far as scoring a group needs it: keys by item."""

    instrument_version_id: uuid.UUID
    unit: str
    structure_hash: str
    status: str
    categories: int
    keys: Mapping[str, str]


def targets_of(version_id: uuid.UUID | None) -> list[DimensionTarget]:
    """The dimensions of a signed version in their order; none without one."""
    return list(DimensionTarget.objects.filter(version_id=version_id).order_by("position", "code"))


def definition_hash(campaign_id: uuid.UUID) -> str:
    """The hash of the definition version that a campaign pins."""
    row = Campaign.objects.select_related("definition_version").get(pk=campaign_id)
    return row.definition_version.content_hash if row.definition_version else ""


def scales_by_dimension(campaign_id: uuid.UUID) -> dict[str, SupplierScale]:
    """For each dimension the first scale of the battery that asks about it, with its step of the ladder."""
    scales: dict[str, SupplierScale] = {}
    battery = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    for entry in battery.order_by("position"):
        definition = definition_of(entry.instrument_version)
        if isinstance(definition, Questionnaire):
            for dimension, scale in _scales(entry.instrument_version, definition).items():
                scales.setdefault(dimension, scale)
    return scales


def _scales(version: InstrumentVersion, definition: Questionnaire) -> dict[str, SupplierScale]:
    statuses = ladder_statuses(version, definition.header.default_language)
    found = {}
    for scale in definition.scales:
        items = [item for item in definition.items if item.scale == scale.code]
        formats = [definition.header.format_of(item.section) for item in items]
        points = {each.categories for each in formats if isinstance(each, RatingScale)}
        if len(points) == 1:
            found[scale.dimension] = SupplierScale(
                version.pk,
                scale.code,
                version.structure_hash,
                str(statuses.get(scale.code, "draft")),
                points.pop(),
                {item.code: str(item.key) for item in items},
            )
    return found
