"""What tenders take in and give out, for the console."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.campaigns.enums import CampaignStatus
from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.library.enums import DimensionKind
from backend.tenders.enums import BidOutcome, BidStage, Closed, EvidenceGrade, MediaType
from backend.tenders.models import (
    FEWEST_CUSTOMER_FACING,
    FEWEST_LEVELS,
    FEWEST_RESPONDENTS,
    Clarification,
    Criterion,
    Evaluator,
    Tender,
)
from backend.tenders.selectors.tenders import instruments_of, why_closed_to
from backend.tenders.services.tender import what_a_tender_lacks


class TendersQuery(PageQuery):
    """The list of tenders has one order."""


class OpenTenderInput(InputSerializer):
    title = serializers.CharField(max_length=200)


class ChangeTenderInput(InputSerializer):
    title = serializers.CharField(max_length=200, required=False)
    purpose = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    contact_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contact_email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    definition_version_id = serializers.UUIDField(required=False)
    answer_by = serializers.DateField(required=False)
    deadline_at = serializers.DateTimeField(required=False)
    respondents = serializers.IntegerField(min_value=FEWEST_RESPONDENTS, max_value=50, required=False)
    fewest_levels = serializers.IntegerField(min_value=FEWEST_LEVELS, max_value=10, required=False)
    fewest_customer_facing = serializers.IntegerField(min_value=FEWEST_CUSTOMER_FACING, max_value=50, required=False)
    criteria = serializers.ListField(child=serializers.CharField(max_length=64), max_length=40, required=False)
    instruments = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=6, required=False)


class CriterionOutput(serializers.ModelSerializer[Criterion]):
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)

    class Meta:
        model = Criterion
        fields = ["id", "dimension", "kind", "name", "pole_a_name", "pole_b_name", "lower", "upper", "weight"]


class TenderInstrumentOutput(serializers.Serializer[Any]):
    instrument_version_id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.CharField()


class TenderRowOutput(serializers.ModelSerializer[Tender]):
    title = serializers.CharField(source="campaign.title")
    status = serializers.ChoiceField(choices=CampaignStatus.choices, source="campaign.status")
    answer_by = serializers.DateField(source="campaign.answer_by", allow_null=True)
    deadline_at = serializers.DateTimeField(allow_null=True)
    frozen_at = serializers.DateTimeField(allow_null=True)
    bidders = serializers.IntegerField()

    class Meta:
        model = Tender
        fields = [
            "id",
            "campaign_id",
            "title",
            "status",
            "deadline_at",
            "answer_by",
            "frozen_at",
            "bidders",
            "created_at",
        ]


class TenderOutput(TenderRowOutput):
    purpose = serializers.CharField(source="campaign.purpose")
    contact_name = serializers.CharField(source="campaign.contact_name")
    contact_email = serializers.CharField(source="campaign.contact_email")
    definition_version_id = serializers.UUIDField(source="campaign.definition_version_id", allow_null=True)
    criteria = CriterionOutput(many=True)
    criteria_hash = serializers.CharField()
    instruments = serializers.SerializerMethodField()
    results_closed = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Tender
        fields = [
            *TenderRowOutput.Meta.fields,
            "purpose",
            "contact_name",
            "contact_email",
            "definition_version_id",
            "respondents",
            "fewest_levels",
            "fewest_customer_facing",
            "criteria",
            "criteria_hash",
            "instruments",
            "results_closed",
            "missing",
            "revision",
        ]

    @extend_schema_field(TenderInstrumentOutput(many=True))
    def get_instruments(self, tender: Tender) -> Any:
        return instruments_of(tender.campaign_id)

    @extend_schema_field(serializers.ChoiceField(choices=Closed.choices, allow_null=True))
    def get_results_closed(self, tender: Tender) -> str | None:
        """Why answers and results are closed to whoever asks; null where they are open."""
        return why_closed_to(self.context["actor"], tender)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_missing(self, tender: Tender) -> list[str]:
        """What a draft still lacks before it can be frozen."""
        return [] if tender.frozen_at else [error.remedy for error in what_a_tender_lacks(tender)]


class EvaluatorInput(InputSerializer):
    membership_id = serializers.UUIDField()


class DeclarationInput(InputSerializer):
    has_conflict = serializers.BooleanField()
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class EvaluatorOutput(serializers.ModelSerializer[Evaluator]):
    membership_id = serializers.UUIDField()
    name = serializers.CharField(source="membership.name")
    has_conflict = serializers.BooleanField(allow_null=True)
    declared_at = serializers.DateTimeField(allow_null=True)
    is_me = serializers.SerializerMethodField()

    class Meta:
        model = Evaluator
        fields = ["id", "membership_id", "name", "is_me", "declared_at", "has_conflict", "created_at"]

    def get_is_me(self, evaluator: Evaluator) -> bool:
        return bool(evaluator.membership_id == self.context["actor"].membership_id)


class EvaluatorsOutput(serializers.Serializer[Any]):
    evaluators = EvaluatorOutput(many=True)


class ClarificationOutput(serializers.ModelSerializer[Clarification]):
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Clarification
        fields = ["id", "question", "answer", "answered_at", "created_at"]


class ClarificationsOutput(serializers.Serializer[Any]):
    clarifications = ClarificationOutput(many=True)


class AnswerInput(InputSerializer):
    answer = serializers.CharField(max_length=4000)


class InviteSupplierInput(InputSerializer):
    name = serializers.CharField(max_length=200)
    contact_name = serializers.CharField(max_length=200)
    contact_email = serializers.EmailField(max_length=254)


class BidderOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    tender_id = serializers.UUIDField()
    supplier_id = serializers.UUIDField()
    supplier = serializers.CharField()
    contact_id = serializers.UUIDField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()
    stage = serializers.ChoiceField(choices=BidStage.choices)
    outcome = serializers.CharField()
    staff_count = serializers.IntegerField(allow_null=True)
    drawn = serializers.IntegerField()
    answered = serializers.IntegerField(help_text="How many have submitted; what they said is sealed.")
    drawn_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class BiddersOutput(serializers.Serializer[Any]):
    results = BidderOutput(many=True)


class BidderLinkOutput(serializers.Serializer[Any]):
    link = serializers.CharField()


class DrawnLineOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    level = serializers.CharField()
    customer_facing = serializers.BooleanField()
    place = serializers.IntegerField(allow_null=True)


class DrawOutput(serializers.Serializer[Any]):
    staff_count = serializers.IntegerField()
    staff_hash = serializers.CharField()
    seed = serializers.CharField()
    attempt = serializers.IntegerField()
    drawn_at = serializers.DateTimeField()
    lines = DrawnLineOutput(many=True)


class LevelOutput(serializers.Serializer[Any]):
    criterion_id = serializers.UUIDField()
    dimension = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    pole_a_name = serializers.CharField()
    pole_b_name = serializers.CharField()
    weight = serializers.IntegerField()
    categories = serializers.IntegerField()
    band_lower = serializers.FloatField(allow_null=True)
    band_upper = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(help_text="Respondents who answered at least 80 % of the scale.")
    needed = serializers.IntegerField()
    drawn = serializers.IntegerField()
    population = serializers.IntegerField(allow_null=True)
    n_items = serializers.IntegerField()
    confidence = serializers.FloatField()
    mean = serializers.FloatField(allow_null=True, help_text="Unshrunk, on the answer scale; null: not assessed.")
    se = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    agrees = serializers.BooleanField(allow_null=True, help_text="By all three rules; false: the split is the finding.")
    rwgj = serializers.FloatField(allow_null=True)
    rwgj_skewed = serializers.FloatField(allow_null=True)
    rwgj_least = serializers.FloatField()
    ad_mean = serializers.FloatField(allow_null=True)
    ad_most = serializers.FloatField()
    largest_gap = serializers.FloatField(allow_null=True)
    gap_most = serializers.FloatField()
    respondent_means = serializers.ListField(child=serializers.FloatField())
    status = serializers.CharField()
    provisional = serializers.BooleanField()
    simulated = serializers.BooleanField()
    assessed_at = serializers.DateTimeField()


class EvidenceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    filename = serializers.CharField()
    media_type = serializers.ChoiceField(choices=MediaType.choices)
    size = serializers.IntegerField()
    criterion_id = serializers.UUIDField(allow_null=True)
    criterion = serializers.CharField()
    grade = serializers.ChoiceField(choices=EvidenceGrade.choices)
    valid_until = serializers.DateField(allow_null=True)
    expired = serializers.BooleanField()
    reason = serializers.CharField()
    graded_by = serializers.CharField()
    graded_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class BidDecisionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=BidOutcome.choices)
    reason = serializers.CharField()
    strengths = serializers.CharField()
    decided_by = serializers.CharField()
    created_at = serializers.DateTimeField()


class ContestOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    words = serializers.CharField()
    created_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_by = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class AssessedBidOutput(serializers.Serializer[Any]):
    bidder = BidderOutput()
    levels = LevelOutput(many=True)
    evidence = EvidenceOutput(many=True)
    decisions = BidDecisionOutput(many=True)
    contests = ContestOutput(many=True)


class TenderResultsOutput(serializers.Serializer[Any]):
    bids = AssessedBidOutput(many=True)


class GradeInput(InputSerializer):
    grade = serializers.ChoiceField(choices=EvidenceGrade.choices)
    reason = serializers.CharField(max_length=2000)
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)


class DecideBidInput(InputSerializer):
    outcome = serializers.ChoiceField(choices=BidOutcome.choices)
    reason = serializers.CharField(max_length=4000)
    strengths = serializers.CharField(max_length=4000)
