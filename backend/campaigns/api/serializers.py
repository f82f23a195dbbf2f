"""What campaigns take in and give out."""

from typing import Any

from rest_framework import serializers

from backend.campaigns.enums import CampaignKind, CampaignStatus
from backend.campaigns.models import Campaign, CampaignInstrument, PanelSeat
from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer

LARGEST_BATTERY = 12
LARGEST_PANEL = 12


class CampaignsQuery(PageQuery):
    kind = serializers.ChoiceField(choices=CampaignKind.choices, required=False, default="")
    status = serializers.ChoiceField(choices=CampaignStatus.choices, required=False, default="")
    search = serializers.CharField(max_length=100, required=False, default="")


class ChangeCampaignInput(InputSerializer):
    title = serializers.CharField(max_length=200, required=False)
    purpose = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    contact_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contact_email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    definition_version_id = serializers.UUIDField(required=False, allow_null=True)
    closes_on = serializers.DateField(required=False, allow_null=True)
    answer_by = serializers.DateField(required=False, allow_null=True)


class OpenCampaignInput(ChangeCampaignInput):
    kind = serializers.ChoiceField(choices=CampaignKind.choices)
    title = serializers.CharField(max_length=200)


class BatteryEntryInput(InputSerializer):
    instrument_version_id = serializers.UUIDField()
    sections = serializers.ListField(
        child=serializers.CharField(max_length=64), max_length=40, required=False, default=list
    )


class BatteryInput(InputSerializer):
    entries = BatteryEntryInput(many=True, min_length=1, max_length=LARGEST_BATTERY)  # type: ignore[call-arg]  # of the list


class BatteryEntryOutput(serializers.ModelSerializer[CampaignInstrument]):
    instrument_version_id = serializers.UUIDField()
    code = serializers.CharField(source="instrument_version.code")
    version = serializers.CharField(source="instrument_version.version")
    sections = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = CampaignInstrument
        fields = ["instrument_version_id", "code", "version", "position", "sections", "minutes"]


class CampaignOutput(serializers.ModelSerializer[Campaign]):
    kind = serializers.ChoiceField(choices=CampaignKind.choices)
    status = serializers.ChoiceField(choices=CampaignStatus.choices)
    definition_version_id = serializers.UUIDField(allow_null=True)
    battery = BatteryEntryOutput(many=True)
    minutes = serializers.SerializerMethodField()

    class Meta:
        model = Campaign
        fields = [
            "id",
            "kind",
            "status",
            "title",
            "purpose",
            "contact_name",
            "contact_email",
            "definition_version_id",
            "closes_on",
            "answer_by",
            "battery",
            "minutes",
            "battery_hash",
            "created_at",
            "frozen_at",
            "closed_at",
            "revision",
        ]

    def get_minutes(self, campaign: Campaign) -> float:
        return sum(entry.minutes for entry in campaign.battery.all())


class ReadinessOutput(serializers.Serializer[Any]):
    ready = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class SeatInput(InputSerializer):
    membership_id = serializers.UUIDField()
    is_chair = serializers.BooleanField(required=False, default=False)
    is_advocate = serializers.BooleanField(required=False, default=False)


class PanelInput(InputSerializer):
    seats = SeatInput(many=True, min_length=1, max_length=LARGEST_PANEL)  # type: ignore[call-arg]  # of the list


class SeatOutput(serializers.ModelSerializer[PanelSeat]):
    membership_id = serializers.UUIDField()
    name = serializers.CharField(source="membership.name")

    class Meta:
        model = PanelSeat
        fields = ["membership_id", "name", "is_chair", "is_advocate"]


class PanelOutput(serializers.Serializer[Any]):
    seats = SeatOutput(many=True)
