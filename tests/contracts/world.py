"""Two organisations with one of everything in each, for the sweep over all endpoints.

Every app adds what its endpoints need to `furnish`, through its own services, and names the ids.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from backend.accounts.enums import Role
from backend.accounts.services import create_api_token, deactivate_member, invite_member
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, add_member, make_house


@dataclass
class Place:
    """One organisation with a member for every role, and the ids of what stands in it."""

    house: House
    ids: dict[str, uuid.UUID] = field(default_factory=dict)


def furnish(name: str) -> Place:
    place = Place(make_house(name, roles=tuple(Role)))
    with organisation_context(place.house.id):
        place.ids["organisation_id"] = place.house.id
        _furnish_accounts(place)
    return place


def _furnish_accounts(place: Place) -> None:
    owner = place.house.actor()
    place.ids["membership_id"] = add_member(Role.RATER).pk
    leaving = add_member(Role.RATER)
    place.ids["deactivated_membership_id"] = deactivate_member(actor=owner, membership_id=leaving.pk).pk
    address = f"{uuid.uuid4().hex[:8]}@example.org"
    place.ids["invited_membership_id"] = invite_member(
        actor=owner, email=address, name="Invited", roles=[Role.AUDITOR]
    ).pk
    token, _ = create_api_token(actor=owner, name="furniture", scopes=["view_members"], valid_for=timedelta(days=1))
    place.ids["token_id"] = token.pk
