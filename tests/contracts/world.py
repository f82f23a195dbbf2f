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
from tests.factories.cultures import complete_draft, proposed_version, signed_version
from tests.factories.library import publish_own_instrument


@dataclass
class Place:
    """One organisation with a member for every role, and the ids of what stands in it."""

    house: House
    ids: dict[str, uuid.UUID | str] = field(default_factory=dict)


def furnish(name: str) -> Place:
    place = Place(make_house(name, roles=tuple(Role)))
    with organisation_context(place.house.id):
        place.ids["organisation_id"] = place.house.id
        _furnish_accounts(place)
        _furnish_library(place)
        _furnish_cultures(place)
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


def _furnish_library(place: Place) -> None:
    actor = place.house.actor(Role.PSYCHOMETRICIAN)
    place.ids["instrument_id"] = publish_own_instrument(actor, code="furniture").pk


def _furnish_cultures(place: Place) -> None:
    steward, signatory = place.house.actor(Role.CULTURE_STEWARD), place.house.actor(Role.SIGNATORY)
    signed = signed_version(steward=steward, signatory=signatory, name="Signed")
    place.ids["version_id"], place.ids["definition_id"] = signed.pk, signed.definition_id
    place.ids["draft_version_id"] = complete_draft(steward=steward, signatory=signatory, name="Draft").pk
    place.ids["proposed_version_id"] = proposed_version(steward=steward, signatory=signatory, name="Proposed").pk
    place.ids["signatory_membership_id"] = place.house.members[Role.SIGNATORY].pk
    place.ids["code"] = "D1"  # the dimension that every version has
