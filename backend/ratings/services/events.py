"""What ratings tell the rest of the product. Ids alone: no mark travels in an event."""

import uuid
from dataclasses import dataclass

from backend.kernel.events import Event


@dataclass(frozen=True)
class RatingsSealed(Event):
    """Every card of an exercise is in, or its seat was closed: first ratings are final."""

    plan_id: uuid.UUID


@dataclass(frozen=True)
class ExercisePlanned(Event):
    """A candidate is to do an exercise before named raters."""

    plan_id: uuid.UUID
