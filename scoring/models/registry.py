"""The kinds of scoring models, one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from scoring.models import graded_response, graded_response_document, linear_factor, situational_regression
from scoring.models.protocol import Document, ScoringModel

MODEL_KINDS: Mapping[str, Callable[[Document], ScoringModel]] = MappingProxyType(
    {
        graded_response.KIND: graded_response_document.model_from_document,
        linear_factor.KIND: linear_factor.model_from_document,
        situational_regression.KIND: situational_regression.model_from_document,
    }
)
