"""Groups of a table: their order, and the number of each row's group."""

from collections.abc import Iterable, Sequence

import numpy as np

from scoring.linalg import IntArray


def order_of_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """The different labels: as numbers when all of them are numbers, else as text; '' (no group) is left out."""
    different = {label for label in labels if label != ""}
    try:
        return tuple(sorted(different, key=lambda label: (float(label), label)))
    except ValueError:
        return tuple(sorted(different))


def group_numbers(labels: Sequence[str], order: Sequence[str]) -> IntArray:
    """(n,) place of each label in `order`, -1 where it is not there."""
    place = {label: number for number, label in enumerate(order)}
    return np.array([place.get(label, -1) for label in labels], dtype=np.int64)
