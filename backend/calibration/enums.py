"""States of a calibration, and who a sample is made of."""

from django.db import models

from scoring.norms.tables import Composition


class RunStatus(models.TextChoices):
    """A run waits, runs, and ends in one of three ways. What has ended never changes."""

    QUEUED = "queued", "waiting"
    RUNNING = "running", "running"
    SUCCEEDED = "succeeded", "done"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


OPEN = (RunStatus.QUEUED, RunStatus.RUNNING)


class Population(models.TextChoices):
    """Whose answers they are. Applicants and incumbents answer differently and are never mixed in one sample."""

    APPLICANTS = Composition.APPLICANTS.value, "applicants"
    INCUMBENTS = Composition.INCUMBENTS.value, "incumbents"
    VOLUNTEERS = "volunteers", "volunteers"


class PoolDirection(models.TextChoices):
    """Whether counts left here, signed off, or came in and were accepted."""

    EXPORTED = "exported", "exported"
    ACCEPTED = "accepted", "accepted"
