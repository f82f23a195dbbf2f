"""Categories too rare for a threshold in every group are merged with their neighbour towards the middle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.errors import UnsuitableGroupsError
from scoring.linalg import IntArray
from scoring.responses import ResponseTable

FEWEST = 5  # answers a category needs in every group


@dataclass(frozen=True, kw_only=True)
class MergedCategory:
    """An answer that counts as another one in all groups."""

    item: str
    category: float
    into: float


def merge_rare_categories(
    groups: Sequence[ResponseTable], *, fewest: int = FEWEST
) -> tuple[list[ResponseTable], tuple[tuple[float, ...], ...], tuple[MergedCategory, ...]]:
    """Groups with rare categories merged inward, the categories that are left, and what was merged.

    Raises
    ------
    UnsuitableGroupsError : an item is left with one category.
    """
    values = [group.values.copy() for group in groups]
    left: list[tuple[float, ...]] = []
    merged: list[MergedCategory] = []
    for j, item in enumerate(groups[0].items):
        known = sorted({float(v) for group in groups for v in group.categories(item)})
        counts = np.array([[int((group.values[:, j] == v).sum()) for v in known] for group in groups], dtype=np.int64)
        into = _inward(known, counts, fewest)
        for old, new in into.items():
            if old != new:
                merged.append(MergedCategory(item=item, category=old, into=new))
                for table in values:
                    table[table[:, j] == old, j] = new
        kept = tuple(sorted(set(into.values())))
        if len(kept) < 2:
            raise UnsuitableGroupsError(
                f"Fewer than two answers were chosen {fewest} times in every group.",
                place=item,
                value=len(kept),
                remedy="Leave the item out, or use larger groups.",
            )
        left.append(kept)
    return [replace(g, values=v) for g, v in zip(groups, values, strict=True)], tuple(left), tuple(merged)


def _inward(known: list[float], counts: IntArray, fewest: int) -> dict[float, float]:
    """What each category becomes: the rarest one joins its neighbour on the side of the middle until none is rare."""
    blocks = [[value] for value in known]
    table = counts.copy()
    middle = (known[0] + known[-1]) / 2.0
    while len(blocks) > 1 and table.min() < fewest:
        rare = int(np.argmin(table.min(axis=0)))
        centre = float(np.mean(blocks[rare]))
        target = rare + 1 if (centre < middle and rare + 1 < len(blocks)) or rare == 0 else rare - 1
        first, second = sorted((rare, target))
        blocks[first] += blocks.pop(second)
        table[:, first] += table[:, second]
        table = np.delete(table, second, axis=1)
    return {value: _name_of(block, middle) for block in blocks for value in block}


def _name_of(block: list[float], middle: float) -> float:
    """A merged category bears the answer nearest the middle."""
    return min(block, key=lambda value: abs(value - middle))
