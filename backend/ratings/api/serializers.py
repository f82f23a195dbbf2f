"""What ratings take in and give out. Before the seal no shape here holds a mark of anybody but its own rater."""

from typing import Any

from rest_framework import serializers

from backend.kernel.pagination import PageQuery
from backend.kernel.rest.serializers import InputSerializer
from backend.ratings.enums import CardSource, CardStatus, Mark, Origin, Side
from backend.ratings.forms.places import LONGEST_WORDS
from backend.ratings.models import ExercisePlan, Observation, Scorecard
from backend.ratings.selectors.exercises import title_of

MOST_RATERS = 12
LARGEST_BATCH = 50
LARGEST_SEQUENCE = 2_000_000_000


class PlanExerciseInput(InputSerializer):
    candidate_id = serializers.UUIDField()
    exercise_id = serializers.UUIDField()
    starts_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=300)
    rater_ids = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MOST_RATERS,
        required=False,
        default=list,
        help_text="Members of the panel; none named means all of them.",
    )
    form = serializers.CharField(max_length=64, required=False, allow_blank=True, default="")
    variant = serializers.ChoiceField(choices=["spoken", "chat", "written"], required=False, default="spoken")
    language = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class ReasonInput(InputSerializer):
    reason = serializers.CharField(max_length=1000, min_length=10)


class SwapRaterInput(ReasonInput):
    membership_id = serializers.UUIDField()


class MarkEventInput(InputSerializer):
    seq = serializers.IntegerField(min_value=1, max_value=LARGEST_SEQUENCE)
    item = serializers.CharField(max_length=140)
    value = serializers.JSONField(allow_null=True)
    client_time = serializers.DateTimeField()


class MarksInput(InputSerializer):
    client = serializers.UUIDField()
    events = MarkEventInput(many=True, min_length=1, max_length=LARGEST_BATCH)  # type: ignore[call-arg]  # of the list


class SubmitCardInput(InputSerializer):
    count = serializers.IntegerField(min_value=0, max_value=1000)
    hash = serializers.RegexField("^[0-9a-f]{64}$")


class TranscribedObservationInput(InputSerializer):
    block = serializers.CharField(max_length=64)
    side = serializers.ChoiceField(choices=Side.choices)
    at = serializers.RegexField("^([01][0-9]|2[0-3]):[0-5][0-9]$")
    words = serializers.CharField(max_length=LONGEST_WORDS)


class TranscribedMarkInput(InputSerializer):
    block = serializers.CharField(max_length=64)
    row = serializers.CharField(max_length=64)
    value = serializers.IntegerField(min_value=-2, max_value=5, allow_null=True)


class TranscriptionInput(InputSerializer):
    marks = TranscribedMarkInput(many=True, min_length=1, max_length=100)  # type: ignore[call-arg]  # of the list
    observations = TranscribedObservationInput(many=True, max_length=40)  # type: ignore[call-arg]  # of the list
    none_for = serializers.BooleanField()
    none_against = serializers.BooleanField()
    confidence = serializers.IntegerField(min_value=1, max_value=3)


class RevisionInput(InputSerializer):
    value = serializers.IntegerField(min_value=-2, max_value=5, allow_null=True)
    reason = serializers.CharField(max_length=1000, min_length=10)


class PlansQuery(PageQuery):
    pass


class CardOutput(serializers.ModelSerializer[Scorecard]):
    """A seat at an exercise: whose it is and whether the card is in."""

    membership_id = serializers.UUIDField()
    rater = serializers.CharField(source="membership.name")
    status = serializers.ChoiceField(choices=CardStatus.choices)

    class Meta:
        model = Scorecard
        fields = ["id", "membership_id", "rater", "is_advocate", "status", "submitted_at", "reason"]


class ExercisePlanOutput(serializers.ModelSerializer[ExercisePlan]):
    campaign_id = serializers.UUIDField()
    campaign = serializers.CharField(source="campaign.title")
    candidate_id = serializers.UUIDField()
    candidate = serializers.CharField(source="candidate.name")
    exercise_id = serializers.UUIDField()
    exercise = serializers.SerializerMethodField()
    origin = serializers.ChoiceField(choices=Origin.choices)
    cards = CardOutput(many=True)

    class Meta:
        model = ExercisePlan
        fields = [
            "id",
            "campaign_id",
            "campaign",
            "candidate_id",
            "candidate",
            "exercise_id",
            "exercise",
            "form",
            "variant",
            "language",
            "starts_at",
            "place",
            "origin",
            "cards",
            "cancelled_at",
            "sealed_at",
            "revision",
        ]

    def get_exercise(self, plan: ExercisePlan) -> str:
        return title_of(plan)


