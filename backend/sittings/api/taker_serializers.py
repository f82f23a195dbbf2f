"""What the player takes in and gives out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.kernel.rest.serializers import InputSerializer
from backend.people.enums import AccommodationKind, AccommodationStatus
from backend.sittings.enums import SittingStatus

LARGEST_BATCH = 50
ANSWER_VALUE = {"oneOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]}


@extend_schema_field(ANSWER_VALUE)
class AnswerValueField(serializers.JSONField):
    """A whole number, `cannot_know`, or null, which takes an answer back."""


@extend_schema_field({"type": "object", "additionalProperties": ANSWER_VALUE})
class AnswersField(serializers.DictField):
    """Answers by item id."""


class StateQuery(InputSerializer):
    language = serializers.CharField(
        max_length=20,
        required=False,
        default="",
        help_text="One of `languages`: notices and consents are read in it before the start. Later it changes nothing.",
    )


class StartInput(InputSerializer):
    consents = serializers.ListField(child=serializers.CharField(max_length=40), max_length=40)
    language = serializers.CharField(max_length=20)


class SubmitInput(InputSerializer):
    count = serializers.IntegerField(min_value=0, max_value=10_000)
    hash = serializers.RegexField("^[0-9a-f]{64}$", max_length=64)


class LostLinkInput(InputSerializer):
    email = serializers.EmailField(max_length=254)


class AccommodationInput(InputSerializer):
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=AccommodationKind.choices),
        min_length=1,
        max_length=len(AccommodationKind),
    )
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class AnswerEventInput(InputSerializer):
    seq = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    item = serializers.CharField(max_length=40)
    value = AnswerValueField(allow_null=True)
    client_time = serializers.DateTimeField()


class AnswerBatchInput(InputSerializer):
    client = serializers.UUIDField()
    events = AnswerEventInput(many=True, min_length=1, max_length=LARGEST_BATCH)  # type: ignore[call-arg]  # of the list


class AcknowledgementOutput(serializers.Serializer[Any]):
    acknowledged = serializers.IntegerField(help_text="Highest number up to which everything of this client is stored.")
    saved = serializers.IntegerField(help_text="How many events of this batch were new.")
    late = serializers.IntegerField(help_text="How many came after the end: kept, and not counted.")


class NoticeOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()


class ConsentAskedOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field of the answer, not the option
    given = serializers.BooleanField()


class MeasureOutput(serializers.Serializer[Any]):
    title = serializers.CharField()
    why = serializers.CharField()


class OwnAccommodationOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=AccommodationKind.choices))
    words = serializers.CharField()
    status = serializers.ChoiceField(choices=AccommodationStatus.choices)
    answer = serializers.CharField()


class SectionOutlineOutput(serializers.Serializer[Any]):
    index = serializers.IntegerField()
    title = serializers.CharField()
    minutes = serializers.FloatField()
    items = serializers.IntegerField(help_text="How many answers it takes.")
    situations = serializers.IntegerField(help_text="Situations, each on a page of its own; 0 among single items.")
    status = serializers.ChoiceField(choices=["locked", "open", "done"])


class ReceiptOutput(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hash = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    code = serializers.CharField()


class PromiseToTakerOutput(serializers.Serializer[Any]):
    text = serializers.CharField()
    due_on = serializers.DateField()


class TakerStateOutput(serializers.Serializer[Any]):
    sitting = serializers.UUIDField()
    organisation_name = serializers.CharField()
    campaign_title = serializers.CharField()
    purpose = serializers.CharField()
    status = serializers.ChoiceField(choices=SittingStatus.choices)
    simulated = serializers.BooleanField()
    answers_for_supplier = serializers.BooleanField(help_text="Asked for an organisation, not for a person.")
    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    answer_by = serializers.DateField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    contact = serializers.CharField()
    minutes = serializers.FloatField()
    measures = MeasureOutput(many=True)
    notices = NoticeOutput(many=True)
    consents = ConsentAskedOutput(many=True)
    accommodations = OwnAccommodationOutput(many=True)
    sections = SectionOutlineOutput(many=True)
    answered = serializers.IntegerField()
    total = serializers.IntegerField()
    receipt = ReceiptOutput(allow_null=True)
    promise = PromiseToTakerOutput(allow_null=True)
    report_ready = serializers.BooleanField()


class SubmissionOutput(serializers.Serializer[Any]):
    receipt = ReceiptOutput()
    promise = PromiseToTakerOutput(allow_null=True)


class OwnAnswerOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()
    value = AnswerValueField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the answer, not the option


class OwnAnswersOutput(serializers.Serializer[Any]):
    answers = AnswersField()
    entries = OwnAnswerOutput(many=True)


class ChoiceOutput(serializers.Serializer[Any]):
    value = AnswerValueField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the answer, not the option


class OptionOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()


class TakerItemOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    format = serializers.CharField()
    stem = serializers.CharField()
    choices = ChoiceOutput(many=True)
    question = serializers.CharField(required=False, allow_null=True)
    options = OptionOutput(many=True, required=False)


class SectionInstrumentOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    version = serializers.CharField()
    content_hash = serializers.CharField()


class TakerSectionOutput(serializers.Serializer[Any]):
    index = serializers.IntegerField()
    title = serializers.CharField()
    instructions = serializers.CharField()
    practice = serializers.BooleanField()
    entries_per_page = serializers.IntegerField()
    instrument = SectionInstrumentOutput()
    items = TakerItemOutput(many=True)
