"""Panels: two members or more, one chair, a customer advocate among them, all of them allowed to rate."""

import uuid
from typing import Any

import pytest

from backend.accounts.enums import Role
from backend.campaigns.services import close_campaign, freeze_campaign
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, make_house
from tests.factories.sittings import JSON, ready_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(roles=tuple(Role))


def seat(house: House, role: Role, **flags: bool) -> dict[str, Any]:
    return {"membership_id": str(house.members[role].pk), **flags}


def put(house: House, campaign_id: uuid.UUID, *seats: dict[str, Any]) -> Any:
    return house.client(Role.RECRUITER).put(
        house.url(f"campaigns/{campaign_id}/panel"), {"seats": list(seats)}, content_type=JSON
    )


def test_a_panel_is_seated_and_seated_anew_after_the_campaign_was_frozen(house: House) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        freeze_campaign(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk)
    chair, advocate = (
        seat(house, Role.HIRING_MANAGER, is_chair=True),
        seat(house, Role.CUSTOMER_ADVOCATE, is_advocate=True),
    )

    first = put(house, campaign.pk, chair, advocate)
    second = put(house, campaign.pk, advocate, seat(house, Role.RATER, is_chair=True))

    assert [row["membership_id"] for row in first.json()["seats"]] == [
        chair["membership_id"],
        advocate["membership_id"],
    ]
    assert [(row["name"], row["is_chair"], row["is_advocate"]) for row in second.json()["seats"]] == [
        (house.members[Role.CUSTOMER_ADVOCATE].name, False, True),
        (house.members[Role.RATER].name, True, False),
    ]
    with organisation_context(house.id):
        details = AuditEvent.objects.filter(action="campaign.panel_seated").latest("sequence").details
    assert details["chair"] == [str(house.members[Role.RATER].pk)]
    assert details["advocates"] == [advocate["membership_id"]]


@pytest.mark.parametrize(
    ("seats", "codes"),
    [
        ([(Role.CUSTOMER_ADVOCATE, {"is_advocate": True, "is_chair": True})], {"too_few_seats"}),
        ([(Role.RATER, {"is_chair": True}), (Role.HIRING_MANAGER, {})], {"no_advocate"}),
        ([(Role.RATER, {}), (Role.CUSTOMER_ADVOCATE, {"is_advocate": True})], {"no_chair"}),
        ([(Role.RATER, {"is_chair": True, "is_advocate": True}), (Role.OWNER, {})], {"not_an_advocate"}),
        (
            [(Role.AUDITOR, {"is_chair": True}), (Role.CUSTOMER_ADVOCATE, {"is_advocate": True})],
            {"may_not_rate"},
        ),
        (
            [(Role.CUSTOMER_ADVOCATE, {"is_chair": True, "is_advocate": True}), (Role.CUSTOMER_ADVOCATE, {})],
            {"seated_twice"},
        ),
    ],
)
def test_a_panel_that_cannot_judge_is_refused_whole(house: House, seats: Any, codes: set[str]) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)

    answer = put(house, campaign.pk, *(seat(house, role, **flags) for role, flags in seats))

    assert answer.status_code == 422
    assert {error["code"] for error in answer.json()["errors"]} == codes
    url = house.url(f"campaigns/{campaign.pk}/panel")
    assert house.client(Role.RECRUITER).get(url).json() == {"seats": []}


def test_a_closed_campaign_keeps_its_panel(house: House) -> None:
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        freeze_campaign(actor=recruiter, campaign_id=campaign.pk)
        close_campaign(actor=recruiter, campaign_id=campaign.pk)

    answer = put(
        house,
        campaign.pk,
        seat(house, Role.RATER, is_chair=True),
        seat(house, Role.CUSTOMER_ADVOCATE, is_advocate=True),
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "campaign_closed")
