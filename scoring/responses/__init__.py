"""Answers as the engine reads them: typed, keyed, with an explicit missing rule."""

from scoring.responses.reading import column_names, parse_columns, parse_responses, stream_responses
from scoring.responses.selection import expand_names
from scoring.responses.table import MissingRule, ResponseTable

__all__ = [
    "MissingRule",
    "ResponseTable",
    "column_names",
    "expand_names",
    "parse_columns",
    "parse_responses",
    "stream_responses",
]
