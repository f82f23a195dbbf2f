"""The places of a card that take a value, and what each may hold.

A place is a key of the offline queue: `mark.BLOCK.ROW`, `seen.KEY`, `none.for`, `none.against`, `confidence`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.kernel.errors import FieldError
from scoring.definitions.exercises import Exercise, Row

ABSENT = "absent"
CONFIDENCES = (1, 2, 3)
MOST_OBSERVATIONS = 40
LONGEST_WORDS = 600
_SEEN = re.compile(r"^seen\.[a-z0-9]{1,24}$")
_CLOCK = re.compile(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
_OBSERVATION = {"side": str, "at": str, "words": str, "block": str}


@dataclass(frozen=True)
class CardPlaces:
    """The rows of a card by place, and its blocks."""

    rows: Mapping[str, tuple[str, Row]]
    blocks: tuple[str, ...]

    def fault_of(self, item: str, value: Any) -> str:
        """Why a value cannot stand at a place, in words; empty where it can. None takes a value away."""
        if item in self.rows:
            return self._fault_of_mark(item, value)
        if _SEEN.match(item):
            return self._fault_of_observation(value)
        if item in {"none.for", "none.against"}:
            return "" if value is None or value is True else "Send true, or null."
        if item == "confidence":
            known = value is None or (type(value) is int and value in CONFIDENCES)
            return "" if known else "Send 1, 2 or 3, or null."
        return "The card has no such place."

    def _fault_of_mark(self, item: str, value: Any) -> str:
        _, row = self.rows[item]
        if value is None or value == ABSENT or (type(value) is int and value in row.values):
            return ""
        return f'Send one of {", ".join(map(str, row.values))}, or "{ABSENT}", or null.'

    def _fault_of_observation(self, value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, dict) or set(value) != set(_OBSERVATION):
            return "Send an object with side, at, words and block, or null."
        if any(not isinstance(value[name], kind) for name, kind in _OBSERVATION.items()):
            return "Every part of an observation is text."
        if value["side"] not in {"for", "against"}:
            return "The side is for or against."
        if not _CLOCK.match(value["at"]):
            return "Give the time as 14:05."
        if value["block"] not in self.blocks:
            return f"The blocks are {', '.join(self.blocks)}."
        return "" if len(value["words"]) <= LONGEST_WORDS else f"At most {LONGEST_WORDS} characters."


def card_places(exercise: Exercise) -> CardPlaces:
    """The places of an exercise's card."""
    rows = {
        f"mark.{block.code}.{row.code}": (block.code, row) for block in exercise.structure.blocks for row in block.rows
    }
    return CardPlaces(rows, tuple(block.code for block in exercise.structure.blocks))


def refuse_unusable(places: CardPlaces, values: Mapping[str, Any], *, place: str = "values") -> list[FieldError]:
    """Every value that cannot stand where it is said to."""
    faults = [(item, places.fault_of(item, value)) for item, value in values.items()]
    return [FieldError(f"{place}.{item}", "unusable", words, words) for item, words in faults if words]
