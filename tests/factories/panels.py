"""Panels of campaigns, seated through the service."""

from collections.abc import Sequence

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign, PanelSeat
from backend.campaigns.services import ChosenSeat, seat_panel
from tests.factories.accounts import House

PANEL = (Role.HIRING_MANAGER, Role.RATER, Role.CUSTOMER_ADVOCATE)


def seat_panel_of(house: House, campaign: Campaign, roles: Sequence[str] = PANEL) -> list[PanelSeat]:
    """The members of these roles on a campaign's panel, the first in the chair; inside the open organisation."""
    seats = [
        ChosenSeat(house.members[role].pk, is_chair=place == 0, is_advocate=role == Role.CUSTOMER_ADVOCATE)
        for place, role in enumerate(roles)
    ]
    return seat_panel(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, seats=seats)
