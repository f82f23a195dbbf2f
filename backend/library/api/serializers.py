"""What the library takes in and gives out."""

import json
from typing import Any, get_args

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.library.enums import Audience, DimensionKind, InstrumentKind, LadderStatus, ModelBasis
from backend.library.models import LadderStep, NormGroup, ScoringModelVersion
from scoring.definitions.exercise_words import Variant

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"


class LanguageField(serializers.RegexField):
    def __init__(self, **options: Any) -> None:
        super().__init__(LANGUAGE, max_length=24, **options)


class InstrumentsQuery(PageQuery):
    kind = serializers.ChoiceField(choices=InstrumentKind.choices, required=False, default="")
    language = LanguageField(required=False, default="")


class LanguageQuery(InputSerializer):
    language = LanguageField(required=False, default="")


class SheetQuery(LanguageQuery):
    form = serializers.CharField(max_length=64, required=False, default="", help_text="Parallel form; the first.")
    variant = serializers.ChoiceField(choices=get_args(Variant), required=False, default="")


class FrameworkQuery(LanguageQuery):
    framework = serializers.CharField(max_length=64, required=False, default="onculture")
    version = serializers.CharField(max_length=24, required=False, default="")


class PublishInstrumentInput(InputSerializer):
    """The documents of a definition's folder. Their shapes: the JSON Schema files under instruments/_schema."""

    instrument = serializers.DictField(help_text="instrument.yaml")
    items = serializers.ListField(child=serializers.DictField(), required=False, max_length=1000)
    scales = serializers.ListField(child=serializers.DictField(), required=False, max_length=100)
    exercise = serializers.DictField(required=False, help_text="exercise.yaml")
    transcripts = serializers.DictField(
        child=serializers.DictField(), required=False, help_text="transcripts/, by name"
    )
    scenarios = serializers.ListField(child=serializers.DictField(), required=False, max_length=200)
    keys = serializers.DictField(child=serializers.DictField(), required=False, help_text="keys/, by name")
    locales = serializers.DictField(child=serializers.DictField(), help_text="locales/, by language")
    cases = serializers.ListField(child=serializers.DictField(), required=False, max_length=200)
    consistency_pairs = serializers.ListField(child=serializers.DictField(), required=False, max_length=20)
    evidence_requests = serializers.ListField(child=serializers.DictField(), required=False, max_length=100)
    evidence = serializers.CharField(required=False, allow_blank=True, max_length=50_000, help_text="evidence.md")

    def documents(self) -> dict[str, Any]:
        """The documents by file name, as the engine reads them."""
        body = dict(self.validated_data)
        documents: dict[str, Any] = {"instrument.yaml": body["instrument"], "evidence.md": body.get("evidence", "")}
        for name in ("items", "scales", "scenarios", "cases", "consistency_pairs", "evidence_requests"):
            if name in body:
                documents[f"{name}.yaml"] = {name: body[name]}
        if "exercise" in body:
            documents["exercise.yaml"] = body["exercise"]
        for folder in ("keys", "locales", "transcripts"):
            for name, document in body.get(folder, {}).items():
                documents[f"{folder}/{name}.yaml"] = document
        return documents


class SuspendUnitInput(InputSerializer):
    unit = serializers.CharField(max_length=64)
    language = LanguageField()
    reason = serializers.CharField(max_length=2000)


class UnitOutput(serializers.Serializer[Any]):
    unit = serializers.CharField()
    dimension = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    entries = serializers.IntegerField(help_text="Items of a scale, scenarios of a set, rows of a block.")
    status = serializers.ChoiceField(choices=LadderStatus.choices)
    provisional = serializers.BooleanField()
    basis = serializers.ChoiceField(choices=ModelBasis.choices)
    words_changed = serializers.BooleanField(help_text="Words differ from those for which the status was reached.")


class MeasuredDimensionOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class SectionOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    dimensions = MeasuredDimensionOutput(many=True)
    minutes = serializers.FloatField()
    practice = serializers.BooleanField()


class InstrumentOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.CharField()
    kind = serializers.ChoiceField(choices=InstrumentKind.choices)
    audience = serializers.ChoiceField(choices=Audience.choices, help_text="Who answers it.")
    short_form_of = serializers.CharField(help_text="Code and version of the long form; a short form carries no cut.")
    superseded = serializers.BooleanField(help_text="There is a newer version of the same code.")
    shipped = serializers.BooleanField()
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    minutes = serializers.FloatField()
    entries = serializers.IntegerField(help_text="Items or scenarios, practice included; rows of an exercise.")
    structure_hash = serializers.CharField()
    content_hashes = serializers.DictField(child=serializers.CharField())
    units = UnitOutput(many=True)
    sections = SectionOutput(many=True, help_text="A campaign may give some of them; an exercise has none.")


class IntendedUseOutput(serializers.Serializer[Any]):
    population = serializers.CharField()
    decision = serializers.CharField()
    stakes = serializers.CharField()
    not_for = serializers.ListField(child=serializers.CharField())


