"""Base of what the API takes in: unknown fields are refused with the nearest known name."""

import difflib
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail


class InputSerializer(serializers.Serializer[Any]):
    """An input body. Every text and list in it must be bounded by its field."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                raise serializers.ValidationError(
                    {name: [ErrorDetail(_unknown(name, list(self.fields)), "unknown_field")] for name in unknown}
                )
        return super().to_internal_value(data)


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return "There is no such field." + (f' Did you mean "{near[0]}"?' if near else "")


class EmptyInput(InputSerializer):
    """A body without fields."""
