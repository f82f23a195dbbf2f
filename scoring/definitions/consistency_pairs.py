"""Consistency pairs: two items of one form that say the same, or the opposite, in different words.

They take the place of trick questions. One of the two may be keyed to a scale; the other is there for the pair alone
and is scored nowhere, so that a thing said twice does not count twice.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition
from scoring.definitions.findings import Finding, did_you_mean

PAIRS_FILE = "consistency_pairs.yaml"


class ConsistencyPair(Definition):
    """Two items, and whether a careful person answers both alike (`same`) or mirrored (`opposite`)."""

    first: Code
    second: Code
    direction: Literal["same", "opposite"]


class ConsistencyPairList(Definition):
    """consistency_pairs.yaml."""

    consistency_pairs: tuple[ConsistencyPair, ...] = Field(max_length=20)


def paired_items(pairs: tuple[ConsistencyPair, ...]) -> set[str]:
    """Codes of all items that stand in a pair."""
    return {code for pair in pairs for code in (pair.first, pair.second)}


def pair_findings(pairs: tuple[ConsistencyPair, ...], scale_of: Mapping[str, str | None]) -> list[Finding]:
    """Pairs of items that do not exist, that are one item, or that count twice in a scale.

    `scale_of` gives the scale of every item of the form, `None` where it has none.
    """
    findings = []
    for position, pair in enumerate(pairs):
        for field, code in (("first", pair.first), ("second", pair.second)):
            if code not in scale_of:
                message = f'a pair names item "{code}", which items.yaml does not list.'
                findings.append(_finding("PAIR_001", position, field, code, message, did_you_mean(code, scale_of)))
        if pair.first == pair.second:
            message = f'item "{pair.first}" is paired with itself.'
            findings.append(_finding("PAIR_002", position, "second", pair.second, message, "Name another item."))
        elif scale_of.get(pair.first) is not None and scale_of.get(pair.second) is not None:
            message = f'both "{pair.first}" and "{pair.second}" are keyed to a scale: the same thing would count twice.'
            remedy = "Take scale and key off one of the two."
            findings.append(_finding("PAIR_003", position, "second", pair.second, message, remedy))
    return findings


def _finding(code: str, position: int, field: str, value: str, message: str, remedy: str) -> Finding:
    pointer = ("consistency_pairs", position, field)
    return Finding(code=code, file=PAIRS_FILE, pointer=pointer, value=value, message=message, remedy=remedy)