class InstrumentDetailOutput(InstrumentOutput):
    default_language = serializers.CharField(help_text="In which it was written; the others are translations.")
    intended_use = IntendedUseOutput()
    authors = serializers.ListField(child=serializers.CharField())
    evidence = serializers.CharField(help_text="Markdown.")
    forms = serializers.ListField(
        child=serializers.CharField(), help_text="Parallel forms of an exercise; empty for what takers answer."
    )
    variants = serializers.ListField(
        child=serializers.ChoiceField(choices=get_args(Variant)),
        help_text="Ways an exercise is played; empty for other kinds.",
    )


class ScoringModelOutput(serializers.ModelSerializer[ScoringModelVersion]):
    shipped = serializers.BooleanField(source="is_shipped")
    basis = serializers.ChoiceField(choices=ModelBasis.choices)
    model = serializers.SerializerMethodField()

    class Meta:
        model = ScoringModelVersion
        fields = [
            "id",
            "kind",
            "basis",
            "model_hash",
            "shipped",
            "origin_real",
            "origin_simulated",
            "created_at",
            "model",
        ]

    @extend_schema_field(serializers.DictField())
    def get_model(self, row: ScoringModelVersion) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(row.text)
        return document


class KeyedItemOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()
    scale = serializers.CharField()
    key = serializers.CharField(help_text="a or b: the pole that a high answer speaks for.")
    speaks_for = serializers.CharField(help_text="The name of that pole in the dimension library.")


class OptionPoleOutput(serializers.Serializer[Any]):
    dimension = serializers.CharField()
    value = serializers.FloatField(help_text="From -1 (pole b) to 1 (pole a).")


class KeyedOptionOutput(serializers.Serializer[Any]):
    text = serializers.CharField()
    mean = serializers.FloatField(help_text="Suitability in the eyes of who set the key.")
    quality = serializers.FloatField(help_text="How well it meets the standards, 0 to 1.")
    poles = OptionPoleOutput(many=True)


class RubricOutput(serializers.Serializer[Any]):
    grade_1 = serializers.CharField()
    grade_3 = serializers.CharField()
    grade_5 = serializers.CharField()


class KeyedScenarioOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    trade = serializers.CharField()
    dimensions = serializers.ListField(child=serializers.CharField())
    situation = serializers.CharField()
    narrative_prompt = serializers.CharField()
    rubric = RubricOutput(help_text="How the narrative form is graded; 2 and 4 lie between.")
    options = KeyedOptionOutput(many=True)


class InstrumentKeysOutput(serializers.Serializer[Any]):
    statement = serializers.CharField(help_text="Who set the key of a situational test; empty for other kinds.")
    items = KeyedItemOutput(many=True)
    scenarios = KeyedScenarioOutput(many=True)
    structure = serializers.DictField(help_text="Everything that decides a score, as its author wrote it.")
    scoring_models = ScoringModelOutput(many=True)


class LadderStepOutput(serializers.ModelSerializer[LadderStep]):
    status = serializers.ChoiceField(choices=LadderStatus.choices)
    evidence = serializers.DictField()
    decided_by = serializers.CharField(source="decider", allow_null=True, default=None)

    class Meta:
        model = LadderStep
        fields = [
            "id",
            "unit",
            "language",
            "status",
            "reason",
            "evidence",
            "origin_real",
            "origin_simulated",
            "decided_by",
            "created_at",
        ]


class NormRowOutput(serializers.Serializer[Any]):
    raw = serializers.FloatField(help_text="T = 50 + 10 theta, in whole points.")
    n = serializers.IntegerField()
    sten = serializers.IntegerField()
    stanine = serializers.IntegerField()
    percentile = serializers.FloatField()
    percentile_lower = serializers.FloatField()
    percentile_upper = serializers.FloatField()


class NormGroupOutput(serializers.ModelSerializer[NormGroup]):
    table = NormRowOutput(many=True)

    class Meta:
        model = NormGroup
        fields = [
            "id", "n", "mean", "sd", "provisional", "composition", "consent", "collected_from", "collected_until",
            "model_hash", "table", "created_at",
        ]  # fmt: skip


class PoleOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    description = serializers.CharField()
    on = serializers.ListField(child=serializers.CharField())
    off = serializers.ListField(child=serializers.CharField())


class DimensionOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    name = serializers.CharField(source="words.name")
    definition = serializers.CharField(source="words.definition")
    why_customers_care = serializers.CharField(source="words.why_customers_care")
    pole_a = PoleOutput(source="words.pole_a")
    pole_b = PoleOutput(source="words.pole_b")
    off_for_both = serializers.ListField(child=serializers.CharField(), source="words.off_for_both")
    positions = serializers.ListField(
        child=serializers.CharField(), source="words.positions", help_text="At theta -1.5, -.75, 0, .75, 1.5."
    )
    guard_notes = serializers.ListField(child=serializers.CharField(), source="words.guard_notes")


class FrameworkOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    dimensions = DimensionOutput(many=True)
