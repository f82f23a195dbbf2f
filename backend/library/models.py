"""Everything published: immutable and hashed. Rows without an organisation are shipped with the toolkit.

The running product may add rows and never change one; a correction is a new version.
"""

import uuid
from typing import TypeVar

from django.db import models
from django.db.models import Q

from backend.kernel.tenancy import current_organisation_id
from backend.library.enums import FROM_DATA, InstrumentKind, LadderStatus, ModelBasis

Row = TypeVar("Row", bound=models.Model)


class SharedManager(models.Manager[Row]):
    """What is shipped and what belongs to the organisation whose context is open."""

    def get_queryset(self) -> models.QuerySet[Row]:
        own = Q(organisation_id=current_organisation_id())
        return super().get_queryset().filter(own | Q(organisation_id=None))


class ShippedManager(models.Manager[Row]):
    """What is shipped with the toolkit: the same for everybody, so no context is needed."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(organisation_id=None)


class SharedRow(models.Model):
    """A row of one organisation, or, without one, of all. Its migration guards it with `shared_when_null`.

    Saving and following a foreign key use Django's plain manager: what is shipped is published outside any context.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SharedManager()
    shipped = ShippedManager()

    class Meta:
        abstract = True

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the toolkit."""
        return self.organisation_id is None


class FrameworkVersion(SharedRow):
    """A dimension library: what is measured, with poles, behaviours and guard notes."""

    code = models.CharField(max_length=64)
    version = models.CharField(max_length=24)
    document = models.JSONField()
    structure_hash = models.CharField(max_length=64)
    content_hashes = models.JSONField()

    class Meta(SharedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version"],
                nulls_distinct=False,
                name="framework_version_is_published_once",
            )
        ]


class InstrumentVersion(SharedRow):
    """A questionnaire, situational test or exercise in one version, in all its languages."""

    code = models.CharField(max_length=64)
    version = models.CharField(max_length=24)
    kind = models.CharField(max_length=24, choices=InstrumentKind.choices)
    document = models.JSONField()
    structure_hash = models.CharField(max_length=64)
    content_hashes = models.JSONField(help_text="Hash of the words, by language.")

    class Meta(SharedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version"],
                nulls_distinct=False,
                name="instrument_version_is_published_once",
            )
        ]


class ScoringModelVersion(SharedRow):
    """A scoring model of an instrument, as the text from which every score can be computed again."""

    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.RESTRICT, related_name="scoring_models")
    kind = models.CharField(max_length=40)
    basis = models.CharField(max_length=12, choices=ModelBasis.choices)
    model_hash = models.CharField(max_length=64)
    text = models.TextField(help_text="MODEL.json, in canonical JSON.")
    predecessor = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="+")
    units_to_sign = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="Scales whose line moved: bands on it are signed anew.",
    )
    origin_real = models.PositiveIntegerField(default=0)
    origin_simulated = models.PositiveIntegerField(default=0)

    class Meta(SharedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument", "model_hash"],
                nulls_distinct=False,
                name="scoring_model_is_published_once",
            ),
            models.CheckConstraint(
                condition=~Q(basis=ModelBasis.DATA) | Q(origin_real__gt=0, origin_simulated=0),
                name="a_data_model_has_real_answers_only",
            ),
        ]


class LadderStep(SharedRow):
    """One decision about one unit in one language. The last one is the unit's status."""

    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.RESTRICT, related_name="ladder_steps")
    structure_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    unit = models.CharField(max_length=64)
    language = models.CharField(max_length=24)
    status = models.CharField(max_length=24, choices=LadderStatus.choices)
    reason = models.TextField()
    evidence = models.JSONField(default=dict)
    origin_real = models.PositiveIntegerField(default=0)
    origin_simulated = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, null=True, related_name="+")

    class Meta(SharedRow.Meta):
        indexes = [
            models.Index(fields=["structure_hash", "unit", "language", "-created_at"], name="ladder_by_structure")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=FROM_DATA) | Q(origin_real__gt=0, origin_simulated=0),
                name="simulated_answers_promote_nothing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_ladder_step_has_a_reason"),
        ]


class NormGroup(SharedRow):
    """How the positions of one group of people are spread on a scale; what others are compared with.

    Applicants and incumbents stand in groups of their own. Under 200 people it is provisional.
    """

    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.RESTRICT, related_name="norm_groups")
    unit = models.CharField(max_length=64)
    language = models.CharField(max_length=24)
    model_hash = models.CharField(max_length=64)
    composition = models.CharField(max_length=12)
    consent = models.CharField(max_length=600)
    collected_from = models.DateField(null=True)
    collected_until = models.DateField(null=True)
    n = models.PositiveIntegerField()
    mean = models.FloatField(help_text="On T = 50 + 10 theta.")
    sd = models.FloatField()
    provisional = models.BooleanField()
    table = models.JSONField(help_text="For each whole T: n, z, sten, stanine, percentile with its interval.")

    class Meta(SharedRow.Meta):
        indexes = [models.Index(fields=["instrument", "unit", "language", "-created_at"], name="norms_by_scale")]
        constraints = [
            models.CheckConstraint(condition=Q(n__gte=200) | Q(provisional=True), name="a_small_norm_is_provisional")
        ]