class MyCardOutput(serializers.ModelSerializer[Scorecard]):
    plan_id = serializers.UUIDField()
    campaign = serializers.CharField(source="plan.campaign.title")
    candidate = serializers.CharField(source="plan.candidate.name")
    exercise = serializers.SerializerMethodField()
    starts_at = serializers.DateTimeField(source="plan.starts_at")
    place = serializers.CharField(source="plan.place")
    origin = serializers.ChoiceField(choices=Origin.choices, source="plan.origin")
    status = serializers.ChoiceField(choices=CardStatus.choices)
    sealed_at = serializers.DateTimeField(source="plan.sealed_at", allow_null=True)

    class Meta:
        model = Scorecard
        fields = [
            "id",
            "plan_id",
            "campaign",
            "candidate",
            "exercise",
            "starts_at",
            "place",
            "origin",
            "is_advocate",
            "status",
            "submitted_at",
            "sealed_at",
        ]

    def get_exercise(self, card: Scorecard) -> str:
        return title_of(card.plan)


class BriefOutput(serializers.Serializer[Any]):
    situation = serializers.CharField()
    task = serializers.CharField()
    at_hand = serializers.ListField(child=serializers.CharField())


class SheetCueOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    when = serializers.CharField(source="words.when")
    line = serializers.CharField(source="words.line")
    chance = serializers.CharField(source="words.chance")


class SheetValueOutput(serializers.Serializer[Any]):
    value = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of this name, not the field's own label
    words = serializers.CharField(allow_null=True)


class SheetRowOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    dimension = serializers.CharField()
    mark = serializers.ChoiceField(choices=Mark.choices)
    title = serializers.CharField()
    look_for = serializers.CharField()
    values = SheetValueOutput(many=True)
    absent = serializers.CharField()


class SheetBlockOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    purpose = serializers.CharField()
    brief = BriefOutput()
    how = serializers.CharField(allow_null=True)
    watch_for = serializers.ListField(child=serializers.CharField())
    guard_notes = serializers.ListField(child=serializers.CharField())
    cues = SheetCueOutput(many=True)
    rows = SheetRowOutput(many=True)


class SheetOutput(serializers.Serializer[Any]):
    """What a rater reads beside the boxes; the same for every rater, and without a mark."""

    title = serializers.CharField()
    language = serializers.CharField()
    direction = serializers.CharField()
    content_hash = serializers.CharField()
    rules = serializers.ListField(child=serializers.CharField())
    none_seen = serializers.CharField()
    confidence = SheetValueOutput(many=True)
    blocks = SheetBlockOutput(many=True)


class OwnCardOutput(serializers.Serializer[Any]):
    card = MyCardOutput()
    sheet = SheetOutput()
    values = serializers.DictField(child=serializers.JSONField(), help_text="What has arrived of this card, by place.")
    submissions = serializers.IntegerField(help_text="How often it was handed in; from two on, corrections.")


class CardSheetOutput(serializers.Serializer[Any]):
    card = CardOutput()
    plan_id = serializers.UUIDField()
    campaign_id = serializers.UUIDField()
    candidate = serializers.CharField()
    sheet = SheetOutput()


class AcknowledgedOutput(serializers.Serializer[Any]):
    acknowledged = serializers.IntegerField(help_text="Everything of this client up to this number has arrived.")


class ObservationOutput(serializers.ModelSerializer[Observation]):
    side = serializers.ChoiceField(choices=Side.choices)
    at = serializers.TimeField(format="%H:%M")

    class Meta:
        model = Observation
        fields = ["block", "side", "at", "words"]


class HandedInOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    came_by = serializers.ChoiceField(choices=CardSource.choices, source="source")
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = serializers.DateTimeField(source="created_at")
    confidence = serializers.IntegerField()
    none_for = serializers.BooleanField()
    none_against = serializers.BooleanField()
    observations = ObservationOutput(many=True)
    commitment = serializers.CharField()
    nonce = serializers.CharField()


class CardInDebriefOutput(serializers.Serializer[Any]):
    card = CardOutput()
    submission = HandedInOutput(allow_null=True)


class RevisedMarkOutput(serializers.Serializer[Any]):
    value = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class MarkOfRaterOutput(serializers.Serializer[Any]):
    rating_id = serializers.UUIDField()
    card_id = serializers.UUIDField()
    value = serializers.IntegerField(allow_null=True, help_text="The first mark; null where it was not seen.")
    revisions = RevisedMarkOutput(many=True)


class RowOfMarksOutput(serializers.Serializer[Any]):
    block = serializers.CharField()
    block_title = serializers.CharField()
    sheet = SheetRowOutput()
    marks = MarkOfRaterOutput(many=True)
    gap = serializers.IntegerField(allow_null=True)
    gap_now = serializers.IntegerField(allow_null=True)
    wide = serializers.BooleanField(help_text="First marks two or more apart: to be talked about.")


class DebriefOutput(serializers.Serializer[Any]):
    plan = ExercisePlanOutput()
    cards = CardInDebriefOutput(many=True)
    rows = RowOfMarksOutput(many=True)
    confidence = SheetValueOutput(many=True)
    is_chair = serializers.BooleanField()
    own_card_id = serializers.UUIDField(allow_null=True)
