"""How each person stands against the signed definition, and what named people decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.fit.enums import Outcome
from backend.kernel.tenancy import OrganisationRow


class FitAssessment(OrganisationRow):
    """One person's sitting against one definition version. A new one supersedes the former."""

    sitting = models.ForeignKey("sittings.Sitting", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.CASCADE, related_name="+")
    definition_version = models.ForeignKey("cultures.DefinitionVersion", on_delete=models.PROTECT, related_name="+")
    expected_count = models.FloatField(null=True)
    count_lower = models.PositiveSmallIntegerField(null=True)
    count_upper = models.PositiveSmallIntegerField(null=True)
    points_expected = models.FloatField(null=True)
    points_lower = models.PositiveSmallIntegerField(null=True)
    points_upper = models.PositiveSmallIntegerField(null=True)
    points_possible = models.PositiveSmallIntegerField(default=0)
    assessed = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    superseded = models.BooleanField(default=False)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sitting"], condition=Q(superseded=False), name="one_current_assessment"
            ),
            models.CheckConstraint(
                condition=Q(expected_count__isnull=True, assessed=0)
                | Q(count_lower__isnull=False, count_upper__isnull=False, assessed__gt=0),
                name="no_count_without_its_interval",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "campaign", "superseded"], name="assessments_by_campaign")]


class DimensionFit(OrganisationRow):
    """One dimension of an assessment, on theta. Verdict and reason are the engine's words.

    `mean` and `se` are judged: from eligible evidence alone where there is any. `everything_*` is the position from all
    evidence, provisional included; `half_bias_*` and `double_bias_*` the judged one at half and double the assumed bias
    of every method. `evidence`: each method by itself, entries of `selectors.evidence.MethodEvidence`.
    """

    assessment = models.ForeignKey(FitAssessment, on_delete=models.CASCADE, related_name="dimensions")
    position = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    band_lower = models.FloatField(null=True)
    band_upper = models.FloatField(null=True)
    cut = models.FloatField(null=True)
    weight = models.PositiveSmallIntegerField()
    mean = models.FloatField(null=True)
    se = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    verdict = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=32, blank=True)
    basis = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=24, blank=True)
    eligible = models.BooleanField(default=False)
    methods = ArrayField(models.CharField(max_length=16), default=list)
    n_answered = models.PositiveSmallIntegerField(default=0)
    n_items = models.PositiveSmallIntegerField(default=0)
    evidence = models.JSONField(default=list, db_default=[])
    everything_mean = models.FloatField(null=True)
    everything_se = models.FloatField(null=True)
    half_bias_mean = models.FloatField(null=True)
    half_bias_se = models.FloatField(null=True)
    double_bias_mean = models.FloatField(null=True)
    double_bias_se = models.FloatField(null=True)
    say_do_difference = models.FloatField(null=True)
    say_do_se = models.FloatField(null=True)
    say_do_word = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "assessment", "dimension"], name="one_fit_per_dimension"),
            models.CheckConstraint(
                condition=Q(mean__isnull=True, se__isnull=True)
                | Q(mean__isnull=False, se__gt=0, lower__isnull=False, upper__isnull=False),
                name="no_position_without_its_error",
            ),
        ]


class EvidenceOpening(OrganisationRow):
    """That a member had a candidate's evidence open before deciding. Rows are added and never changed."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey("people.Candidate", on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(FitAssessment, on_delete=models.CASCADE, null=True, related_name="+")


class Decision(OrganisationRow):
    """What a named person decided about a candidate, and why. A later one replaces it by being later."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey("people.Candidate", on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.CharField(max_length=4000)
    words_to_candidate = models.CharField(max_length=4000, blank=True)
    evidence_opened_at = models.DateTimeField()
    assessment = models.ForeignKey(FitAssessment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="no_decision_without_a_reason")]
        indexes = [models.Index(fields=["organisation", "campaign", "candidate"], name="decisions_by_candidate")]
