"""What the console's side of sittings takes in and gives out."""

from typing import Any

from rest_framework import serializers

from backend.kernel.models import MailState
from backend.kernel.pagination import NumberedPageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.sittings.enums import ImportKind, Origin, RowsChoice, SittingStatus, WithdrawnBy
from backend.sittings.models import ResponseImport
from backend.sittings.selectors.invitations import SORTS

LARGEST_TEXT = 1_000_000


class InvitationsQuery(NumberedPageQuery):
    status = serializers.ChoiceField(choices=SittingStatus.choices, required=False, default="")
    mail = serializers.ChoiceField(choices=MailState.choices, required=False, default="")
    search = serializers.CharField(max_length=100, required=False, default="")
    sort = serializers.ChoiceField(choices=list(SORTS), required=False, default="name")


class PersonInput(InputSerializer):
    name = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    email = serializers.CharField(max_length=1000, allow_blank=True)
    language = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")


class InvitePeopleInput(InputSerializer):
    people = PersonInput(many=True, min_length=1, max_length=500)  # type: ignore[call-arg]  # of the list
    choice = serializers.ChoiceField(choices=RowsChoice.choices, default=RowsChoice.ALL)


class PreviewListInput(InputSerializer):
    text = serializers.CharField(max_length=LARGEST_TEXT, trim_whitespace=False)


class InviteListInput(PreviewListInput):
    choice = serializers.ChoiceField(choices=RowsChoice.choices, default=RowsChoice.ALL)


class CorrectAddressInput(InputSerializer):
    email = serializers.EmailField(max_length=254)


class ExtendInput(InputSerializer):
    closes_on = serializers.DateField()


class PreviewImportInput(InputSerializer):
    instrument_version_id = serializers.UUIDField()
    id_column = serializers.CharField(max_length=100, required=False, default="id")
    text = serializers.CharField(max_length=LARGEST_TEXT, trim_whitespace=False)
    origin = serializers.ChoiceField(choices=Origin.choices)
    missing_codes = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=50, required=False, default=list
    )


class ImportInput(PreviewImportInput):
    definition_version_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    title = serializers.CharField(max_length=200)


class PreviewFileInput(InputSerializer):
    instrument_version_id = serializers.UUIDField()
    origin = serializers.ChoiceField(choices=Origin.choices)
    id_column = serializers.CharField(max_length=100, required=False, default="id")
    missing_codes = serializers.CharField(
        max_length=1000, required=False, default="", allow_blank=True, help_text="Separated by commas."
    )
    content = serializers.FileField(
        max_length=255, allow_empty_file=True, help_text="CSV in UTF-8, or SPSS (.sav, .zsav); at most 10 MB."
    )


class ImportFileInput(PreviewFileInput):
    definition_version_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    title = serializers.CharField(max_length=200)


class GoodRowOutput(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    language = serializers.CharField()


class BadRowOutput(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    value = serializers.CharField()
    reason = serializers.CharField()
    remedy = serializers.CharField()


class ReadListOutput(serializers.Serializer[Any]):
    good = GoodRowOutput(many=True)
    bad = BadRowOutput(many=True)


class InviteeOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    campaign_id = serializers.UUIDField()
    candidate_id = serializers.UUIDField()
    name = serializers.CharField(source="candidate.name")
    email = serializers.CharField(source="candidate.email")
    language = serializers.CharField()
    sitting_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=SittingStatus.choices)
    origin = serializers.ChoiceField(choices=Origin.choices)
    withdrawn_by = serializers.ChoiceField(choices=WithdrawnBy.choices, allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
    mail_kind = serializers.CharField(allow_null=True)
    mail_state = serializers.ChoiceField(choices=MailState.choices, allow_null=True)
    mail_error = serializers.CharField(allow_null=True)
    mail_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    revision = serializers.IntegerField()


class InvitedOutput(serializers.Serializer[Any]):
    invited = serializers.ListField(child=serializers.UUIDField(), help_text="Ids of the new invitations.")
    bad = BadRowOutput(many=True)


class LinkOutput(serializers.Serializer[Any]):
    link = serializers.CharField(help_text="Shown once; it is stored nowhere.")


class FunnelOutput(serializers.Serializer[Any]):
    campaign_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.CharField()
    answer_by = serializers.DateField(allow_null=True)
    invited = serializers.IntegerField()
    started = serializers.IntegerField()
    paused = serializers.IntegerField()
    submitted = serializers.IntegerField()
    withdrawn = serializers.IntegerField()
    expired = serializers.IntegerField()
    imported = serializers.IntegerField()
    total = serializers.IntegerField()
    mail_trouble = serializers.IntegerField()


class FunnelsOutput(serializers.Serializer[Any]):
    campaigns = FunnelOutput(many=True)


class ImportOutput(serializers.ModelSerializer[ResponseImport]):
    campaign_id = serializers.UUIDField()
    campaign_title = serializers.CharField(source="campaign.title")
    instrument_version_id = serializers.UUIDField()
    origin = serializers.ChoiceField(choices=Origin.choices)
    kind = serializers.ChoiceField(choices=ImportKind.choices)
    missing_codes = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    ignored_columns = serializers.ListField(child=serializers.CharField())
    protected_columns = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ResponseImport
        fields = [
            "id",
            "campaign_id",
            "campaign_title",
            "instrument_version_id",
            "origin",
            "file_hash",
            "rows",
            "answers",
            "missing",
            "kind",
            "missing_codes",
            "ignored_columns",
            "protected_columns",
            "created_at",
        ]


class BadCellOutput(serializers.Serializer[Any]):
    line = serializers.IntegerField(help_text="Line of a text, row of a table; 0: no single one.")
    column = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    remedy = serializers.CharField()


class ImportPreviewOutput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ImportKind.choices)
    rows = serializers.IntegerField()
    items = serializers.IntegerField(help_text="Columns that hold answers.")
    answers = serializers.IntegerField()
    missing = serializers.IntegerField(help_text="Empty cells; they stay missing.")
    ignored_columns = serializers.ListField(child=serializers.CharField())
    protected_columns = serializers.ListField(
        child=serializers.CharField(), help_text="Of sex, age and the like: kept apart from every score."
    )
    first_codes = serializers.ListField(child=serializers.CharField(), help_text="Ids of the first people.")
    bad = BadCellOutput(many=True)
    bad_total = serializers.IntegerField(help_text="All cells that cannot be used; `bad` holds the first of them.")
