"""Jobs: work that must happen if and only if the transaction that asked for it commits.

procrastinate keeps them in PostgreSQL. `enqueue` writes through Django's own connection, hence inside the
open transaction. Arguments are ids only: nothing personal is ever stored in the queue.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from backend.kernel.tenancy import current_organisation_id, organisation_context

_transactional = JobManager(DjangoConnector())
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


def staged_job(name: str, *, queue: str = "default") -> Callable[[Work], Work]:
    """Registers a job that opens its organisation's context itself, for moments, so that others see how far it is.

    It must be safe to run twice: what it wrote before it died stays written.
    """

    def register(work: Work) -> Work:
        def run(*, organisation_id: str, **ids: str) -> None:
            work(organisation_id=uuid.UUID(organisation_id), **{key: uuid.UUID(value) for key, value in ids.items()})

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
    deferrer = app.tasks[name].configure(lock=lock, queueing_lock=queueing_lock)
    # Inside a worker the app's own connector is the queue's, which would commit at once; this one is Django's.
    deferrer.job_manager = _transactional
    deferrer.defer(organisation_id=str(current_organisation_id()), **arguments)


def enqueue_many(name: str, rows: Sequence[Mapping[str, uuid.UUID | str]]) -> None:
    """As `enqueue`, one job for each row of ids, in one statement."""
    if not rows:
        return
    common: dict[str, Any] = {"organisation_id": str(current_organisation_id())}
    deferrer = app.tasks[name].configure()
    deferrer.job_manager = _transactional
    deferrer.batch_defer(*(common | {key: str(value) for key, value in row.items()} for row in rows))


def for_every_organisation(name: str, *, cron: str) -> None:
    """Lets a registered job run for every organisation, whenever the schedule says: one tick, one job each."""

    def tick(timestamp: int) -> None:  # noqa: ARG001 -- the queue says which tick it is
        with connection.cursor() as cursor:
            cursor.execute("SELECT organisation_ids()")
            organisation_ids = [row[0] for row in cursor.fetchall()]
        for organisation_id in organisation_ids:
            with organisation_context(organisation_id):
                enqueue(name)

    tick.__name__ = f"tick_of_{name.replace('.', '_')}"
    app.periodic(cron=cron)(app.task(name=f"{name}_everywhere")(tick))


def pending_jobs() -> int:
    """How many jobs wait or run; for readiness and for tests that wait for quiet."""
    from procrastinate.contrib.django.models import ProcrastinateJob  # models load after apps

    return ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count()


def failed_jobs() -> int:
    """How many jobs gave up after all their tries."""
    from procrastinate.contrib.django.models import ProcrastinateJob  # models load after apps

    return ProcrastinateJob.objects.filter(status="failed").count()
