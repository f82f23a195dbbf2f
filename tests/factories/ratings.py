"""Role plays with a panel, and cards marked by its members, made through the services."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import ExercisePlan, Scorecard
from backend.ratings.selectors.cards import values_of
from backend.ratings.services.cards import SentMark, record_marks, submit_scorecard
from backend.ratings.services.planning import plan_exercise
from scoring.definitions.hashing import hash_of
from tests.factories.accounts import House, make_house
from tests.factories.library import publish_own_exercise
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.sittings import invited, ready_campaign

SENT_AT = datetime(2026, 11, 25, 10, 5, tzinfo=UTC)


def rating_house(name: str = "Brook & Lane") -> House:
    """An organisation with a member for every role."""
    return make_house(name, roles=tuple(Role))


def role_play(house: House, campaign: Campaign | None = None, **fields: Any) -> ExercisePlan:
    """A planned role play of an invited candidate before hiring manager (chair), rater and advocate.

    Inside the open organisation.
    """
    campaign = campaign or ready_campaign(house)
    seat_panel_of(house, campaign)
    candidate_id = fields.pop("candidate_id", None) or invited(house, campaign)[0].candidate_id
    exercise = publish_own_exercise(house.actor(Role.PSYCHOMETRICIAN), code=f"play-{uuid.uuid4().hex[:8]}")
    defaults = {"starts_at": timezone.now() + timedelta(hours=1), "place": "Room 2"}
    return plan_exercise(
        actor=house.actor(Role.RECRUITER),
        campaign_id=campaign.pk,
        candidate_id=candidate_id,
        exercise_id=exercise.pk,
        **{**defaults, **fields},
    )


def planned_role_play(house: House | None = None, **fields: Any) -> tuple[House, ExercisePlan]:
    """A house with one role play."""
    house = house or rating_house()
    with organisation_context(house.id):
        return house, role_play(house, **fields)


def card_of(house: House, plan: ExercisePlan, role: str) -> Scorecard:
    """The card of the member with this role, inside the open organisation."""
    return plan.cards.get(membership=house.members[role], status__in=["assigned", "submitted"])


def marks(promise: Any = 4, tone: Any = 1, words: str = "Wrote the time down.", **changes: Any) -> dict[str, Any]:
    """The values of a whole card of the small exercise."""
    return {
        "mark.late.promise": promise,
        "mark.late.tone": tone,
        "seen.a1": {"side": "for", "at": "10:05", "words": words, "block": "late"},
        "none.against": True,
        "confidence": 2,
        **changes,
    }


def send_marks(house: House, role: str, card: Scorecard, values: Mapping[str, Any], *, first_seq: int = 1) -> uuid.UUID:
    """Sends values as a fresh device does, inside the open organisation; gives the device's id."""
    device = uuid.uuid4()
    events = [SentMark(first_seq + place, item, value, SENT_AT) for place, (item, value) in enumerate(values.items())]
    record_marks(actor=house.actor(role), card_id=card.pk, client=device, events=events)
    return device


def hand_in(house: House, role: str, plan: ExercisePlan, values: Mapping[str, Any] | None = None) -> Scorecard:
    """Marks and hands in the card of the member with this role, inside the open organisation."""
    card = card_of(house, plan, role)
    send_marks(house, role, card, values if values is not None else marks())
    kept = values_of(card.pk)
    return submit_scorecard(actor=house.actor(role), card_id=card.pk, count=len(kept), sent_hash=hash_of(kept))


def sealed_role_play(house: House, **grades: int) -> ExercisePlan:
    """A role play all of whose cards are in, inside the open organisation; grades by role."""
    plan = role_play(house)
    for role in PANEL:
        hand_in(house, role, plan, marks(promise=grades.get(role, 4)))
    plan.refresh_from_db()
    return plan
