"""Role plays of the demo: one rated by three people and talked over, one that waits for its raters today.

Every card is stamped as simulated, because the organisation is fictitious. The three do not agree on one row: the
hiring manager heard a promise where the others heard a guess, says so in the debrief, and both marks are kept.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.services import ChosenSeat, seat_panel
from backend.config.demo.people import Crew
from backend.kernel.tenancy import Actor, organisation_context
from backend.library.selectors.instruments import instruments
from backend.ratings.selectors.cards import my_cards, own_card_to_mark
from backend.ratings.selectors.debrief import debrief_before
from backend.ratings.services.cards import SentMark, record_marks, submit_scorecard
from backend.ratings.services.debriefing import revise_rating
from backend.ratings.services.planning import plan_exercise
from backend.sittings.selectors.invitations import invitations_by_email
from scoring.definitions.hashing import hash_of

PANEL = (Role.HIRING_MANAGER, Role.RATER, Role.CUSTOMER_ADVOCATE)
BLOCK = "promised-date"
RATED, TO_BE_RATED = "amara@candidates.example", "divya@candidates.example"


def _seen(side: str, minute: int, words: str) -> dict[str, Any]:
    return {"side": side, "at": f"10:{minute:02d}", "words": words, "block": BLOCK}


CARDS: dict[Role, dict[str, Any]] = {
    Role.HIRING_MANAGER: {
        f"mark.{BLOCK}.promise": 5,
        f"mark.{BLOCK}.tone": 1,
        "seen.a": _seen("for", 23, "“I cannot say Friday. On Thursday at one I call you, with news or without.”"),
        "seen.b": _seen("against", 27, "Did not ask what matters most until the customer brought it up."),
        "confidence": 2,
    },
    Role.RATER: {
        f"mark.{BLOCK}.promise": 3,
        f"mark.{BLOCK}.tone": 1,
        "seen.a": _seen("for", 22, "“It is between three and eight working days, and I know no more than that.”"),
        "seen.b": _seen("against", 26, "“Kim will ring you this afternoon.” She had not asked Kim."),
        "confidence": 3,
    },
    Role.CUSTOMER_ADVOCATE: {
        f"mark.{BLOCK}.promise": 4,
        f"mark.{BLOCK}.tone": 2,
        "seen.a": _seen("for", 28, "Wrote “Thursday 13:00, Amara calls” on the note that both could see."),
        "none.against": True,
        "confidence": 2,
    },
}
REVISED, REVISED_BECAUSE = 4, "Mina heard a promise made for Kim. I had missed it; the hour on Thursday still stands."


def play_roles(crew: Crew, campaign_id: uuid.UUID) -> None:
    """Seats the panel, has one candidate rated and talked over, and plans another for today."""
    recruiter = crew.actor(Role.RECRUITER)
    with organisation_context(recruiter.organisation_id):
        people = {email: row.invitee.pk for email, row in invitations_by_email(campaign_id).items()}
        seats = [
            ChosenSeat(_member(crew.actor(role)), is_chair=place == 0, is_advocate=role == Role.CUSTOMER_ADVOCATE)
            for place, role in enumerate(PANEL)
        ]
        seat_panel(actor=recruiter, campaign_id=campaign_id, seats=seats)
        rated = _plan(recruiter, campaign_id, people[RATED], "role-play-promises", timedelta(seconds=20))
        _plan(recruiter, campaign_id, people[TO_BE_RATED], "role-play-tone", timedelta(hours=2))
        for role, values in CARDS.items():
            _hand_in(crew.actor(role), rated, values)
        _talk_over(crew.actor(Role.HIRING_MANAGER), rated)


def _member(actor: Actor) -> uuid.UUID:
    assert actor.membership_id is not None  # members of the demo's own crew
    return actor.membership_id


def _plan(
    recruiter: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID, exercise: str, ahead: timedelta
) -> uuid.UUID:
    return plan_exercise(
        actor=recruiter,
        campaign_id=campaign_id,
        candidate_id=candidate_id,
        exercise_id=instruments(recruiter).filter(code=exercise).latest("created_at").pk,
        starts_at=timezone.now() + ahead,
        place="Northfield depot, meeting room",
    ).pk


def _hand_in(rater: Actor, plan_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Marks the rater's own card as a phone does, and hands in what has arrived."""
    card = my_cards(rater).get(plan_id=plan_id)
    now = timezone.now()
    events = [SentMark(seq, item, value, now) for seq, (item, value) in enumerate(values.items(), start=1)]
    record_marks(actor=rater, card_id=card.pk, client=uuid.uuid4(), events=events)
    arrived = own_card_to_mark(rater, card.pk).values
    submit_scorecard(actor=rater, card_id=card.pk, count=len(arrived), sent_hash=hash_of(arrived))


def _talk_over(rater: Actor, plan_id: uuid.UUID) -> None:
    """Whoever thinks otherwise after the talk says so beside their first mark."""
    debrief = debrief_before(rater, plan_id)
    own = next(mark for row in debrief.rows if row.wide for mark in row.marks if mark.card_id == debrief.own_card_id)
    revise_rating(actor=rater, rating_id=own.rating_id, value=REVISED, reason=REVISED_BECAUSE)
