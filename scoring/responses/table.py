"""The table of answers: persons in rows, items in columns, missing answers as NaN."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from scoring.errors import DuplicateNameError, NoDataError, NotACategoryError, UnknownColumnError, ZeroVarianceError
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray

MAX_CATEGORIES = 30


class MissingRule(StrEnum):
    """What happens to rows with missing answers."""

    PAIRWISE = "pairwise"
    LISTWISE = "listwise"


@dataclass(frozen=True, kw_only=True)
class ResponseTable:
    """Keyed answers of persons to items.

    items   : names of the columns, in order
    values  : (n_persons, n_items) keyed answers; NaN is missing
    rows    : (n_persons,) row numbers of the persons in the source, the first below the header is 1
    reversed: the items that were turned (value -> minimum + maximum - value)
    groups  : (n_persons,) labels as text, '' where the group is missing; None without a group column
    """

    items: tuple[str, ...]
    values: FloatMatrix
    rows: IntArray
    reversed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    groups: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuses a name that occurs twice, because results are matched by name."""
        seen: set[str] = set()
        for item in self.items:
            if item in seen:
                raise DuplicateNameError("An item is named twice.", place="items", value=item, remedy="Name it once.")
            seen.add(item)

    @property
    def n_rows(self) -> int:
        """All rows, those without any answer included."""
        return int(self.values.shape[0])

    @property
    def answered(self) -> BoolArray:
        """(n_persons, n_items) where there is an answer."""
        return np.asarray(~np.isnan(self.values))

    @property
    def n_complete(self) -> int:
        """Rows with an answer to every item."""
        return int(self.answered.all(axis=1).sum())

    def n_used(self, missing: MissingRule) -> int:
        """Rows with at least one answer, or under listwise the complete ones."""
        return self.n_complete if missing is MissingRule.LISTWISE else int(self.answered.any(axis=1).sum())

    def where(self, keep: BoolArray) -> "ResponseTable":
        """The same table with only the rows that are kept."""
        groups = None if self.groups is None else tuple(g for g, k in zip(self.groups, keep, strict=True) if k)
        return replace(self, values=self.values[keep], rows=self.rows[keep], groups=groups)

    def complete(self) -> "ResponseTable":
        """Only the rows with an answer to every item."""
        return self.where(np.asarray(self.answered.all(axis=1)))

    def non_empty(self) -> "ResponseTable":
        """Only the rows with at least one answer."""
        return self.where(np.asarray(self.answered.any(axis=1)))

    def under(self, missing: MissingRule) -> "ResponseTable":
        """Only the rows that the missing rule lets count."""
        return self.complete() if missing is MissingRule.LISTWISE else self.non_empty()

    def select(self, items: Sequence[str]) -> "ResponseTable":
        """The same persons with these items, in this order."""
        columns = [self._index(item) for item in items]
        turned = tuple(item for item in self.reversed if item in items)
        return replace(self, items=tuple(items), values=self.values[:, columns], reversed=turned)

    def column(self, item: str) -> FloatVector:
        """The answers to one item."""
        return self.values[:, self._index(item)]

    def of_group(self, label: str) -> "ResponseTable":
        """Only the persons of one group."""
        return self.where(np.array([g == label for g in self.groups or ()], dtype=np.bool_))

    def require_answers(self) -> None:
        """Raises when nobody answered some item, or when an item has one value only."""
        for index, item in enumerate(self.items):
            column = self.values[:, index]
            column = column[~np.isnan(column)]
            if column.size == 0:
                raise NoDataError("Nobody answered this item.", place=item, remedy="Leave the item out.")
            if column.min() == column.max():
                raise ZeroVarianceError(
                    "Everybody gave the same answer.", place=item, value=float(column[0]), remedy="Leave the item out."
                )

    def categories(self, item: str) -> FloatVector:
        """The different answers that occur for one item, in order; a named error when they are no categories."""
        column = self.column(item)
        values = np.unique(column[~np.isnan(column)])
        if values.size > MAX_CATEGORIES or np.any(values != np.round(values)):
            odd = next((float(v) for v in values if v != round(v)), values.size)
            raise NotACategoryError(
                f"Answers must be whole numbers with at most {MAX_CATEGORIES} different values.",
                place=item,
                value=odd,
                remedy="Round the answers or use a continuous estimator (ML, MLR).",
            )
        return values

    def _index(self, item: str) -> int:
        if item not in self.items:
            raise UnknownColumnError(
                "There is no such item.", place="items", value=item, remedy=f"The items are {', '.join(self.items)}."
            )
        return self.items.index(item)
