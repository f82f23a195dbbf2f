"""What may be decided about a candidate."""

from django.db import models


class Outcome(models.TextChoices):
    """A named person's decision. There is no outcome that a rule could set."""

    MEET = "meet", "meet this person"
    OFFER = "offer", "make an offer"
    DECLINE = "decline", "do not go on"
    HOLD = "hold", "wait for more evidence"


ANSWERS_THE_CANDIDATE = (Outcome.MEET, Outcome.OFFER, Outcome.DECLINE)

BAND_NOT_SIGNED = "band_not_signed"
"""Why nothing is said although a model from data stands behind a position: its band was signed on the line before."""
