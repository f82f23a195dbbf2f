"""Where a promise stands."""

from django.db import models


class PromiseState(models.TextChoices):
    """Follows from the dates; nobody sets it by hand."""

    OPEN = "open", "open"
    OVERDUE = "overdue", "overdue: broken, and still not kept"
    KEPT = "kept", "kept in time"
    KEPT_LATE = "kept_late", "kept, but late: broken"
    RELEASED = "released", "no longer owed"
