"""Grades of evidence, what may be decided about a bidder, and why somebody sees no results."""

from django.db import models


class EvidenceGrade(models.TextChoices):
    """How far a piece of evidence has been proved, weakest first."""

    CLAIMED = "claimed", "claimed"
    DOCUMENTED = "documented", "documented"
    VERIFIED = "verified", "verified"
    OBSERVED = "observed", "observed"


class MediaType(models.TextChoices):
    """What a file may be, as its own first bytes say."""

    PDF = "application/pdf", "PDF"
    PNG = "image/png", "PNG picture"
    JPEG = "image/jpeg", "JPEG picture"
    TEXT = "text/plain", "plain text or CSV"


class BidOutcome(models.TextChoices):
    """A named person's decision about a bidder. There is no outcome that a rule could set."""

    AWARD = "award", "award"
    INVITE_ON = "invite_on", "invite to the next step"
    NOT_AWARDED = "not_awarded", "not awarded"


class Closed(models.TextChoices):
    """Why this member sees no answers and no results of a tender."""

    SEALED = "sealed", "Sealed until the deadline: nobody sees an answer or a result before."
    NOT_APPOINTED = "not_appointed", "You are not an evaluator of this tender."
    NOT_DECLARED = "not_declared", "You have not yet declared whether you have a conflict of interest."
    CONFLICT = "conflict", "You declared a conflict of interest, so you see nothing of this tender's bids."


class BidStage(models.TextChoices):
    """How far a bidder is."""

    INVITED = "invited", "invited"
    DRAWN = "drawn", "staff drawn"
    DECIDED = "decided", "decided"
