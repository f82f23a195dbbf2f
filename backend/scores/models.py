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


class RatingScore(OrganisationRow):
    """One block of one sealed exercise on one dimension, from first ratings.

    `grade`, `grade_se`: mean of the raters' marks on the marks' own scale, None where nobody has seen it. `mean`, `se`:
    the position on theta under the prior, as in `ScaleScore`; both None for a grade that is no position (how well a
    style was handled). `n_views` of `n_raters` have seen it; one view is no agreement.
    """

    plan = models.ForeignKey("ratings.ExercisePlan", on_delete=models.CASCADE, related_name="+")
    exercise = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64)
    dimension = models.CharField(max_length=64)
    mark = models.CharField(max_length=8)
    method = models.CharField(max_length=16, choices=Method.choices)
    grade = models.FloatField(null=True)
    grade_se = models.FloatField(null=True)
    mean = models.FloatField(null=True)
    se = models.FloatField(null=True)
    n_raters = models.PositiveSmallIntegerField()
    n_views = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=12)
    status = models.CharField(max_length=24)
    model_hash = models.CharField(max_length=64)
    structure_hash = models.CharField(max_length=64)
    ratings_hash = models.CharField(max_length=64)
    superseded = models.BooleanField(default=False)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "unit", "dimension", "mark"],
                condition=Q(superseded=False),
                name="one_current_grade_per_block",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True, grade_se__isnull=True, n_views=0)
                | Q(grade__isnull=False, grade_se__gt=0, n_views__gt=0),
                name="no_grade_without_its_error",
            ),
            models.CheckConstraint(
                condition=Q(mean__isnull=True, se__isnull=True) | Q(mean__isnull=False, se__gt=0, grade__isnull=False),
                name="no_rated_position_without_its_error",
            ),
        ]
