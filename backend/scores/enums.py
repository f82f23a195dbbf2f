"""Ways to gather evidence; the engine's names."""

from django.db import models


class Method(models.TextChoices):
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    SITUATIONAL = "situational", "situational test"
