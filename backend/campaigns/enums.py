"""Kinds and states of campaigns."""

from django.db import models


class CampaignKind(models.TextChoices):
    VACANCY = "vacancy", "vacancy"
    TENDER = "tender", "tender"
    WORKSHOP = "workshop", "ideal-person workshop"
    PILOT = "pilot", "pilot of an instrument"


class CampaignStatus(models.TextChoices):
    """A draft is edited freely; the first invitation freezes it; a closed one takes nobody in."""

    DRAFT = "draft", "draft"
    RUNNING = "running", "running"
    CLOSED = "closed", "closed"
