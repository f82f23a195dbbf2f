"""Jobs: work that must happen if and only if the transaction that asked for it commits.

procrastinate keeps them in PostgreSQL. `enqueue` writes through Django's own connection, hence inside the
open transaction. Arguments are ids only: nothing personal is ever stored in the queue.
"""

import uuid
from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from backend.kernel.tenancy import current_organisation_id, organisation_context

RETRY = RetryStrategy(max_attempts=6, exponential_wait=4)


class TryAgainLater(Exception):
    """Returned (not raised) by a job that has stored how it failed and wants to run again after a pause."""


Work = Callable[..., TryAgainLater | None]


def organisation_job(name: str, *, queue: str = "default") -> Callable[[Work], Work]:
    """Registers a job that runs inside the context of its organisation. It must be safe to run twice.

    What the job wrote is committed before a returned `TryAgainLater` is raised to the queue; an error it
    raises itself rolls everything back.
    """

    def register(work: Work) -> Work:
        def run(*, organisation_id: str, **ids: str) -> None:
            identifier = uuid.UUID(organisation_id)
            with organisation_context(identifier):
                later = work(organisation_id=identifier, **{key: uuid.UUID(value) for key, value in ids.items()})
            if later is not None:
                raise later

        run.__name__ = work.__name__
        run.__doc__ = work.__doc__
        app.task(name=name, queue=queue, retry=RETRY)(run)
        return work

    return register


def enqueue(
    name: str,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    **ids: uuid.UUID | str,
) -> None:
    """Puts a job into the queue inside the open organisation's transaction: it exists only if that commits."""
    arguments: dict[str, Any] = {key: str(value) for key, value in ids.items()}
    task = app.tasks[name]
    task.configure(lock=lock, queueing_lock=queueing_lock).defer(
        organisation_id=str(current_organisation_id()), **arguments
    )


def pending_jobs() -> int:
    """How many jobs wait or run; for readiness and for tests that wait for quiet."""
    from procrastinate.contrib.django.models import ProcrastinateJob  # models load after apps

    return ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count()
