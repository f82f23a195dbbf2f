"""Positions with their error, as they were computed: rows are added, superseded, never changed."""

from django.db import models
from django.db.models import Q

from backend.kernel.tenancy import OrganisationRow
from backend.scores.enums import Method, ReasonNotScored


class ScaleScore(OrganisationRow):
    """One unit of one sitting, scored with one model: a scale, or the scenarios of a dimension.

    `mean` and `se` are on theta, both None where not scored; `reason` then says why (before it was recorded: blank).
    `n_answered` of `n_items`: items of a scale, scenarios of a situational test.
    """

    sitting = models.ForeignKey("sittings.Sitting", on_delete=models.CASCADE, related_name="+")
    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64)
    dimension = models.CharField(max_length=64)
    method = models.CharField(max_length=16, choices=Method.choices)
    mean = models.FloatField(null=True)
    se = models.FloatField(null=True)
    reason = models.CharField(max_length=24, choices=ReasonNotScored.choices, blank=True, default="", db_default="")
    n_answered = models.PositiveSmallIntegerField()
    n_items = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=12)
    status = models.CharField(max_length=24)
    model_hash = models.CharField(max_length=64)
    structure_hash = models.CharField(max_length=64)
    answers_hash = models.CharField(max_length=64)
    superseded = models.BooleanField(default=False)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sitting", "instrument_version", "unit"],
                condition=Q(superseded=False),
                name="one_current_score_per_scale",
            ),
            models.CheckConstraint(
                condition=Q(mean__isnull=True, se__isnull=True) | Q(mean__isnull=False, se__gt=0),
                name="no_score_without_its_error",
            ),
        ]
