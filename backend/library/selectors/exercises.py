"""The sheets of an exercise, each for those who need it."""

import uuid
from typing import TypedDict, cast

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import exercise_of, instrument
from scoring.definitions.exercise_sheets import (
    ActorSheet,
    CandidateBrief,
    RaterCard,
    actor_sheet,
    candidate_brief,
    rater_card,
)
from scoring.definitions.exercise_words import Variant
from scoring.definitions.exercises import Exercise


def exercise_brief(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> CandidateBrief:
    """What a candidate reads before an exercise. Without `language`, `form`, `variant`: the first of each."""
    exercise = exercise_of(instrument(actor, instrument_id))
    return candidate_brief(exercise, **_chosen(exercise, **chosen))


def exercise_actor_sheet(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> ActorSheet:
    """What an actor or host plays by. Needs `view_keys`: a cue that is known beforehand shows nothing."""
    require(actor, Capability.VIEW_KEYS)
    exercise = exercise_of(instrument(actor, instrument_id))
    return actor_sheet(exercise, **_chosen(exercise, **chosen))


def exercise_card(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> RaterCard:
    """The card that raters mark, with its anchors. Needs `view_keys`."""
    require(actor, Capability.VIEW_KEYS)
    exercise = exercise_of(instrument(actor, instrument_id))
    return rater_card(exercise, **_chosen(exercise, **chosen))


class _Chosen(TypedDict):
    language: str
    form: str
    variant: Variant


def _chosen(exercise: Exercise, *, language: str = "", form: str = "", variant: str = "") -> _Chosen:
    return {
        "language": language or exercise.header.default_language,
        "form": form or exercise.structure.forms[0],
        "variant": cast(Variant, variant or exercise.structure.variants[0]),
    }
