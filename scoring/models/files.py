"""MODEL.json: a scoring model as a file, with its hash and, beside the model, what is said about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.canonical import canonical_json
from scoring.definitions.standing import Status
from scoring.errors import UnreadableFileError, UnsuitableModelError
from scoring.models.protocol import Document, ScoringModel
from scoring.models.registry import MODEL_KINDS


@dataclass(frozen=True, kw_only=True)
class ModelFile:
    """A model with its card: everything that is known about the model and does not decide a score.

    The card holds the estimates in the usual forms, the gates, the information curve and the log-likelihood.
    """

    model: ScoringModel
    card: Document


def model_text(model: ScoringModel, card: Mapping[str, Any]) -> str:
    """The text of MODEL.json: canonical JSON of `{card, model, model_hash, status}`; equal content, equal bytes."""
    content = {
        "model": model.as_document(),
        "model_hash": model.model_hash,
        "status": {name: str(step) for name, step in model.statuses.items()},
        "card": dict(card),
    }
    return canonical_json(content).decode("utf-8") + "\n"


def parse_model(text: str, *, place: str = "MODEL.json") -> ModelFile:
    """The model in the text of a MODEL.json.

    Raises
    ------
    UnreadableFileError : not JSON.
    UnsuitableModelError : not a model of a known kind, a part missing, or content that its hash does not fit.
    """
    try:
        content = json.loads(text)
    except ValueError as problem:
        raise UnreadableFileError(f"This is no JSON: {problem}.", place=place, remedy="Write it anew.") from None
    try:
        document = content["model"]
        model = MODEL_KINDS[document["kind"]](document)
        model = model.with_status({name: Status(step) for name, step in content.get("status", {}).items()})
        claimed, card = content["model_hash"], content.get("card", {})
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise UnsuitableModelError(
            "This is no scoring model of a known kind, or a part of it is missing.",
            place=place,
            value=str(problem),
            remedy=f"Use a file written by calibrate. Kinds: {', '.join(MODEL_KINDS)}.",
        ) from None
    if claimed != model.model_hash:
        raise UnsuitableModelError(
            "The model was changed after it was written: its hash does not fit.",
            place=place,
            value=claimed,
            remedy="Use the original file. A changed model is a new model.",
        )
    return ModelFile(model=model, card=card)


def read_model(path: Path | str) -> ModelFile:
    """The model in a MODEL.json file."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableFileError(
            f"The model cannot be read: {problem}.", place=str(path), remedy="Give the path of a MODEL.json."
        ) from None
    return parse_model(text, place=str(path))


def write_model(path: Path | str, model: ScoringModel, card: Mapping[str, Any]) -> None:
    """Writes MODEL.json."""
    Path(path).write_text(model_text(model, card), encoding="utf-8")
