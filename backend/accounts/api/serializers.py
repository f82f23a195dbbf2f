"""What accounts take in and give out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.accounts.enums import Capability, MembershipStatus, Role
from backend.accounts.models import ApiToken, Membership
from backend.kernel.models import AuditEvent
from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer

TOKEN_LENGTH = 200


class RolesField(serializers.ListField):
    child = serializers.ChoiceField(choices=Role.choices)

    def __init__(self, **options: Any) -> None:
        super().__init__(min_length=1, max_length=len(Role), **options)


class FirstOwnerInput(InputSerializer):
    code = serializers.CharField(max_length=100)
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    organisation_name = serializers.CharField(max_length=200)


class InvitationTokenInput(InputSerializer):
    token = serializers.CharField(max_length=TOKEN_LENGTH)


class AcceptInvitationInput(InputSerializer):
    token = serializers.CharField(max_length=TOKEN_LENGTH)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    password = serializers.CharField(
        max_length=200, trim_whitespace=False, required=False, allow_blank=True, default=""
    )


class TakerTokenInput(InputSerializer):
    token = serializers.CharField(max_length=TOKEN_LENGTH)


class InviteMemberInput(InputSerializer):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200)
    roles = RolesField()


class ChangeRolesInput(InputSerializer):
    roles = RolesField()


class CreateApiTokenInput(InputSerializer):
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Capability.choices), min_length=1, max_length=len(Capability)
    )
    valid_days = serializers.IntegerField(min_value=1, max_value=366, default=90)


class AuditQuery(PageQuery):
    action = serializers.CharField(max_length=80, required=False, default="")
    actor = serializers.UUIDField(required=False, default=None)
    subject = serializers.CharField(max_length=64, required=False, default="")
    since = serializers.DateTimeField(required=False, default=None)
    until = serializers.DateTimeField(required=False, default=None)


class ChainQuery(InputSerializer):
    expect = serializers.RegexField("^[0-9a-f]{64}$", required=False, default=None)


class UserOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()


class OrganisationOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    is_demo = serializers.BooleanField()


class MyMembershipOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    organisation = OrganisationOutput()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=Capability.choices))


class MeOutput(serializers.Serializer[Any]):
    user = UserOutput()
    memberships = MyMembershipOutput(many=True)


class StartOutput(serializers.Serializer[Any]):
    needs_first_owner = serializers.BooleanField()


class MemberInvitationOutput(serializers.Serializer[Any]):
    organisation_name = serializers.CharField()
    email = serializers.EmailField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    has_account = serializers.BooleanField()
    expires_at = serializers.DateTimeField()


class MemberOutput(serializers.ModelSerializer[Membership]):
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    status = serializers.ChoiceField(choices=MembershipStatus.choices)

    class Meta:
        model = Membership
        fields = ["id", "email", "name", "roles", "status", "joined_at", "deactivated_at", "created_at", "revision"]


class ApiTokenOutput(serializers.ModelSerializer[ApiToken]):
    member = serializers.CharField(source="membership.name")
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Capability.choices))

    class Meta:
        model = ApiToken
        fields = ["id", "name", "member", "scopes", "created_at", "expires_at", "revoked_at"]


class NewApiTokenOutput(ApiTokenOutput):
    secret = serializers.CharField(help_text="Shown once; only its hash is stored.")

    class Meta(ApiTokenOutput.Meta):
        fields = [*ApiTokenOutput.Meta.fields, "secret"]


class AuditEventOutput(serializers.ModelSerializer[AuditEvent]):
    actor_name = serializers.SerializerMethodField()
    changed_fields = serializers.ListField(child=serializers.CharField())
    details = serializers.DictField()

    class Meta:
        model = AuditEvent
        fields = [
            "id",
            "sequence",
            "at",
            "actor_kind",
            "actor_id",
            "actor_name",
            "action",
            "subject_kind",
            "subject_id",
            "changed_fields",
            "details",
            "hash",
        ]

    @extend_schema_field(serializers.CharField())
    def get_actor_name(self, event: AuditEvent) -> str:
        names: dict[Any, str] = self.context.get("names", {})
        return names.get(event.actor_id, "")


class ChainOutput(serializers.Serializer[Any]):
    length = serializers.IntegerField()
    head = serializers.CharField()
    intact = serializers.BooleanField()
    broken_at = serializers.IntegerField(allow_null=True)
