"""What happened, told to whoever asked to know, inside the transaction in which it happened.

An event is a frozen dataclass of ids and of numbers the engine made. Who reacts to what is one page,
`config/subscriptions.py`; reactions are jobs, so publishing never runs another app's code.
"""

from collections import defaultdict
from dataclasses import dataclass, fields

from backend.kernel.jobs import enqueue


@dataclass(frozen=True)
class Event:
    """Base of all events. The organisation is that of the open context."""


_reactions: dict[type[Event], list[str]] = defaultdict(list)


def subscribe(event_type: type[Event], job_name: str) -> None:
    """Lets a job run after every event of this type. Called by `config/subscriptions.py` alone."""
    if job_name not in _reactions[event_type]:
        _reactions[event_type].append(job_name)


def reactions_to(event_type: type[Event]) -> tuple[str, ...]:
    return tuple(_reactions[event_type])


def publish(event: Event) -> None:
    """Enqueues the reactions to an event, each with the event's ids, in the open transaction."""
    ids = {field.name: str(getattr(event, field.name)) for field in fields(event) if field.name.endswith("_id")}
    for job_name in _reactions[type(event)]:
        enqueue(job_name, **ids)
