"""What sittings tell the apps above."""

import uuid
from dataclasses import dataclass

from backend.kernel.events import Event


@dataclass(frozen=True)
class SittingSubmitted(Event):
    """A taker has submitted: the answers are final."""

    sitting_id: uuid.UUID


@dataclass(frozen=True)
class SittingExpired(Event):
    """The time of a begun sitting has passed: what was saved until then is final."""

    sitting_id: uuid.UUID


@dataclass(frozen=True)
class SittingsImported(Event):
    """A file of answers has become sittings of one campaign."""

    import_id: uuid.UUID
    campaign_id: uuid.UUID
