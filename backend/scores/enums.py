"""Ways to gather evidence, and why there may be no position; the engine's names."""

from django.db import models

from scoring.definitions.standing import NotScored


class Method(models.TextChoices):
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    SITUATIONAL = "situational", "situational test"
    ROLE_PLAY = "role_play", "role play"
    IMMERSION = "immersion", "immersion day"


class ReasonNotScored(models.TextChoices):
    """Why a unit of a sitting has no position."""

    TOO_FEW_ANSWERED = NotScored.TOO_FEW_ANSWERED.value, "under 80 % answered"
    TOO_FEW_SCENARIOS = NotScored.TOO_FEW_SCENARIOS.value, "under four situations answered"
    FLAT = NotScored.FLAT.value, "every option rated alike"
    INCONSISTENT = NotScored.INCONSISTENT.value, "ratings that the key does not explain"
