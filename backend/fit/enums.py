"""What may be decided about a candidate, and what happens on the way there."""

from django.db import models


class Outcome(models.TextChoices):
    """A named person's decision. There is no outcome that a rule could set."""

    MEET = "meet", "meet this person"
    OFFER = "offer", "make an offer"
    DECLINE = "decline", "do not go on"
    HOLD = "hold", "wait for more evidence"


class CandidateEvent(models.TextChoices):
    """What the history of a candidate in a campaign consists of."""

    INVITED = "invited", "invited"
    STARTED = "started", "started"
    SUBMITTED = "submitted", "submitted"
    WITHDRAWN = "withdrawn", "withdrawn"
    EXPIRED = "expired", "expired"
    ASSESSED = "assessed", "held against the definition"
    EVIDENCE_OPENED = "evidence_opened", "evidence opened"
    DECIDED = "decided", "decided about"


ANSWERS_THE_CANDIDATE = (Outcome.MEET, Outcome.OFFER, Outcome.DECLINE)

BAND_NOT_SIGNED = "band_not_signed"
"""Why nothing is said although a model from data stands behind a position: its band was signed on the line before."""
