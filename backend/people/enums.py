"""Kinds of accommodation, states of a request, and what may be told for the sake of equality."""

from django.db import models


class AccommodationKind(models.TextChoices):
    """What somebody may ask for. No medical reason is ever asked."""

    MORE_TIME = "more_time", "more time"
    BREAKS = "breaks", "breaks"
    NARRATIVE = "narrative", "answers in my own words instead of ratings"
    LARGE_TYPE = "large_type", "large type"
    SCREEN_READER = "screen_reader", "help with a screen reader"
    SCRIBE = "scribe", "somebody who writes for me"
    OTHER_FORMAT = "other_format", "another format"


class EqualityAttribute(models.TextChoices):
    """What people may tell of themselves, apart from every score. Age is kept as a band."""

    GENDER = "gender", "gender"
    AGE = "age", "age"
    EDUCATION = "education", "education"
    ETHNICITY = "ethnicity", "ethnicity"
    DISABILITY = "disability", "disability"


class AccommodationStatus(models.TextChoices):
    REQUESTED = "requested", "requested"
    GRANTED = "granted", "granted"
    DECLINED = "declined", "declined"
    WITHDRAWN = "withdrawn", "withdrawn"
