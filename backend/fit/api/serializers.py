"""What fit takes in and gives out. No position leaves without its error, no count without its interval."""

from typing import Any

from rest_framework import serializers

from backend.fit.enums import BAND_NOT_SIGNED, CandidateEvent, Outcome
from backend.kernel.pagination import NumberedPageQuery
from backend.kernel.rest.serializers import InputSerializer
from scoring.congruence.verdicts import NoVerdict, Verdict
from scoring.quality.flags import Family

SORTS = ["name", "-name", "submitted", "-submitted", "status"]


class UndecidedOutput(serializers.Serializer[Any]):
    campaign_id = serializers.UUIDField()
    title = serializers.CharField()
    answer_by = serializers.DateField(allow_null=True)
    candidates = serializers.IntegerField(help_text="How many have submitted and are not decided about.")


class AllUndecidedOutput(serializers.Serializer[Any]):
    campaigns = UndecidedOutput(many=True)


class CandidatesQuery(NumberedPageQuery):
    sort = serializers.ChoiceField(
        choices=[(sort, sort) for sort in SORTS],
        default="name",
        help_text="There is no sort by a figure: provisional figures order nobody, and bands order the rest.",
    )
    status = serializers.CharField(max_length=12, required=False, default="")
    decision = serializers.ChoiceField(choices=[*Outcome.choices, ("none", "no decision")], required=False, default="")
    unknown = serializers.CharField(max_length=64, required=False, default="", help_text="A dimension not yet known.")
    search = serializers.CharField(max_length=200, required=False, default="")


class CompareQuery(InputSerializer):
    ids = serializers.CharField(max_length=300, help_text="Two to six candidate ids, separated by commas.")

    def validate_ids(self, value: str) -> list[Any]:
        field = serializers.UUIDField()
        identifiers = list(dict.fromkeys(field.to_internal_value(part.strip()) for part in value.split(",")))
        if not 2 <= len(identifiers) <= 6:
            raise serializers.ValidationError("Compare two to six different people.")
        return identifiers


class DecisionInput(InputSerializer):
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    reason = serializers.CharField(max_length=4000)
    words_to_candidate = serializers.CharField(max_length=4000, required=False, allow_blank=True, default="")


class MethodEvidenceOutput(serializers.Serializer[Any]):
    method = serializers.CharField()
    mean = serializers.FloatField(allow_null=True, help_text="The position if this method were all there is.")
    se = serializers.FloatField(allow_null=True)
    weight = serializers.FloatField(
        allow_null=True, help_text="Share in the position that is judged; 0 where that rests on other evidence alone."
    )
    basis = serializers.CharField()
    status = serializers.CharField()
    n_answered = serializers.IntegerField()
    n_items = serializers.IntegerField()
    reason = serializers.CharField(help_text="Why this method gives no position; empty when it does.")


class SensitivityOutput(serializers.Serializer[Any]):
    half_mean = serializers.FloatField()
    half_se = serializers.FloatField()
    double_mean = serializers.FloatField()
    double_se = serializers.FloatField()


class SayDoOutput(serializers.Serializer[Any]):
    difference = serializers.FloatField(help_text="In theta; positive when the person says more than was seen.")
    se = serializers.FloatField()
    word = serializers.ChoiceField(choices=["", "says_more", "does_more"], help_text="Empty within a 90 % interval.")


class SaidPositionOutput(serializers.Serializer[Any]):
    mean = serializers.FloatField()
    se = serializers.FloatField()


class DimensionFitOutput(serializers.Serializer[Any]):
    dimension = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    pole_a = serializers.CharField(help_text="The pole above zero; of a standard, its high end.")
    pole_b = serializers.CharField(help_text="The pole below zero; of a standard, its low end.")
    weight = serializers.IntegerField()
    band_lower = serializers.FloatField(allow_null=True)
    band_upper = serializers.FloatField(allow_null=True)
    cut = serializers.FloatField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)
    se = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    probability = serializers.FloatField(allow_null=True)
    verdict = serializers.ChoiceField(choices=[verdict.value for verdict in Verdict], allow_null=True)
    reason = serializers.ChoiceField(
        choices=[*(reason.value for reason in NoVerdict), BAND_NOT_SIGNED], allow_null=True
    )
    basis = serializers.CharField()
    status = serializers.CharField()
    eligible = serializers.BooleanField()
    provisional = serializers.BooleanField()
    methods = serializers.ListField(child=serializers.CharField())
    n_answered = serializers.IntegerField()
    n_items = serializers.IntegerField()
    evidence = MethodEvidenceOutput(many=True)
    everything_mean = serializers.FloatField(
        allow_null=True, help_text="Position from all evidence, provisional included."
    )
    everything_se = serializers.FloatField(allow_null=True)
    sensitivity = SensitivityOutput(
        allow_null=True, help_text="The judged position at half and at double the assumed bias of every method."
    )
    say_do = SayDoOutput(allow_null=True)
    before_seen = SaidPositionOutput(
        allow_null=True, help_text="The position from what was said alone, where ratings have narrowed it since."
    )


class CampaignCandidateOutput(serializers.Serializer[Any]):
    candidate_id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField()
    sitting_id = serializers.UUIDField()
    sitting_status = serializers.CharField()
    origin = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    assessment_id = serializers.UUIDField(allow_null=True)
    assessed_at = serializers.DateTimeField(allow_null=True)
    expected_count = serializers.FloatField(allow_null=True)
    count_lower = serializers.IntegerField(allow_null=True)
    count_upper = serializers.IntegerField(allow_null=True)
    assessed = serializers.IntegerField()
    of = serializers.IntegerField()
    reason = serializers.CharField()
    decision = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)
    dimensions = DimensionFitOutput(many=True)


class DecisionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    reason = serializers.CharField()
    words_to_candidate = serializers.CharField()
    decider = serializers.CharField()
    created_at = serializers.DateTimeField()
    evidence_opened_at = serializers.DateTimeField()


class AnswerQualityOutput(serializers.Serializer[Any]):
    families = serializers.ListField(child=serializers.ChoiceField(choices=[family.value for family in Family]))
    invites_talk = serializers.BooleanField(help_text="Two families or more: a reason to talk, never one to refuse.")


class HistoryEntryOutput(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=CandidateEvent.choices)
    at = serializers.DateTimeField()
    who = serializers.CharField(allow_blank=True, help_text="The member who did it; empty for candidate and product.")


class CandidateDetailOutput(CampaignCandidateOutput):
    quality = AnswerQualityOutput(allow_null=True)
    decisions = DecisionOutput(many=True)
    history = HistoryEntryOutput(many=True, help_text="Newest first.")


class DimensionDifferenceOutput(serializers.Serializer[Any]):
    dimension = serializers.CharField()
    difference = serializers.FloatField(allow_null=True)
    se = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    provisional = serializers.BooleanField()


class PairComparisonOutput(serializers.Serializer[Any]):
    first_id = serializers.UUIDField()
    second_id = serializers.UUIDField()
    differences = DimensionDifferenceOutput(many=True)
    delta = serializers.FloatField(allow_null=True)
    apart = serializers.BooleanField(allow_null=True)
    reason = serializers.CharField()


class ComparisonOutput(serializers.Serializer[Any]):
    candidates = CampaignCandidateOutput(many=True)
    pairs = PairComparisonOutput(many=True)
