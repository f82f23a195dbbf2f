"""Forms of frozen batteries, made once per process."""

import uuid
from functools import lru_cache

from backend.campaigns.models import Campaign
from backend.campaigns.selectors import battery_of, languages_of
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import definition_of
from backend.sittings.forms.battery import BatteryForm

KEPT_IN_MEMORY = 64


def form_of(campaign: Campaign) -> BatteryForm:
    """The form of a campaign's battery. It must be frozen: the hash of the battery is the key of the memory."""
    return _form(campaign.pk, campaign.battery_hash)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _form(campaign_id: uuid.UUID, _battery_hash: str) -> BatteryForm:
    return build_form(campaign_id)


def build_form(campaign_id: uuid.UUID) -> BatteryForm:
    """The form as the battery stands now; for drafts, whose batteries still change."""
    entries = battery_of(campaign_id)
    versions = InstrumentVersion.objects.in_bulk([entry.instrument_version_id for entry in entries])
    instruments = tuple(definition_of(versions[entry.instrument_version_id]) for entry in entries)
    return BatteryForm(entries, instruments, languages_of(campaign_id))
