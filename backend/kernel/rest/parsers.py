"""JSON in, bounded: size by the middleware, depth and number of values here."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

MAXIMUM_DEPTH = 24
MAXIMUM_VALUES = 50_000


class BoundedJSONParser(BaseParser):
    """Strict JSON: no NaN, no duplicate names, at most 24 levels and 50,000 values."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            text = stream.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8 at byte {error.start}.") from error
        if "\x00" in text or "\\u0000" in text:
            raise ParseError("The body holds a zero character, which cannot be stored.")
        _refuse_depth(text)
        try:
            return json.loads(text, object_pairs_hook=_object_without_doubles, parse_constant=_refuse_constant)
        except json.JSONDecodeError as error:
            raise ParseError(f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}.") from error
        except (RecursionError, ValueError) as error:
            raise ParseError("The body is not a JSON document that can be read.") from error


def _refuse_depth(text: str) -> None:
    # Before parsing: brackets are counted outside strings, so a bomb costs one pass and no memory.
    depth = values = 0
    inside = escaped = False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            if depth > MAXIMUM_DEPTH:
                raise ParseError(f"The body is nested deeper than {MAXIMUM_DEPTH} levels.")
        elif character in "]}":
            depth -= 1
        elif character == ",":
            values += 1
            if values > MAXIMUM_VALUES:
                raise ParseError(f"The body holds more than {MAXIMUM_VALUES} values.")


def _object_without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        seen: set[str] = set()
        double = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ParseError(f'The name "{double}" stands twice in one object.')
    return names


def _refuse_constant(constant: str) -> None:
    raise ParseError(f"{constant} is not JSON.")
