"""What people take in and give out."""

from typing import Any

from rest_framework import serializers

from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.people.enums import AccommodationKind, AccommodationStatus
from backend.people.models import AccommodationRequest, Candidate, Supplier


class CandidatesQuery(PageQuery):
    search = serializers.CharField(max_length=100, required=False, default="")


class CorrectCandidateInput(InputSerializer):
    name = serializers.CharField(max_length=200, required=False)
    email = serializers.EmailField(max_length=254, required=False)
    language = serializers.RegexField("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", max_length=20, required=False)


class AccommodationsQuery(PageQuery):
    status = serializers.ChoiceField(choices=AccommodationStatus.choices, required=False, default="")


class AnswerAccommodationInput(InputSerializer):
    granted = serializers.BooleanField()
    answer = serializers.CharField(max_length=2000)


class CandidateOutput(serializers.ModelSerializer[Candidate]):
    class Meta:
        model = Candidate
        fields = ["id", "name", "email", "language", "created_at", "revision"]


class ConsentOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    language = serializers.CharField()
    text = serializers.CharField()
    text_hash = serializers.CharField()
    given_at = serializers.DateTimeField()
    sitting_id = serializers.UUIDField()


class CandidateConsentsOutput(serializers.Serializer[Any]):
    consents = ConsentOutput(many=True)


class AccommodationOutput(serializers.ModelSerializer[AccommodationRequest]):
    candidate_id = serializers.UUIDField(allow_null=True, help_text="Null where a supplier's respondent asks.")
    candidate_name = serializers.CharField(source="person_name")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=AccommodationKind.choices))
    status = serializers.ChoiceField(choices=AccommodationStatus.choices)

    class Meta:
        model = AccommodationRequest
        fields = [
            "id",
            "candidate_id",
            "candidate_name",
            "sitting_id",
            "kinds",
            "words",
            "status",
            "answer",
            "answered_at",
            "created_at",
            "revision",
        ]


class SupplierOutput(serializers.ModelSerializer[Supplier]):
    class Meta:
        model = Supplier
        fields = ["id", "name", "created_at", "revision"]


class ErasureOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    subject_id = serializers.UUIDField()
    rows = serializers.IntegerField()
    content_hash = serializers.CharField()
    created_at = serializers.DateTimeField()
