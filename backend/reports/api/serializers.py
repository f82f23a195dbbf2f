"""The shape of a report for the page: blocks as the PDF has them."""

from typing import Any

from rest_framework import serializers


class ReportBlockOutput(serializers.Serializer[Any]):
    type = serializers.ChoiceField(
        choices=["heading", "text", "note", "bullets", "facts", "table", "strip", "dots", "signatures"]
    )
    text = serializers.CharField(required=False)
    level = serializers.IntegerField(required=False)
    items = serializers.ListField(child=serializers.CharField(), required=False)
    pairs = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), required=False)
    caption = serializers.CharField(required=False)
    columns = serializers.ListField(child=serializers.CharField(), required=False)
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), required=False)
    label = serializers.CharField(required=False)  # type: ignore[assignment]  # a field that bears this name
    left = serializers.CharField(required=False)
    right = serializers.CharField(required=False)
    mean = serializers.FloatField(required=False, allow_null=True)
    se = serializers.FloatField(required=False, allow_null=True)
    lower = serializers.FloatField(required=False, allow_null=True)
    upper = serializers.FloatField(required=False, allow_null=True)
    band = serializers.ListField(child=serializers.FloatField(), required=False, allow_null=True)
    minimum = serializers.FloatField(required=False)
    maximum = serializers.FloatField(required=False)
    dots = serializers.ListField(child=serializers.FloatField(), required=False)
    words = serializers.CharField(required=False, allow_blank=True)
    provisional = serializers.BooleanField(required=False)
    names = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), required=False)


class ReportOutput(serializers.Serializer[Any]):
    title = serializers.CharField()
    subtitle = serializers.CharField()
    language = serializers.CharField()
    dated = serializers.DateField()
    organisation = serializers.CharField()
    footer = serializers.CharField()
    simulated = serializers.BooleanField()
    blocks = ReportBlockOutput(many=True)
