"""Which answers make up a scale: items, range of answers, keys. Turns answers as given into category codes.

Models record the layout and apply it themselves, so that nobody has to remember which items are turned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scoring.errors import DuplicateNameError, NotACategoryError, OutOfRangeError, TooFewItemsError, UnknownColumnError
from scoring.irt.patterns import CodeArray
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray

ANSWERED_SHARE = (4, 5)
"""A scale is scored when at least this share of its items (numerator, denominator) is answered."""


@dataclass(frozen=True, kw_only=True)
class ItemLayout:
    """One item: the whole numbers that can be answered, and whether they are turned (`lowest + highest - answer`).

    `category_of` gives the category (from 0) of each keyed answer, lowest first. It is 0, 1, 2, ... unless categories
    that nobody chose were merged inward at calibration.
    """

    name: str
    lowest: int
    highest: int
    reversed: bool = False
    category_of: tuple[int, ...]

    @property
    def categories(self) -> int:
        """How many categories the model tells apart."""
        return self.category_of[-1] + 1


@dataclass(frozen=True, kw_only=True)
class ScaleLayout:
    """A scale by name with its items in order."""

    name: str
    items: tuple[ItemLayout, ...]

    @property
    def item_names(self) -> tuple[str, ...]:
        """Names of the items, in order."""
        return tuple(item.name for item in self.items)

    @property
    def reverse(self) -> tuple[str, ...]:
        """Names of the items that are turned."""
        return tuple(item.name for item in self.items if item.reversed)


def scale_layout(
    name: str, items: Iterable[str], *, reverse: Iterable[str] = (), lowest: int, highest: int
) -> ScaleLayout:
    """The layout of a scale whose items share one range of answers.

    Raises
    ------
    TooFewItemsError : no item.
    DuplicateNameError : an item named twice.
    UnknownColumnError : a turned item that the scale does not have.
    OutOfRangeError : fewer than two possible answers.
    """
    names, turned = tuple(items), frozenset(reverse)
    if not names:
        raise TooFewItemsError("A scale needs an item.", place=name, remedy="Name at least one item.")
    if len(set(names)) < len(names):
        raise DuplicateNameError("An item is named twice.", place=name, value=names, remedy="Name each item once.")
    if strangers := sorted(turned - set(names)):
        raise UnknownColumnError("A turned item is not in the scale.", place=name, value=strangers[0], remedy="Add it.")
    if highest <= lowest:
        raise OutOfRangeError(
            "The highest answer must be above the lowest.", place=name, value=highest, remedy=f"Above {lowest}."
        )
    identity = tuple(range(highest - lowest + 1))
    return ScaleLayout(
        name=name,
        items=tuple(
            ItemLayout(name=n, lowest=lowest, highest=highest, reversed=n in turned, category_of=identity)
            for n in names
        ),
    )


def category_codes(layout: ScaleLayout, answers: FloatMatrix, *, first_row: int = 1) -> CodeArray:
    """Category of every answer, shape (items, people); a missing answer gets the number of categories.

    Parameters
    ----------
    answers : (people, items of the scale) as answered, before any turning; NaN is missing.
    first_row : row number of the first person, for messages.

    Raises
    ------
    NotACategoryError : an answer that is not one of the whole numbers of its item, with row and item.
    """
    codes = np.empty((len(layout.items), len(answers)), dtype=np.intp)
    for position, item in enumerate(layout.items):
        codes[position] = _codes_of(item, np.ascontiguousarray(answers[:, position]), first_row)
    return codes


def _codes_of(item: ItemLayout, answers: FloatVector, first_row: int) -> CodeArray:
    width = item.highest - item.lowest + 1
    offset = answers - item.lowest
    outside = (offset < 0) | (offset >= width)
    if outside.any():
        _refuse(item, answers, outside, first_row)
    offset[np.isnan(offset)] = width
    whole = offset.astype(np.intp)
    if not np.array_equal(whole, offset):
        _refuse(item, answers, whole != offset, first_row)
    keyed = item.category_of[::-1] if item.reversed else item.category_of
    return np.asarray((*keyed, item.categories), dtype=np.intp)[whole]


def _refuse(item: ItemLayout, answers: FloatVector, wrong: BoolArray, row: int) -> None:
    at = int(np.flatnonzero(wrong)[0])
    raise NotACategoryError(
        f"The answer is not a whole number from {item.lowest} to {item.highest}.",
        place=f"row {row + at}, item {item.name}",
        value=float(answers[at]),
        remedy="Correct the answer, or leave it empty when it is missing.",
    )


def answered_counts(layout: ScaleLayout, codes: CodeArray) -> IntArray:
    """How many items of the scale each person answered."""
    count = np.zeros(codes.shape[1], dtype=np.int64)
    for item, row in zip(layout.items, codes, strict=True):
        count += row != item.categories
    return count


def enough_answered(layout: ScaleLayout, counts: IntArray) -> BoolArray:
    """Whether each person answered at least 80 % of the scale."""
    share, of = ANSWERED_SHARE
    return np.asarray(counts * of >= share * len(layout.items))
