"""States, sources and origins of sittings."""

from django.db import models


class SittingStatus(models.TextChoices):
    """By the server's clock alone: `invited` until started, then to and fro with `paused`, then one of three ends."""

    INVITED = "invited", "invited"
    STARTED = "started", "started"
    PAUSED = "paused", "paused"
    SUBMITTED = "submitted", "submitted"
    WITHDRAWN = "withdrawn", "withdrawn"
    EXPIRED = "expired", "expired"


OPEN = (SittingStatus.INVITED, SittingStatus.STARTED, SittingStatus.PAUSED)
BEGUN = (SittingStatus.STARTED, SittingStatus.PAUSED)


class SittingSource(models.TextChoices):
    """How the answers came in."""

    INVITATION = "invitation", "invitation"
    IMPORT = "import", "import"


class ImportKind(models.TextChoices):
    """What a file of answers came as."""

    CSV = "csv", "CSV"
    SPSS = "spss", "SPSS"


class Origin(models.TextChoices):
    """Whose answers they are: people's, or a program's. Stamped wherever they are shown."""

    REAL = "real", "real"
    SIMULATED = "simulated", "simulated"


class WithdrawnBy(models.TextChoices):
    TAKER = "taker", "the taker"
    ORGANISATION = "organisation", "the organisation"


class LetterKind(models.TextChoices):
    """What a mail about an invitation says; the kind of its `OutgoingMail`."""

    INVITATION = "invitation", "the invitation, with a link"
    LOST_LINK = "lost_link", "another link"
    MORE_DAYS = "more_days", "a later last day"
    TAKEN_BACK = "taken_back", "the invitation is taken back"


class RowsChoice(models.TextChoices):
    """What happens to a list in which some rows are bad."""

    ALL = "all", "all or nothing"
    ONLY_GOOD = "only_good", "only the good rows"
