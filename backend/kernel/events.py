"""What happened, told to whoever asked to know, inside the transaction in which it happened.

An event is a frozen dataclass of ids and of numbers the engine made. Who reacts to what is one page,
`config/subscriptions.py`; reactions are jobs, so publishing never runs another app's code.
"""

from collections import defaultdict
from dataclasses import dataclass

from backend.kernel.jobs import enqueue


@dataclass(frozen=True)
class Event:
    """Base of all events. The organisation is that of the open context."""


_reactions: dict[type[Event], dict[str, tuple[str, ...]]] = defaultdict(dict)


def subscribe(event_type: type[Event], job_name: str, *, ids: tuple[str, ...]) -> None:
    """Lets a job run after every event of this type, given these ids of it. `config/subscriptions.py` alone calls."""
    _reactions[event_type][job_name] = ids


def reactions_to(event_type: type[Event]) -> tuple[str, ...]:
    return tuple(_reactions[event_type])


def publish(event: Event) -> None:
    """Enqueues the reactions to an event, each with the ids it asked for, in the open transaction."""
    for job_name, ids in _reactions[type(event)].items():
        enqueue(job_name, **{name: getattr(event, name) for name in ids})
