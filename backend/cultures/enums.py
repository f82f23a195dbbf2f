"""States of a definition's version, sides of a behaviour, and how grave a check is."""

from django.db import models


class VersionStatus(models.TextChoices):
    """A version is drafted, proposed to its signatories with its hash, and signed: then it never changes."""

    DRAFT = "draft", "draft"
    PROPOSED = "proposed", "proposed for signature"
    SIGNED = "signed", "signed"


class BehaviourSide(models.TextChoices):
    ON = "on", "on culture"
    OFF = "off", "off culture"


class CheckGravity(models.TextChoices):
    """A blocking check keeps a version from being proposed; a warning is shown."""

    BLOCKING = "blocking", "must be settled"
    WARNING = "warning", "worth a thought"


OPEN = (VersionStatus.DRAFT, VersionStatus.PROPOSED)
EDGE_OF_LINE = 3.0  # bands and levels are placed on the line from theta -3 to 3
NARROW_HALF_WIDTH = 1.0  # a narrower band needs a signed reason
LARGEST_WEIGHT = 5
