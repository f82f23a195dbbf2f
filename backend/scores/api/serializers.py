"""What scores give out. None takes anything in: scores are made by jobs."""

from rest_framework import serializers

from backend.scores.enums import Method, ReasonNotScored
from backend.scores.models import ScaleScore


class ScaleScoreOutput(serializers.ModelSerializer[ScaleScore]):
    method = serializers.ChoiceField(choices=Method.choices)
    reason = serializers.ChoiceField(
        choices=ReasonNotScored.choices, allow_blank=True, help_text="Why there is no position."
    )

    class Meta:
        model = ScaleScore
        fields = [
            "id",
            "unit",
            "dimension",
            "method",
            "mean",
            "se",
            "reason",
            "n_answered",
            "n_items",
            "basis",
            "status",
            "model_hash",
            "answers_hash",
            "created_at",
        ]
