"""Answers for the apps above: by instrument version and item code, keys and scales left to the library."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.campaigns.models import Campaign
from backend.sittings.enums import OPEN
from backend.sittings.models import AnswerEvent, CurrentAnswers, Sitting
from backend.sittings.selectors.batteries import form_of
from scoring.definitions.hashing import hash_of


@dataclass(frozen=True)
class InstrumentAnswers:
    """What one sitting answered to one instrument: by item or option code; what was not answered is absent."""

    sitting_id: uuid.UUID
    campaign_id: uuid.UUID
    instrument_version_id: uuid.UUID
    language: str
    origin: str
    source: str
    answers: Mapping[str, int | str]


def answers_of(sitting_id: uuid.UUID) -> list[InstrumentAnswers]:
    """The answers of one sitting, instrument by instrument in the order of the battery."""
    return answers_of_sittings([sitting_id])


def answers_of_sittings(sitting_ids: Iterable[uuid.UUID]) -> list[InstrumentAnswers]:
    """The same for many sittings, in three queries for each campaign among them."""
    rows = CurrentAnswers.objects.filter(sitting_id__in=list(sitting_ids)).select_related("sitting")
    campaigns = Campaign.objects.in_bulk({row.sitting.campaign_id for row in rows})
    return [entry for row in rows for entry in _by_instrument(row, campaigns[row.sitting.campaign_id])]


def answers_of_campaign(campaign_id: uuid.UUID) -> list[InstrumentAnswers]:
    """The answers of every submitted or expired sitting of a campaign, in the order of their ids."""
    ended = Sitting.objects.filter(campaign_id=campaign_id, status__in=["submitted", "expired"])
    return answers_of_sittings(ended.order_by("id").values_list("pk", flat=True))


def any_open_sitting(campaign_id: uuid.UUID) -> bool:
    """Whether somebody of a campaign could still answer."""
    return Sitting.objects.filter(campaign_id=campaign_id, status__in=OPEN).exists()


def answers_of_respondents(respondent_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[InstrumentAnswers]]:
    """The answers of those who answered for suppliers and have ended, by respondent; the others are left out."""
    ended = Sitting.objects.filter(
        invitation__respondent_id__in=list(respondent_ids), status__in=["submitted", "expired"]
    )
    people = dict(ended.order_by("id").values_list("pk", "invitation__respondent_id"))
    answered: dict[uuid.UUID, list[InstrumentAnswers]] = {}
    for entry in answers_of_sittings(people):
        answered.setdefault(people[entry.sitting_id], []).append(entry)
    return answered


def _by_instrument(row: CurrentAnswers, campaign: Campaign) -> list[InstrumentAnswers]:
    form = form_of(campaign)
    keyed = form.codes(row.values)
    sitting = row.sitting
    return [
        InstrumentAnswers(
            sitting.pk,
            campaign.pk,
            entry.instrument_version_id,
            sitting.language,
            sitting.origin,
            sitting.source,
            keyed[entry.position],
        )
        for entry in form.entries
    ]


def answers_hash(values: Mapping[str, Any]) -> str:
    """sha256 of the canonical JSON (RFC 8785) of {item: value}, as the player computes it too."""
    return hash_of(dict(values))


def trail_of(sitting_id: uuid.UUID) -> list[AnswerEvent]:
    """Every event of a sitting in the order of arrival, late ones included."""
    return list(AnswerEvent.objects.filter(sitting_id=sitting_id).order_by("arrival"))
