"""What a bidder's contact sends and is shown."""

from typing import Any

from rest_framework import serializers

from backend.kernel.rest.serializers import InputSerializer
from backend.library.enums import DimensionKind
from backend.tenders.api.serializers import BidDecisionOutput, ContestOutput, EvidenceOutput


class StaffListInput(InputSerializer):
    text = serializers.CharField(max_length=900_000, trim_whitespace=False)


class HandInStaffListInput(StaffListInput):
    staff_informed = serializers.BooleanField()


class StaffLineOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    level = serializers.CharField()
    customer_facing = serializers.BooleanField()


class BadStaffLineOutput(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    value = serializers.CharField()
    reason = serializers.CharField()
    remedy = serializers.CharField()


class ReadStaffListOutput(serializers.Serializer[Any]):
    good = StaffLineOutput(many=True)
    bad = BadStaffLineOutput(many=True)


class QuestionInput(InputSerializer):
    question = serializers.CharField(max_length=2000)


class ContestInput(InputSerializer):
    words = serializers.CharField(max_length=4000)


class EvidenceInput(InputSerializer):
    title = serializers.CharField(max_length=200)
    content = serializers.FileField(max_length=255, allow_empty_file=True)
    criterion_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class PublishedCriterionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    dimension = serializers.CharField()
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    name = serializers.CharField()
    pole_a_name = serializers.CharField()
    pole_b_name = serializers.CharField()
    weight = serializers.IntegerField()
    lower = serializers.FloatField(allow_null=True, help_text="Lower edge of the band on the answer scale.")
    upper = serializers.FloatField(allow_null=True)


class NamedLineOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    level = serializers.CharField()
    customer_facing = serializers.BooleanField()
    place = serializers.IntegerField()


class OwnDrawOutput(serializers.Serializer[Any]):
    staff_count = serializers.IntegerField()
    staff_hash = serializers.CharField()
    seed = serializers.CharField()
    attempt = serializers.IntegerField()
    drawn_at = serializers.DateTimeField()
    lines = NamedLineOutput(many=True)


class SharedClarificationOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    answer = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    own = serializers.BooleanField()


class BidStateOutput(serializers.Serializer[Any]):
    bid_id = serializers.UUIDField()
    organisation_name = serializers.CharField()
    simulated = serializers.BooleanField()
    title = serializers.CharField()
    purpose = serializers.CharField()
    contact = serializers.CharField()
    supplier = serializers.CharField()
    contact_name = serializers.CharField()
    deadline_at = serializers.DateTimeField()
    answer_by = serializers.DateField()
    open = serializers.BooleanField()
    sealed = serializers.BooleanField()
    criteria_hash = serializers.CharField()
    frozen_at = serializers.DateTimeField()
    criteria = PublishedCriterionOutput(many=True)
    respondents = serializers.IntegerField()
    fewest_levels = serializers.IntegerField()
    fewest_customer_facing = serializers.IntegerField()
    minutes = serializers.FloatField()
    drawn = serializers.IntegerField()
    answered = serializers.IntegerField()
    draw = OwnDrawOutput(allow_null=True)
    clarifications = SharedClarificationOutput(many=True)
    evidence = EvidenceOutput(many=True)
    decision = BidDecisionOutput(allow_null=True)
    contests = ContestOutput(many=True)
