"""The ledger of promises: to whom, what, by when, and whether it was kept. Nothing here is ever deleted quietly."""

from django.db import models

from backend.kernel.tenancy import RevisedRow


class Promise(RevisedRow):
    """One promise of the organisation to one person.

    `broken` is set when the day has passed without it, and stays set however late the promise is kept.
    """

    to_kind = models.CharField(max_length=80)
    to_id = models.UUIDField()
    cause_kind = models.CharField(max_length=80)
    cause_id = models.UUIDField()
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    kept_at = models.DateTimeField(null=True)
    kept_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    broken = models.BooleanField(default=False)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "to_id", "cause_id", "what"], name="one_promise_each"),
            models.CheckConstraint(
                condition=models.Q(kept_at=None) | models.Q(released_at=None), name="kept_or_released_not_both"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "due_on"], name="promises_by_due_date")]
