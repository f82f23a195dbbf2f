"""Shapes of calibration in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.calibration.enums import PoolDirection, Population, RunStatus
from backend.calibration.models import AssumedCheck, CalibrationRun, PoolBundle, Sample
from backend.kernel.rest.serializers import InputSerializer
from backend.library.api.serializers import LadderStepOutput, NormGroupOutput
from backend.library.enums import LadderStatus, ModelBasis

LARGEST_SEED = 2**53 - 1


class DrawSampleInput(InputSerializer):
    title = serializers.CharField(max_length=200)
    language = serializers.CharField(max_length=24, required=False, default="", allow_blank=True)
    population = serializers.ChoiceField(choices=Population.choices, default=Population.VOLUNTEERS)
    consent = serializers.CharField(max_length=600, required=False, default="", allow_blank=True)
    parts = serializers.IntegerField(min_value=2, max_value=3, default=2)
    seed = serializers.IntegerField(min_value=0, max_value=LARGEST_SEED, required=False)
    campaign_ids = serializers.ListField(child=serializers.UUIDField(), max_length=200, required=False, default=list)


class AnswerSourceOutput(serializers.Serializer[Any]):
    campaign_id = serializers.UUIDField()
    title = serializers.CharField()
    language = serializers.CharField()
    real = serializers.IntegerField()
    simulated = serializers.IntegerField()
    first = serializers.DateField(allow_null=True)
    last = serializers.DateField(allow_null=True)


class SampleOutput(serializers.ModelSerializer[Sample]):
    n = serializers.SerializerMethodField()
    population = serializers.ChoiceField(choices=Population.choices)
    description = serializers.DictField()

    class Meta:
        model = Sample
        fields = [
            "id", "instrument_version_id", "language", "title", "population", "consent", "seed", "parts", "n",
            "origin_real", "origin_simulated", "description", "created_at",
        ]  # fmt: skip

    def get_n(self, row: Sample) -> int:
        return row.origin_real + row.origin_simulated


class SamplesOutput(serializers.Serializer[Any]):
    answers = AnswerSourceOutput(many=True, help_text="Finished sittings that a sample can be drawn from now.")
    samples = SampleOutput(many=True)


class StartRunInput(InputSerializer):
    sample_id = serializers.UUIDField()
    instrument_id = serializers.UUIDField(required=False, help_text="Another version, whose items were all asked.")
    confirm_part = serializers.IntegerField(min_value=1, max_value=2, default=1)


class RunOutput(serializers.ModelSerializer[CalibrationRun]):
    status = serializers.ChoiceField(choices=RunStatus.choices)
    version = serializers.CharField(source="instrument_version.version")
    instrument = serializers.CharField(source="instrument_version.code")
    sample_title = serializers.CharField(source="sample.title")
    problem = serializers.DictField()

    class Meta:
        model = CalibrationRun
        fields = [
            "id", "sample_id", "sample_title", "instrument_version_id", "instrument", "version", "confirm_part",
            "status", "stage", "done", "total", "cancel_requested", "problem", "model_hash", "code_version",
            "created_at", "started_at", "ended_at",
        ]  # fmt: skip


class GateOutput(serializers.Serializer[Any]):
    gate = serializers.CharField()
    part = serializers.CharField()
    index = serializers.CharField()
    operator = serializers.CharField()
    required = serializers.FloatField()  # type: ignore[assignment]  # the gate's own key
    observed = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True, help_text="Null: not tested.")
    stops = serializers.BooleanField(help_text="Whether the scale cannot take the step because of it.")


class GateReportOutput(serializers.Serializer[Any]):
    scale = serializers.CharField()
    promotable = serializers.BooleanField()
    more_answers_needed = serializers.IntegerField(help_text="Until every gate can be judged.")
    gates = GateOutput(many=True)
    proposal = serializers.ListField(child=serializers.CharField(), help_text="Items that hold on part 0 alone.")


class RunDetailOutput(RunOutput):
    reports = serializers.SerializerMethodField()
    sample = SampleOutput()
    figures = serializers.DictField(help_text="Every figure, as it is stored.")

    class Meta(RunOutput.Meta):
        fields = [*RunOutput.Meta.fields, "reports", "sample", "figures"]

    @extend_schema_field(GateReportOutput(many=True))
    def get_reports(self, row: CalibrationRun) -> list[dict[str, Any]]:
        proposals = {entry["scale"]: entry["proposal"] for entry in row.figures.get("scales", ())}
        return [
            {"scale": unit, "proposal": proposals[unit], **report}
            for unit, report in row.figures.get("reports", {}).items()
        ]


class UnitsField(serializers.ListField):
    child = serializers.CharField(max_length=64)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=1, max_length=100, **kwargs)


class PromoteInput(InputSerializer):
    status = serializers.ChoiceField(choices=LadderStatus.choices)
    units = UnitsField()
    reason = serializers.CharField(max_length=2000)
    floors_reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    intended_use = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    review_date = serializers.DateField(required=False, allow_null=True, default=None)


class JudgementInput(InputSerializer):
    judge = serializers.CharField(max_length=80)
    group = serializers.ChoiceField(choices=["expert", "customer"])
    item = serializers.CharField(max_length=64)
    dimension = serializers.CharField(max_length=64)


class ReviewInput(InputSerializer):
    units = UnitsField()
    language = serializers.CharField(max_length=24)
    reason = serializers.CharField(max_length=2000)
    judgements = serializers.ListField(child=JudgementInput(), max_length=20_000, required=False, default=list)
    taken_over_from = serializers.CharField(max_length=600, required=False, default="", allow_blank=True)


class SuspendScaleInput(InputSerializer):
    language = serializers.CharField(max_length=24)
    reason = serializers.CharField(max_length=2000)


class ExportBundleInput(InputSerializer):
    statement = serializers.CharField(max_length=2000)


class AcceptBundleInput(InputSerializer):
    statement = serializers.CharField(max_length=2000)
    content = serializers.FileField(max_length=255, help_text="A pool bundle as it was exported.")


class PoolBundleOutput(serializers.ModelSerializer[PoolBundle]):
    direction = serializers.ChoiceField(choices=PoolDirection.choices)
    population = serializers.ChoiceField(choices=Population.choices)
    signed_by = serializers.CharField(source="signed_by.name")

    class Meta:
        model = PoolBundle
        fields = [
            "id", "instrument_version_id", "sample_id", "direction", "organisation_said", "language", "population",
            "consent", "origin_real", "origin_simulated", "bundle_hash", "statement", "signed_by", "created_at",
        ]  # fmt: skip


class PooledScaleOutput(serializers.Serializer[Any]):
    scale = serializers.CharField()
    items = serializers.ListField(child=serializers.CharField())
    loadings = serializers.ListField(child=serializers.FloatField())


class PooledHalfOutput(serializers.Serializer[Any]):
    n = serializers.IntegerField()
    real = serializers.IntegerField()
    simulated = serializers.IntegerField()
    problem = serializers.CharField(allow_blank=True, help_text="Why nothing could be estimated; empty where it could.")
    scales = PooledScaleOutput(many=True)


class PoolOutput(serializers.Serializer[Any]):
    language = serializers.CharField()
    population = serializers.ChoiceField(choices=Population.choices)
    bundles = PoolBundleOutput(many=True)
    halves = PooledHalfOutput(many=True)


class PoolsOutput(serializers.Serializer[Any]):
    pools = PoolOutput(many=True, help_text="They promote nothing; DIF on pools is not tested.")


class MakeNormsInput(InputSerializer):
    sample_id = serializers.UUIDField()


class ShorterVersionInput(InputSerializer):
    version = serializers.RegexField(r"^\d{1,4}\.\d{1,4}\.\d{1,4}$", max_length=24)


class ShorterVersionOutput(serializers.Serializer[Any]):
    instrument_id = serializers.UUIDField()


class StepsOutput(serializers.Serializer[Any]):
    steps = serializers.ListField(child=serializers.UUIDField(), help_text="Steps of the ladder that were recorded.")


class ScaleAtAGlanceOutput(serializers.Serializer[Any]):
    instrument_id = serializers.UUIDField()
    instrument = serializers.CharField()
    version = serializers.CharField()
    shipped = serializers.BooleanField()
    language = serializers.CharField()
    unit = serializers.CharField()
    name = serializers.CharField()
    dimension = serializers.CharField()
    items = serializers.IntegerField()
    status = serializers.ChoiceField(choices=LadderStatus.choices)
    basis = serializers.ChoiceField(choices=ModelBasis.choices)
    answers_real = serializers.IntegerField()
    answers_simulated = serializers.IntegerField()
    stopped_by = serializers.IntegerField(help_text="Gates that stop it, by the newest calibration.")
    passed = serializers.IntegerField()
    more_answers_needed = serializers.IntegerField()
    contradicted = serializers.BooleanField(allow_null=True, help_text="Assumed parameters against real answers.")
    calibrated_at = serializers.DateTimeField(allow_null=True)


class LibraryLadderOutput(serializers.Serializer[Any]):
    scales = ScaleAtAGlanceOutput(many=True)


class ItemCurvesOutput(serializers.Serializer[Any]):
    item = serializers.CharField()
    categories = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField()), help_text="Probability, one row a category."
    )


class CurvesOutput(serializers.Serializer[Any]):
    theta = serializers.ListField(child=serializers.FloatField())
    information = serializers.ListField(child=serializers.FloatField())
    se = serializers.ListField(child=serializers.FloatField(), help_text="Standard error of a position, in theta.")
    items = serializers.SerializerMethodField()

    @extend_schema_field(ItemCurvesOutput(many=True))
    def get_items(self, curves: Any) -> list[dict[str, Any]]:
        return [{"item": item, "categories": rows} for item, rows in curves.items]


class BandOutput(serializers.Serializer[Any]):
    version_id = serializers.UUIDField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()


class StepGateOutput(GateOutput):
    step = serializers.ChoiceField(choices=["structure_confirmed", "in_use"])


class LoadingOutput(serializers.Serializer[Any]):
    item = serializers.CharField()
    loading = serializers.FloatField()
    se = serializers.FloatField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()


class ConfirmationOutput(serializers.Serializer[Any]):
    n = serializers.IntegerField()
    fit = serializers.DictField(child=serializers.FloatField(allow_null=True))
    loadings = LoadingOutput(many=True)
    residuals = serializers.ListField(child=serializers.ListField(child=serializers.FloatField(allow_null=True)))


class AlphaOutput(serializers.Serializer[Any]):
    alpha = serializers.FloatField()
    ci_lower = serializers.FloatField()
    ci_upper = serializers.FloatField()
    n = serializers.IntegerField()


class StructureOutput(serializers.Serializer[Any]):
    omega = serializers.FloatField(allow_null=True)
    omega_lower = serializers.FloatField(allow_null=True)
    cfi_drop = serializers.FloatField(allow_null=True)
    htmt = serializers.DictField(child=serializers.FloatField(allow_null=True))
    looks = serializers.IntegerField()
    n_calibration = serializers.IntegerField()
    n_confirmation = serializers.IntegerField()


class ScaleFiguresOutput(serializers.Serializer[Any]):
    items = serializers.ListField(child=serializers.CharField())
    proposal = serializers.ListField(child=serializers.CharField())
    confirmation = ConfirmationOutput(allow_null=True)
    alpha = AlphaOutput(allow_null=True)
    structure = StructureOutput(allow_null=True)


class InvarianceOutput(serializers.Serializer[Any]):
    tested = serializers.BooleanField()
    sizes = serializers.DictField(child=serializers.IntegerField())
    cfi_drop = serializers.FloatField(allow_null=True)
    rmsea = serializers.FloatField(allow_null=True)


class DifItemOutput(serializers.Serializer[Any]):
    item = serializers.CharField()
    p_adjusted = serializers.FloatField(allow_null=True)
    r2_change = serializers.FloatField(allow_null=True)
    flag = serializers.BooleanField()


class DifOutput(serializers.Serializer[Any]):
    tested = serializers.BooleanField()
    sizes = serializers.DictField(child=serializers.IntegerField())
    items = DifItemOutput(many=True)


class ScaleGroupOutput(serializers.Serializer[Any]):
    attribute = serializers.CharField()
    sizes = serializers.DictField(child=serializers.IntegerField())
    invariance = InvarianceOutput()
    dif = DifOutput()


class DiscrepancyOutput(serializers.Serializer[Any]):
    statistic = serializers.CharField()
    observed = serializers.FloatField()
    expected_lower = serializers.FloatField()
    expected_upper = serializers.FloatField()
    p = serializers.FloatField()


class AssumedCheckOutput(serializers.ModelSerializer[AssumedCheck]):
    discrepancies = DiscrepancyOutput(many=True)

    class Meta:
        model = AssumedCheck
        fields = ["n", "contradicted", "discrepancies", "created_at"]


class ScaleQuery(InputSerializer):
    language = serializers.CharField(max_length=24, required=False, default="", allow_blank=True)


class ScaleDetailOutput(serializers.Serializer[Any]):
    glance = ScaleAtAGlanceOutput()
    intended_use = serializers.CharField()
    model_hash = serializers.CharField()
    predecessor = serializers.CharField()
    model_published_at = serializers.DateTimeField()
    curves = CurvesOutput(allow_null=True)
    run = RunOutput(allow_null=True)
    figures = ScaleFiguresOutput(allow_null=True)
    groups = ScaleGroupOutput(many=True)
    gates = StepGateOutput(many=True)
    next_step = serializers.ChoiceField(choices=LadderStatus.choices)
    bands = BandOutput(many=True)
    steps = LadderStepOutput(many=True)
    norms = NormGroupOutput(many=True)
    check = AssumedCheckOutput(allow_null=True)
