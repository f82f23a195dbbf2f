"""What cultures take in and give out."""

from typing import Any

from rest_framework import serializers

from backend.cultures.enums import EDGE_OF_LINE, LARGEST_WEIGHT, NARROW_HALF_WIDTH, CheckGravity, VersionStatus
from backend.kernel.rest.serializers import InputSerializer
from backend.library.api.serializers import LanguageField
from backend.library.enums import DimensionKind

CODE = r"^[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*$"


class PlaceField(serializers.FloatField):
    """A place on the line, in units of theta."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=-EDGE_OF_LINE, max_value=EDGE_OF_LINE, **options)


class BehavioursField(serializers.ListField):
    child = serializers.CharField(max_length=600)

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, required=False, default=list, **options)


class CreateDefinitionInput(InputSerializer):
    name = serializers.CharField(max_length=200)


class DraftVersionInput(InputSerializer):
    based_on = serializers.UUIDField(required=False, allow_null=True, default=None)


class EditVersionInput(InputSerializer):
    statement = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    rallying_cry = serializers.CharField(max_length=200, allow_blank=True, required=False)
    full_definition = serializers.CharField(max_length=40_000, allow_blank=True, required=False)


class PlaceDimensionInput(InputSerializer):
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    position = serializers.IntegerField(min_value=0, max_value=200, default=0)
    name = serializers.CharField(max_length=200)
    definition = serializers.CharField(max_length=4000, allow_blank=True, default="")
    pole_a_name = serializers.CharField(max_length=200)
    pole_a = serializers.CharField(max_length=4000, allow_blank=True, default="")
    pole_b_name = serializers.CharField(max_length=200)
    pole_b = serializers.CharField(max_length=4000, allow_blank=True, default="")
    lower = PlaceField(allow_null=True, default=None)
    upper = PlaceField(allow_null=True, default=None)
    wished_level = PlaceField(allow_null=True, default=None)
    weight = serializers.IntegerField(min_value=1, max_value=LARGEST_WEIGHT, default=3)
    reason = serializers.CharField(max_length=4000, allow_blank=True, default="")
    commercial_reason = serializers.CharField(max_length=4000, allow_blank=True, default="")
    on = BehavioursField()
    off = BehavioursField()


class AdoptDimensionsInput(InputSerializer):
    framework = serializers.CharField(max_length=64, default="onculture")
    version = serializers.CharField(max_length=24, allow_blank=True, default="")
    language = LanguageField(default="en")
    dimensions = serializers.ListField(child=serializers.RegexField(CODE, max_length=64), min_length=1, max_length=100)


class NameSignatoriesInput(InputSerializer):
    signatories = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=50)
    quorum = serializers.IntegerField(min_value=1, max_value=50)


class SignVersionInput(InputSerializer):
    content_hash = serializers.RegexField("^[0-9a-f]{64}$")


class DifferencesQuery(InputSerializer):
    earlier = serializers.UUIDField(required=False, default=None, help_text="Else the version it was drafted from.")


class PlacementQuery(InputSerializer):
    lower = PlaceField(required=False, default=-NARROW_HALF_WIDTH)
    upper = PlaceField(required=False, default=NARROW_HALF_WIDTH)
    planned_se = serializers.FloatField(min_value=0.05, max_value=2.0, required=False, default=None)


class VersionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    status = serializers.ChoiceField(choices=VersionStatus.choices)
    content_hash = serializers.CharField()
    created_at = serializers.DateTimeField()
    proposed_at = serializers.DateTimeField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    waits_for_me = serializers.BooleanField(help_text="Whether it is proposed and lacks the reader's signature.")


class DefinitionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    versions = VersionOutput(many=True, source="seen_versions", help_text="Newest first.")


class PlacementOutput(serializers.Serializer[Any]):
    lower = serializers.FloatField()
    upper = serializers.FloatField()
    lower_t = serializers.FloatField()
    upper_t = serializers.FloatField()
    half_width = serializers.FloatField()
    reason_required = serializers.BooleanField(help_text="Narrower than ±1.0: a reason is signed with it.")
    planned_se = serializers.FloatField()
    p_max = serializers.FloatField(help_text="Probability of somebody exactly in the middle of the band.")
    hardly_confirmable = serializers.BooleanField(help_text="p_max is below .90.")


class TargetOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=DimensionKind.choices)
    name = serializers.CharField()
    definition = serializers.CharField()
    pole_a_name = serializers.CharField()
    pole_a = serializers.CharField()
    pole_b_name = serializers.CharField()
    pole_b = serializers.CharField()
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    wished_level = serializers.FloatField(allow_null=True)
    weight = serializers.IntegerField()
    reason = serializers.CharField()
    commercial_reason = serializers.CharField()
    on = serializers.ListField(child=serializers.CharField())
    off = serializers.ListField(child=serializers.CharField())
    placement = PlacementOutput(allow_null=True)


class SignatoryOutput(serializers.Serializer[Any]):
    membership_id = serializers.UUIDField()
    name = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)
    signed_hash = serializers.CharField()


class CheckOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    place = serializers.CharField()
    gravity = serializers.ChoiceField(choices=CheckGravity.choices)
    message = serializers.CharField()
    remedy = serializers.CharField()


class CultureOutput(serializers.Serializer[Any]):
    """A version whole."""

    id = serializers.UUIDField()
    definition_id = serializers.UUIDField()
    definition_name = serializers.CharField()
    number = serializers.IntegerField()
    status = serializers.ChoiceField(choices=VersionStatus.choices)
    revision = serializers.IntegerField()
    statement = serializers.CharField()
    rallying_cry = serializers.CharField()
    full_definition = serializers.CharField()
    framework = serializers.CharField()
    quorum = serializers.IntegerField()
    content_hash = serializers.CharField()
    proposed_at = serializers.DateTimeField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    based_on = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()
    targets = TargetOutput(many=True)
    signatories = SignatoryOutput(many=True)
    checks = CheckOutput(many=True)


class DifferenceOutput(serializers.Serializer[Any]):
    place = serializers.CharField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)


class DifferencesOutput(serializers.Serializer[Any]):
    differences = DifferenceOutput(many=True)


class DependantOutput(serializers.Serializer[Any]):
    kind = serializers.CharField()
    id = serializers.UUIDField()
    words = serializers.CharField()


class DependantsOutput(serializers.Serializer[Any]):
    dependants = DependantOutput(many=True)
