"""Kinds of instruments, and the steps of the validation ladder as the database names them."""

from django.db import models

from scoring.congruence.definition import Kind
from scoring.definitions.standing import Basis, Status


class InstrumentKind(models.TextChoices):
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    SITUATIONAL_TEST = "situational_test", "situational test"
    EXERCISE = "exercise", "exercise"


class Audience(models.TextChoices):
    """Who answers an instrument: about themselves, or about a supplier."""

    CANDIDATE = "candidate", "candidates"
    SUPPLIER = "supplier", "staff of a supplier"
    CLIENT = "client", "clients of a supplier"


class DimensionKind(models.TextChoices):
    """A style has a position and a band, a standard a level, a trait describes."""

    STYLE = Kind.STYLE.value, "style"
    STANDARD = Kind.STANDARD.value, "standard"
    TRAIT = Kind.TRAIT.value, "trait"


class ModelBasis(models.TextChoices):
    """Where the parameters of a scoring model come from."""

    ASSUMED = Basis.ASSUMED.value, "assumed"
    DATA = Basis.DATA.value, "data"


class LadderStatus(models.TextChoices):
    """How far a unit (scale, scenario set, exercise block) has come. A unit without a recorded step is a draft."""

    DRAFT = Status.DRAFT.value, "draft"
    REVIEWED = Status.REVIEWED.value, "reviewed"
    PILOTED = Status.PILOTED.value, "piloted"
    STRUCTURE_CONFIRMED = Status.STRUCTURE_CONFIRMED.value, "structure confirmed"
    IN_USE = Status.IN_USE.value, "in use"
    SUSPENDED = Status.SUSPENDED.value, "suspended"


CLIMB = (
    LadderStatus.DRAFT,
    LadderStatus.REVIEWED,
    LadderStatus.PILOTED,
    LadderStatus.STRUCTURE_CONFIRMED,
    LadderStatus.IN_USE,
)
FROM_DATA = (LadderStatus.PILOTED, LadderStatus.STRUCTURE_CONFIRMED, LadderStatus.IN_USE)
