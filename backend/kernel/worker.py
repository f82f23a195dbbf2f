"""The process that runs jobs, and the rescue of jobs whose worker died in the middle."""

import asyncio
import contextlib
import logging

from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

logger = logging.getLogger(__name__)

STALLED_AFTER_SECONDS = 15.0
RESCUE_EVERY_SECONDS = 5.0
HEARTBEAT_SECONDS = 3.0


def run_worker(*, until_idle: bool = False, concurrency: int = 2) -> None:
    """Runs jobs until the process is told to stop (SIGTERM lets running jobs end)."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # the Django app is made with no other
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_run(app, until_idle=until_idle, concurrency=concurrency))


async def _run(worker_app: App, *, until_idle: bool, concurrency: int) -> None:
    async with worker_app.open_async():
        await _rescue_stalled(worker_app)
        rescue = asyncio.create_task(_rescue_for_ever(worker_app))
        try:
            await worker_app.run_worker_async(
                concurrency=concurrency,
                wait=not until_idle,
                fetch_job_polling_interval=1.0,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                shutdown_graceful_timeout=20,
                delete_jobs="never",
                install_signal_handlers=True,
            )
        finally:
            rescue.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await rescue
            close_old_connections()


async def _rescue_for_ever(worker_app: App) -> None:
    while True:
        await asyncio.sleep(RESCUE_EVERY_SECONDS)
        try:
            await _rescue_stalled(worker_app)
        except Exception:  # the database may be away for a moment; the next round tries again
            logger.warning("rescue of stalled jobs failed", exc_info=True)


async def _rescue_stalled(worker_app: App) -> None:
    stalled = await worker_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    for job in stalled:
        logger.warning("job %s (%s) lost its worker; it runs again", job.id, job.task_name)
        await worker_app.job_manager.retry_job(job)
