"""Talks on which raters train before they rate anybody."""

import uuid
from collections.abc import Iterable

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion
from backend.library.policies import training_exercises
from backend.library.selectors.instruments import exercise_of
from backend.library.selectors.summaries import version_number
from scoring.definitions.base import Definition
from scoring.definitions.training_talks import TrainingTalk, training_talks


class TrainingShelf(Definition):
    """Every talk there is, exercise by exercise."""

    talks: tuple[TrainingTalk, ...]


def training_shelf(actor: Actor) -> TrainingShelf:
    """The talks of every exercise in its newest version, with model marks. Needs `view_debriefs`.

    Whoever rates may read them: they hold cues of exercises, as the card does that a rater marks, and no candidate.
    """
    require(actor, Capability.VIEW_DEBRIEFS)
    rows = _newest(training_exercises(actor).order_by("code", "created_at", "id"))
    return TrainingShelf(talks=tuple(talk for row in rows for talk in training_talks(exercise_of(row))))


def _newest(rows: Iterable[InstrumentVersion]) -> list[InstrumentVersion]:
    """The highest version of each code, the organisation's own and the shipped ones apart."""
    newest: dict[tuple[uuid.UUID | None, str], InstrumentVersion] = {}
    for row in rows:
        known = newest.setdefault((row.organisation_id, row.code), row)
        if version_number(row.version) > version_number(known.version):
            newest[row.organisation_id, row.code] = row
    return list(newest.values())
