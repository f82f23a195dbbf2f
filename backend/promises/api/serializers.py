"""What promises give out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.promises.enums import PromiseState
from backend.promises.models import Promise


class PromisesQuery(PageQuery):
    state = serializers.ChoiceField(choices=PromiseState.choices, required=False, default="")
    campaign = serializers.UUIDField(required=False, default=None)
    to = serializers.UUIDField(required=False, default=None)


class PromiseCountsQuery(InputSerializer):
    campaign = serializers.UUIDField(required=False, default=None)


class PromiseOutput(serializers.ModelSerializer[Promise]):
    to_name = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=PromiseState.choices)

    class Meta:
        model = Promise
        fields = [
            "id",
            "to_kind",
            "to_id",
            "to_name",
            "cause_kind",
            "cause_id",
            "what",
            "due_on",
            "kept_at",
            "released_at",
            "state",
            "broken",
            "created_at",
        ]

    @extend_schema_field(serializers.CharField())
    def get_to_name(self, promise: Promise) -> str:
        names: dict[Any, str] = self.context.get("names", {})
        return names.get(promise.to_id, "")


class PromiseCountsOutput(serializers.Serializer[Any]):
    open = serializers.IntegerField()
    due_soon = serializers.IntegerField(help_text="Due within seven days.")
    overdue = serializers.IntegerField()
    kept = serializers.IntegerField()
    kept_late = serializers.IntegerField()
    broken = serializers.IntegerField(help_text="Overdue, or kept late.")
