"""What a plan is made of: a candidate of the campaign, an exercise, members of the panel."""

import uuid
from dataclasses import dataclass

from backend.campaigns.selectors import panel
from backend.kernel.errors import DomainError, NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import exercise_of, instrument
from backend.people.models import Candidate
from backend.people.selectors import candidate
from backend.promises.selectors import promise_to
from scoring.definitions.exercises import Exercise


@dataclass(frozen=True)
class PanelRater:
    """A member of the panel who can be given a card."""

    membership_id: uuid.UUID
    is_advocate: bool


def candidate_of_campaign(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> Candidate:
    """A candidate of a running campaign: whoever is invited to one is owed an answer by it, and so this room knows."""
    found = candidate(actor, candidate_id)
    if found is None or promise_to(candidate_id, campaign_id) is None:
        raise NotFoundError("This campaign has no such candidate.", "candidate_id")
    return found


def exercise_to_plan(actor: Actor, exercise_id: uuid.UUID) -> tuple[InstrumentVersion, Exercise]:
    """An exercise of the library with its definition."""
    try:
        version = instrument(actor, exercise_id)
        return version, exercise_of(version)
    except DomainError as error:
        raise NotFoundError("There is no such exercise.", "exercise_id") from error


def raters_of_panel(actor: Actor, campaign_id: uuid.UUID) -> dict[uuid.UUID, PanelRater]:
    """The members of a campaign's panel, in the order of their seats."""
    return {seat.membership_id: PanelRater(seat.membership_id, seat.is_advocate) for seat in panel(actor, campaign_id)}
