"""A card as a whole: from the values of its places to marks and observations, or to the list of what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from backend.kernel.errors import FieldError
from backend.ratings.errors import CardRefusedError
from backend.ratings.forms.places import ABSENT, MOST_OBSERVATIONS, CardPlaces, refuse_unusable


@dataclass(frozen=True)
class GivenRating:
    """One mark; None where the rater has not seen it."""

    block: str
    row: str
    dimension: str
    mark: str
    value: int | None


@dataclass(frozen=True)
class GivenObservation:
    """What was said or done, when, and what it speaks for."""

    block: str
    side: str
    at: time
    words: str


@dataclass(frozen=True)
class CardContent:
    """Everything on a card that can be handed in."""

    ratings: tuple[GivenRating, ...]
    observations: tuple[GivenObservation, ...]
    none_for: bool
    none_against: bool
    confidence: int

    def as_tree(self) -> dict[str, Any]:
        """The content as JSON, for its hash."""
        return {
            "ratings": [[row.block, row.row, row.dimension, row.mark, row.value] for row in self.ratings],
            "observations": [[row.block, row.side, f"{row.at:%H:%M}", row.words] for row in self.observations],
            "none": [self.none_for, self.none_against],
            "confidence": self.confidence,
        }


def read_content(places: CardPlaces, values: Mapping[str, Any]) -> CardContent:
    """The card that these values make.

    Raises
    ------
    CardRefusedError : a row without a mark, a side without an observation and without "none seen" (or with both), no
        confidence, or a value that cannot stand where it is.
    """
    given = {item: value for item, value in values.items() if value is not None}
    observations = _observations(given)
    faults = [
        *refuse_unusable(places, given),
        *_faults_of_rows(places, given),
        *(fault for side in ("for", "against") for fault in _faults_of_side(side, given, observations)),
    ]
    if "confidence" not in given:
        faults.append(_missing("confidence", "Say how sure you are."))
    if len(observations) > MOST_OBSERVATIONS:
        faults.append(_missing("seen", f"Keep the {MOST_OBSERVATIONS} that matter most."))
    if faults:
        raise CardRefusedError(faults)
    return CardContent(
        ratings=tuple(
            GivenRating(block, row.code, row.dimension, row.mark, None if given[item] == ABSENT else given[item])
            for item, (block, row) in places.rows.items()
        ),
        observations=tuple(
            GivenObservation(row["block"], row["side"], time.fromisoformat(row["at"]), row["words"].strip())
            for row in observations
        ),
        none_for=given.get("none.for", False),
        none_against=given.get("none.against", False),
        confidence=given["confidence"],
    )


def _observations(given: Mapping[str, Any]) -> list[dict[str, str]]:
    """In the order of the clock; what has no words is no observation."""
    rows = [(item, value) for item, value in given.items() if item.startswith("seen.") and isinstance(value, dict)]
    written = [(item, value) for item, value in rows if str(value.get("words", "")).strip()]
    return [value for _, value in sorted(written, key=lambda row: (str(row[1].get("at")), row[0]))]


def _faults_of_rows(places: CardPlaces, given: Mapping[str, Any]) -> list[FieldError]:
    return [
        _missing(item, "Choose a mark, or say that you have not seen it.") for item in places.rows if item not in given
    ]


def _faults_of_side(side: str, given: Mapping[str, Any], observations: list[dict[str, str]]) -> list[FieldError]:
    seen = any(row.get("side") == side for row in observations)
    none = given.get(f"none.{side}", False)
    if seen and none:
        return [_missing(f"none.{side}", "Take away either the observation or the words that there was none.")]
    if not seen and not none:
        return [_missing(f"none.{side}", "Write down one thing with its time, or say that you have seen none.")]
    return []


def _missing(item: str, remedy: str) -> FieldError:
    return FieldError(f"values.{item}", "missing", remedy, remedy)
