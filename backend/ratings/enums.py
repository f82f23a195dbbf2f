"""States of scorecards, and what stands on them."""

from django.db import models


class CardStatus(models.TextChoices):
    """Assigned until submitted; a swapped or closed card bears no marks."""

    ASSIGNED = "assigned", "assigned"
    SUBMITTED = "submitted", "submitted"
    CLOSED = "closed", "closed by the chair"
    SWAPPED = "swapped", "given to another rater"


IN_PLAY = (CardStatus.ASSIGNED, CardStatus.SUBMITTED)


class CardSource(models.TextChoices):
    """How the marks came in."""

    SCREEN = "screen", "marked by the rater"
    PAPER = "paper", "transcribed from paper"


class Mark(models.TextChoices):
    """A grade of a skill, or a mark on the line of a style. The engine's names."""

    SKILL = "skill", "grade"
    STYLE = "style", "style mark"


class Side(models.TextChoices):
    """What an observation speaks for."""

    FOR = "for", "for"
    AGAINST = "against", "against"


class Origin(models.TextChoices):
    """Whose marks they are: people's, or a program's. Stamped wherever they are shown."""

    REAL = "real", "real"
    SIMULATED = "simulated", "simulated"
