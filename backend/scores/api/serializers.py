"""What scores give out. None takes anything in: scores are made by jobs."""

from rest_framework import serializers

from backend.scores.enums import Method
from backend.scores.models import ScaleScore


class ScaleScoreOutput(serializers.ModelSerializer[ScaleScore]):
    method = serializers.ChoiceField(choices=Method.choices)

    class Meta:
        model = ScaleScore
        fields = [
            "id",
            "unit",
            "dimension",
            "method",
            "mean",
            "se",
            "n_answered",
            "n_items",
            "basis",
            "status",
            "model_hash",
            "answers_hash",
            "created_at",
        ]
