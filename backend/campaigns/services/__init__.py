"""Opening and freezing campaigns, and seating their panels."""

from backend.campaigns.services.lifecycle import (
    ChosenInstrument,
    assemble_battery,
    battery_hash,
    change_campaign,
    close_campaign,
    freeze_campaign,
    locked_campaign,
    open_campaign,
    open_pilot,
    what_is_missing,
)
from backend.campaigns.services.panel import ChosenSeat, seat_panel

__all__ = [
    "ChosenInstrument",
    "ChosenSeat",
    "assemble_battery",
    "battery_hash",
    "change_campaign",
    "close_campaign",
    "freeze_campaign",
    "locked_campaign",
    "open_campaign",
    "open_pilot",
    "seat_panel",
    "what_is_missing",
]
